import { type KeyObject, X509Certificate } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { askProvider } from '../../ground/http/provider-http.ts'
import type { WechatConfig } from './wechat-config.ts'
import { openSealed, parseJson, plainSerial, sealDoubt } from './wechat-seal.ts'
import { signedHeaders } from './wechat-signed-headers.ts'

const REPLY_MAX_BYTES = 256 * 1024
const LISTED_MAX = 20

/** A certificate of the platform whose seal was opened. */
export interface PlatformCertificate {
  readonly serial: string
  readonly pem: string
  readonly key: KeyObject
  readonly validUntil: Date
}

const listSchema = z.object({
  data: z
    .array(
      z.object({
        serial_no: z.string().regex(/^[0-9A-Fa-f]{8,64}$/),
        encrypt_certificate: z.object({
          algorithm: z.literal('AEAD_AES_256_GCM'),
          ciphertext: z.base64().max(20_000),
          associated_data: z.string().max(64).default(''),
          nonce: z.string().min(12).max(16),
        }),
      }),
    )
    .max(LISTED_MAX),
})
const refusalSchema = z.object({ code: z.string().max(64) })

/** What came of asking for the list: `key-scheme` says that the merchant has no certificates, and no signature says so. */
export type ListAnswer = Result<readonly PlatformCertificate[] | 'key-scheme', string>

/**
 * Downloads the list of platform certificates. It can't be verified by what it brings before that is opened: the tag under the APIv3 key,
 * which nobody else has, is its authentication, and then the reply's own signature must be by one of the certificates in it.
 */
export async function listCertificates(config: WechatConfig, clock: Clock): Promise<ListAnswer> {
  let last: ListAnswer = err('NOT_ASKED')
  for (const baseUrl of config.baseUrls) {
    last = await askAt(new URL('/v3/certificates', baseUrl), config, clock)
    if (last.ok) return last
  }
  return last
}

async function askAt(url: URL, config: WechatConfig, clock: Clock): Promise<ListAnswer> {
  const signed = signedHeaders(config, url, clock.now(), 'application/json')
  const asked = { method: 'GET', url, headers: signed, withinMs: config.timeoutMs, bytesMax: REPLY_MAX_BYTES } as const
  const reply = await askProvider(clock, asked)
  if (!reply.ok) return reply
  const { status, headers, body } = reply.value
  if (status !== 200) {
    const { data } = refusalSchema.safeParse(parseJson(body))
    return status === 404 && data?.code === 'RESOURCE_NOT_EXISTS'
      ? ok('key-scheme')
      : err(data?.code ?? `HTTP_${status}`)
  }
  const list = listSchema.safeParse(parseJson(body))
  if (!list.success) return err('REPLY_MALFORMED')
  if (list.data.data.length === 0) return ok('key-scheme')
  const certificates: PlatformCertificate[] = []
  for (const { serial_no, encrypt_certificate } of list.data.data) {
    const pem = openSealed(encrypt_certificate, config.apiV3Key)
    const certificate = pem && readCertificate(Buffer.from(pem).toString('latin1'))
    if (!certificate) return err('CERTIFICATE_SEAL_BROKEN')
    if (plainSerial(serial_no) !== plainSerial(certificate.serial)) return err('CERTIFICATE_OF_ANOTHER_SERIAL')
    certificates.push({ ...certificate, serial: serial_no })
  }
  const keys = new Map(certificates.map(({ serial, key }) => [plainSerial(serial), key]))
  const doubt = sealDoubt(headers, body, keys, clock.now())
  return doubt === null ? ok(certificates) : err(`REPLY_${doubt}`)
}

/** A certificate of an RSA key in PEM; null when it is none. */
export function readCertificate(pem: string): PlatformCertificate | null {
  try {
    const { serialNumber, publicKey, validToDate } = new X509Certificate(pem)
    if (publicKey.asymmetricKeyType !== 'rsa') return null
    return { serial: serialNumber, pem, key: publicKey, validUntil: validToDate }
  } catch {
    return null
  }
}
