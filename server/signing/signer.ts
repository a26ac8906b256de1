import { createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto'
import { derOfPem } from '../../src/pdf/pem.ts'
import { algorithmOf, hashNameOf, type SealCertificates, sealCertificates } from './seal-certificates.ts'

export type { SigningAlgorithm } from './seal-certificates.ts'

/** A seal that can sign. Where its key lies, in a file, a token or another machine, is its own affair. */
export interface Signer extends SealCertificates {
  /** Bytes to keep free in each signature for a time stamp that is added later; none when left out. */
  readonly spareBytes?: number
  /** Whether a second seal is added to each document later, so that the first one must allow it. */
  readonly secondSealFollows?: boolean
  /** Signs `tbs`, hashing it first. ECDSA answers are Ecdsa-Sig-Value in DER, RSA ones are PKCS#1 v1.5. Rejects when the key cannot be used. */
  sign(tbs: Uint8Array): Promise<Uint8Array>
}

export interface PemSignerFiles {
  /** The seal's certificate first, then its issuers; a root among them is left out. */
  readonly certificatesPem: string
  /** PKCS#8 or SEC 1. */
  readonly privateKeyPem: string
}

/** A signer whose key is held in memory. Throws when key and certificate do not belong together or the key is of no use. */
export function signerFromPem(files: PemSignerFiles): Signer {
  const [certificate, ...others] = derOfPem(files.certificatesPem)
  if (!certificate) throw new Error('the PEM text of the seal holds no certificate')
  return signerFromKey(createPrivateKey(files.privateKeyPem), certificate, others)
}

/** A signer over a private key of this process. Throws as `signerFromPem` does. */
export function signerFromKey(key: KeyObject, certificate: Uint8Array, others: readonly Uint8Array[]): Signer {
  if (!new X509Certificate(certificate).checkPrivateKey(key)) {
    throw new Error("the seal's key does not belong to its certificate")
  }
  const hash = hashNameOf(algorithmOf(key))
  return {
    ...sealCertificates(certificate, others),
    // With a call-back the signature is made on the thread pool, not on the thread that answers requests.
    sign: tbs =>
      new Promise((resolve, reject) => {
        sign(hash, tbs, key, (error, signature) => (error ? reject(error) : resolve(new Uint8Array(signature))))
      }),
  }
}
