import { type KeyObject, X509Certificate } from 'node:crypto'
import type { Answer } from './answer.ts'
import { chinaTime, done, refused } from './answer.ts'
import { makeCertificate } from './certificate.ts'
import type { FaultList } from './faults.ts'
import type { GatewayConfig } from './gateway-config.ts'
import { sealResource } from './sealing.ts'
import { privateKeyOf, sameSerial } from './signatures.ts'

/** A key of the platform: `PUB_KEY_ID_…`, or one with a certificate, whose serial is its id. */
export interface PlatformKey {
  readonly id: string
  readonly privateKey: KeyObject
  readonly certificatePem: string | null
  /** By the business clock: before this it is only listed. */
  readonly signsFromMs: number
  readonly listedUntilMs: number
}

/** With what the gateway signs, and which certificates it lists. */
export interface PlatformKeys {
  /** The key that the request asked for by `Wechatpay-Serial`; else the present certificate, else the public key. */
  forReply(wantedSerial: string | undefined): PlatformKey
  /** The key of that id, under which a caller has sealed something; null when there is none. */
  named(id: string): PlatformKey | null
  /** Any other key than `key`, if there is one. */
  other(key: PlatformKey): PlatformKey
  /** The key of a notice. Of those in a hundred that `switchPercent` says the public key signs, whatever else there is. */
  forNotice(switchPercent: number | undefined): PlatformKey
  /** GET /v3/certificates: sealed like a notice. Merchants on the key scheme have none. */
  certificates(faults: FaultList): Answer
  /** Lists one more certificate at once, which signs in place of the present one `aheadMs` later. Returns its serial. */
  rotate(aheadMs: number): string
}

const YEAR_MS = 365 * 24 * 3_600_000

/** `now` is the business clock, `protocolNow` dates certificates. */
export function createPlatformKeys(
  config: GatewayConfig,
  clocks: { readonly now: () => number; readonly protocolNow: () => number; readonly random: () => number },
): PlatformKeys {
  const keys: PlatformKey[] = config.platformKeys.map(({ id, privateKeyPem, certificatePem }) => ({
    ...{ id, privateKey: privateKeyOf(privateKeyPem), certificatePem: certificatePem ?? null },
    ...{ signsFromMs: Number.NEGATIVE_INFINITY, listedUntilMs: Number.POSITIVE_INFINITY },
  }))
  const first = keys[0]!
  const certified = () => keys.filter(({ certificatePem }) => certificatePem !== null)
  const signing = () =>
    certified()
      .filter(({ signsFromMs }) => signsFromMs <= clocks.now())
      .at(-1) ?? first
  return {
    forReply: wanted => keys.find(key => wanted && sameSerial(key.id, wanted)) ?? signing(),
    named: id => keys.find(key => sameSerial(key.id, id)) ?? null,
    other: key => keys.find(one => one !== key) ?? key,
    forNotice: percent => {
      const publicKey = keys.find(({ certificatePem }) => certificatePem === null)
      return percent !== undefined && publicKey && clocks.random() * 100 < percent ? publicKey : signing()
    },
    certificates: faults => {
      const listed = certified().filter(({ listedUntilMs }) => listedUntilMs > clocks.now())
      const fault = faults.take(['badTag', 'badAad', 'noCertificates', 'otherSerial'], { operation: 'certificates' })
      if (listed.length === 0) return refused(404, 'RESOURCE_NOT_EXISTS', '无可用的平台证书')
      if (fault?.kind === 'noCertificates') return done({ data: [] })
      return done({ data: listed.map(key => sealed(key, config.apiV3Key, fault?.kind)) })
    },
    rotate: aheadMs => {
      const made = makeCertificate(clocks.protocolNow() - YEAR_MS, clocks.protocolNow() + 4 * YEAR_MS)
      const signsFromMs = clocks.now() + aheadMs
      for (const [place, key] of keys.entries()) {
        if (key.certificatePem !== null && key.listedUntilMs > signsFromMs + aheadMs)
          keys[place] = { ...key, listedUntilMs: signsFromMs + aheadMs }
      }
      const { serial: id, certificatePem, privateKeyPem } = made
      const privateKey = privateKeyOf(privateKeyPem)
      keys.push({ id, privateKey, certificatePem, signsFromMs, listedUntilMs: Number.POSITIVE_INFINITY })
      return id
    },
  }
}

function sealed({ id, certificatePem }: PlatformKey, apiV3Key: string, fault: string | undefined): object {
  const pem = certificatePem ?? ''
  const { validFromDate, validToDate } = new X509Certificate(pem)
  const { original_type: _, ...resource } = sealResource(pem, 'certificate', apiV3Key)
  if (fault === 'badAad') return { ...entry(), encrypt_certificate: { ...resource, associated_data: 'elsewhere' } }
  if (fault !== 'badTag') return { ...entry(), encrypt_certificate: resource }
  const bytes = Buffer.from(resource.ciphertext, 'base64')
  bytes[bytes.length - 1]! ^= 1
  return { ...entry(), encrypt_certificate: { ...resource, ciphertext: bytes.toString('base64') } }

  function entry() {
    return {
      serial_no: fault === 'otherSerial' ? id.split('').reverse().join('') : id,
      effective_time: chinaTime(validFromDate.getTime()),
      expire_time: chinaTime(validToDate.getTime()),
    }
  }
}
