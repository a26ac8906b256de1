import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A key with a certificate over it, as WeChat signs with in the older mode. */
export interface MadeCertificate {
  /** 40 hex digits. */
  readonly serial: string
  readonly certificatePem: string
  readonly privateKeyPem: string
}

const SHA256_WITH_RSA = Buffer.from('300d06092a864886f70d01010b0500', 'hex')
const COMMON_NAME = Buffer.from('0603550403', 'hex')
const TAG = { sequence: 0x30, set: 0x31, integer: 0x02, bits: 0x03, text: 0x0c, time: 0x18 } as const

/** Makes an X.509 certificate (RFC 5280, version 1) over a fresh RSA key, signed by that key itself. */
export function makeCertificate(effectiveAtMs: number, expiresAtMs: number): MadeCertificate {
  const { privateKey: privateKeyPem } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const key = createPrivateKey(privateKeyPem)
  // Positive, and without a leading zero byte that DER would leave out.
  const serial = randomBytes(20)
  serial[0] = 0x40 | (serial[0]! & 0x3f)
  const name = der('sequence', der('set', der('sequence', COMMON_NAME, der('text', Buffer.from('TEST Tenpay.com')))))
  const validity = der('sequence', time(effectiveAtMs), time(expiresAtMs))
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const content = der('sequence', der('integer', serial), SHA256_WITH_RSA, name, validity, name, publicKey)
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', content, key)])
  const bytes = der('sequence', content, SHA256_WITH_RSA, der('bits', signature))
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? []
  return {
    serial: serial.toString('hex').toUpperCase(),
    certificatePem: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    privateKeyPem,
  }
}

function der(tag: keyof typeof TAG, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const length: number[] = []
  for (let rest = content.length; rest > 0; rest >>= 8) length.unshift(rest & 0xff)
  const head = content.length < 0x80 ? [content.length] : [0x80 | length.length, ...length]
  return Buffer.concat([Buffer.from([TAG[tag], ...head]), content])
}

const time = (atMs: number) =>
  der('time', Buffer.from(`${new Date(atMs).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`))
