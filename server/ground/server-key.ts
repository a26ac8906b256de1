import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { fingerprintOf } from '../../src/contract/enrolment-text.ts'

/** The key by which terminals know the server, whatever address or certificate it has. */
export interface ServerKey {
  /** base64 of the Ed25519 SubjectPublicKeyInfo. */
  readonly publicKey: string
  /** As it stands behind an enrolment code. */
  readonly fingerprint: string
  /** base64 Ed25519 signature of a text's UTF-8. */
  sign(text: string): string
}

/** PrivateKeyInfo of Ed25519 up to its 32 bytes (RFC 8410, 7). */
const PKCS8_BEGINS = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The key that a secret of the house stands for. */
export function serverKeyOf(secret: Uint8Array): ServerKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_BEGINS, secret]), format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  return {
    publicKey: spki.toString('base64'),
    fingerprint: fingerprintOf(createHash('sha256').update(spki).digest()),
    sign: text => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('base64'),
  }
}
