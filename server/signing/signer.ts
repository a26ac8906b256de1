import { createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto'
import { equalBytes } from '../../src/pdf/bytes.ts'
import { readCertificate } from '../../src/pdf/certificate.ts'
import { derOfPem } from '../../src/pdf/pem.ts'

/** How a signer signs; the hash is the message digest's too. */
export type SigningAlgorithm = 'ecdsa-sha256' | 'ecdsa-sha384' | 'rsa-sha256'

/** A seal that can sign. Where its key lies, in a file, a token or another machine, is its own affair. */
export interface Signer {
  /** DER of the seal's certificate. */
  readonly certificate: Uint8Array
  /** DER of the certificates between it and the root, nearest first, without the root. */
  readonly chain: readonly Uint8Array[]
  readonly algorithm: SigningAlgorithm
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
  const key = createPrivateKey(files.privateKeyPem)
  if (!new X509Certificate(certificate).checkPrivateKey(key)) {
    throw new Error("the seal's key does not belong to its certificate")
  }
  const algorithm = algorithmOf(key)
  const chain = others.filter(other => {
    const { subject, issuer } = readCertificate(other)
    return !equalBytes(subject, issuer)
  })
  const hash = algorithm === 'ecdsa-sha384' ? 'sha384' : 'sha256'
  return {
    certificate,
    chain,
    algorithm,
    // With a call-back the signature is made on the thread pool, not on the thread that answers requests.
    sign: tbs =>
      new Promise((resolve, reject) => {
        sign(hash, tbs, key, (error, signature) => (error ? reject(error) : resolve(new Uint8Array(signature))))
      }),
  }
}

function algorithmOf(key: KeyObject): SigningAlgorithm {
  const curve = key.asymmetricKeyDetails?.namedCurve
  if (curve === 'prime256v1') return 'ecdsa-sha256'
  if (curve === 'secp384r1') return 'ecdsa-sha384'
  if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048) return 'rsa-sha256'
  throw new Error('a seal needs a P-256, P-384 or RSA key of at least 2048 bits')
}
