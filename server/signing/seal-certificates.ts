import { type KeyObject, verify, X509Certificate } from 'node:crypto'
import { equalBytes } from '../../src/pdf/bytes.ts'
import { encodingOf, readWholeDer, sequenceOf } from '../../src/pdf/der.ts'

/** How a signer signs; the hash is the message digest's too. */
export type SigningAlgorithm = 'ecdsa-sha256' | 'ecdsa-sha384' | 'rsa-sha256'

/** The public half of a seal. */
export interface SealCertificates {
  /** DER of the seal's certificate. */
  readonly certificate: Uint8Array
  /** DER of the certificates between it and the root, nearest first, without the root. */
  readonly chain: readonly Uint8Array[]
  readonly algorithm: SigningAlgorithm
}

/** Name of the algorithm's hash, as node:crypto knows it. */
export function hashNameOf(algorithm: SigningAlgorithm): 'sha256' | 'sha384' {
  return algorithm === 'ecdsa-sha384' ? 'sha384' : 'sha256'
}

/** The public half of a seal from its certificate and those above it. Throws on a key that no seal should have. */
export function sealCertificates(certificate: Uint8Array, others: readonly Uint8Array[]): SealCertificates {
  const algorithm = algorithmOf(new X509Certificate(certificate).publicKey)
  return { certificate, chain: chainAbove(certificate, others), algorithm }
}

/**
 * The certificates above one, which may come in any order, in the order of the path. Roots and strangers are left out. Throws
 * on what is no certificate.
 */
export function chainAbove(certificate: Uint8Array, others: readonly Uint8Array[]): Uint8Array[] {
  const left = new Map(others.map(der => [der, named(der)]))
  const chain: Uint8Array[] = []
  for (let last = named(certificate); !equalBytes(last.issuer, last.subject); ) {
    const next = [...left].find(([, { subject }]) => equalBytes(subject, last.issuer))
    if (!next) break
    left.delete(next[0])
    last = next[1]
    if (!equalBytes(last.subject, last.issuer)) chain.push(next[0])
  }
  return chain
}

/** Which algorithm a key signs with. Throws for a kind or a size that is not accepted of a seal. */
export function algorithmOf(key: KeyObject): SigningAlgorithm {
  const curve = key.asymmetricKeyDetails?.namedCurve
  if (curve === 'prime256v1') return 'ecdsa-sha256'
  if (curve === 'secp384r1') return 'ecdsa-sha384'
  if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048) return 'rsa-sha256'
  throw new Error('a seal needs a P-256, P-384 or RSA key of at least 2048 bits')
}

/** Whether `signature` is the seal's over `tbs`: asked of every key that lies outside this process, for an answer may be damaged. */
export function isSealSignature(seal: SealCertificates, tbs: Uint8Array, signature: Uint8Array): boolean {
  return verify(hashNameOf(seal.algorithm), tbs, new X509Certificate(seal.certificate).publicKey, signature)
}

/** Names alone: whether the rest is as it should be is for the check of the seal to say (RFC 5280, 4.1). */
function named(certificate: Uint8Array): { subject: Uint8Array; issuer: Uint8Array } {
  const [, , , issuer, , subject] = sequenceOf(sequenceOf(readWholeDer(certificate))[0])
  if (!issuer || !subject) throw new Error('a certificate of the seal is not X.509 version 3')
  return { subject: encodingOf(subject), issuer: encodingOf(issuer) }
}
