import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { makeCertificate } from './certificate.ts'
import type { GatewayConfigInput } from './gateway-config.ts'
import { randomLetters } from './signatures.ts'

const DAY_MS = 24 * 3_600_000
/** Platform certificates live five years. */
const CERTIFICATE_MS = 5 * 365 * DAY_MS

export interface InitOptions {
  /** Where the gateway listens; 0 for any port. */
  readonly port?: number
  /** Where our server reaches the gateway. */
  readonly baseUrl?: string
  /** Where the gateway reaches our server. */
  readonly notifyUrl?: string
  readonly payeeShortName?: string
  readonly payeeFullName?: string
  /** How the platform signs; the public key where nothing is said. */
  readonly platform?: 'public-key' | 'certificate' | 'both'
}

export interface InitResult {
  /** For `main.ts --config`. */
  readonly gatewayConfigFile: string
  /** What our server needs for its side. */
  readonly serverConfigFile: string
}

const identitySchema = z.object({
  mchid: z.string(),
  appid: z.string(),
  merchantSerial: z.string(),
  merchantPrivateKeyPem: z.string(),
  merchantPublicKeyPem: z.string(),
  platformKeyId: z.string(),
  platformPrivateKeyPem: z.string(),
  platformPublicKeyPem: z.string(),
  apiV3Key: z.string(),
  certificate: z.object({ serial: z.string(), certificatePem: z.string(), privateKeyPem: z.string() }).optional(),
})

/**
 * Writes keys and a configuration for each side into `dir`. Keys that are there already are kept, so that calling it again
 * with other addresses changes the addresses only. Everything is readable by its owner alone.
 */
export function initGateway(dir: string, options: InitOptions = {}): InitResult {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const identityFile = join(dir, 'identity.json')
  const identity = existsSync(identityFile)
    ? identitySchema.parse(JSON.parse(readFileSync(identityFile, 'utf8')))
    : makeIdentity()
  const { platform = 'public-key' } = options
  if (platform !== 'public-key')
    identity.certificate ??= makeCertificate(Date.now() - DAY_MS, Date.now() + CERTIFICATE_MS)
  const { certificate } = identity
  const publicKeys = [{ id: identity.platformKeyId, privateKeyPem: identity.platformPrivateKeyPem }]
  const certificates =
    platform !== 'public-key' && certificate
      ? [
          {
            id: certificate.serial,
            privateKeyPem: certificate.privateKeyPem,
            certificatePem: certificate.certificatePem,
          },
        ]
      : []
  const write = (name: string, value: unknown) => {
    const file = join(dir, name)
    writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
    return file
  }
  write('identity.json', identity)
  const gateway: GatewayConfigInput = {
    port: options.port ?? 0,
    mchid: identity.mchid,
    appids: [identity.appid],
    merchantSerial: identity.merchantSerial,
    merchantPublicKeyPem: identity.merchantPublicKeyPem,
    apiV3Key: identity.apiV3Key,
    platformKeys: [...(platform === 'certificate' ? [] : publicKeys), ...certificates],
    stateFile: join(dir, 'journal.jsonl'),
    ...(options.payeeShortName === undefined ? {} : { payeeShortName: options.payeeShortName }),
    ...(options.payeeFullName === undefined ? {} : { payeeFullName: options.payeeFullName }),
  }
  const server = {
    mchid: identity.mchid,
    appid: identity.appid,
    merchantSerial: identity.merchantSerial,
    merchantPrivateKeyPem: identity.merchantPrivateKeyPem,
    ...(platform === 'certificate'
      ? {}
      : { platformKeyId: identity.platformKeyId, platformPublicKeyPem: identity.platformPublicKeyPem }),
    ...(platform === 'both' ? { downloadCertificates: true } : {}),
    apiV3Key: identity.apiV3Key,
    baseUrls: [options.baseUrl ?? `http://127.0.0.1:${options.port ?? 0}`],
    notifyUrl: options.notifyUrl ?? 'http://127.0.0.1:8080/wechat/notice',
  }
  return { gatewayConfigFile: write('gateway.json', gateway), serverConfigFile: write('server-wechat.json', server) }
}

function makeIdentity(): z.infer<typeof identitySchema> {
  const pair = () =>
    generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
  const merchant = pair()
  const platform = pair()
  return {
    mchid: '1600000001',
    appid: 'wx0000000000000001',
    // Shaped like the serial of a certificate; the real one is read from the merchant's own.
    merchantSerial: randomBytes(20).toString('hex').toUpperCase(),
    merchantPrivateKeyPem: merchant.privateKey,
    merchantPublicKeyPem: merchant.publicKey,
    platformKeyId: `PUB_KEY_ID_0119000001092026${String(randomBytes(4).readUInt32BE()).padStart(10, '0')}`,
    platformPrivateKeyPem: platform.privateKey,
    platformPublicKeyPem: platform.publicKey,
    apiV3Key: randomLetters(32),
  }
}
