import type { HashName, SignatureScheme } from './algorithms.ts'
import { boundedCache, objectCache } from './bounded-cache.ts'
import { type Budget, spend } from './budget.ts'
import { latin1, toHex } from './bytes.ts'
import { type Certificate, readCertificate } from './certificate.ts'
import type { RevocationList } from './crl.ts'
import { type CryptoEngine, createCryptoEngine } from './crypto-engine.ts'
import type { VerifierOptions } from './options.ts'
import type { PublicKey } from './public-key.ts'

/** What one verifier keeps between files: its anchors, and what it worked out about certificates. */
export interface Engine {
  readonly crypto: CryptoEngine
  readonly anchors: readonly Certificate[]
  /** What time stamps may lead to: the anchors, and those for time stamps alone. */
  readonly timestampAnchors: readonly Certificate[]
  readonly intermediates: readonly Certificate[]
  /** Reads a certificate, or finds it read before. Refuses with `bad-der` or `bad-certificate`. */
  certificate(der: Uint8Array): Certificate
  /** The hash of a part of a certificate; remembered, since signatures and answers name the same ones by it again and again. */
  hashOf(certificate: Certificate, part: 'der' | 'issuer' | 'keyBits', hash: HashName | 'SHA-1'): Promise<Uint8Array>
  /** SHA-256 of a certificate, lower-case hex. */
  fingerprint(certificate: Certificate): Promise<string>
  /** Whether `issuer`'s key signed `child`. Counts against the budget, known or not. */
  issued(issuer: Certificate, child: Certificate, budget: Budget): Promise<boolean>
  /** Whether `issuer`'s key signed a revocation list. Counts likewise; remembered, since a house's files bring the same lists. */
  signedList(issuer: Certificate, list: RevocationList, budget: Budget): Promise<boolean>
  /** Checks any other signature, and counts it. */
  verify(
    key: PublicKey,
    scheme: SignatureScheme,
    signature: Uint8Array,
    data: Uint8Array,
    budget: Budget,
  ): Promise<boolean>
}

const CERTIFICATES_KEPT = 256
const LISTS_KEPT = 256
const SHORT_LIST_BYTES = 4096
/** SM2 in plain TypeScript takes so many times as long as what the platform computes. */
const SM2_WEIGHT = 8

/** Throws a refusal when an anchor or an intermediate certificate cannot be read: that is a mistake in the configuration. */
export function createEngine(
  options: Pick<VerifierOptions, 'anchors' | 'timestampAnchors' | 'intermediates' | 'webCrypto' | 'sm2'>,
): Engine {
  const crypto = createCryptoEngine(options.webCrypto, options.sm2)
  const certificates = boundedCache<Certificate>(CERTIFICATES_KEPT)
  const hashes = objectCache<Certificate, Uint8Array>()
  const lists = boundedCache<Promise<boolean>>(LISTS_KEPT)
  const links = objectCache<Certificate, boolean>()
  // The caches outlive the file, so they must not hold on to its bytes.
  const certificate = (der: Uint8Array) => certificates.of(latin1(der), () => readCertificate(der.slice()))
  const hashOf: Engine['hashOf'] = (known, part, hash) =>
    hashes.of(known, `${part} ${hash}`, () => crypto.digest(hash, known[part]))
  const fingerprint = async (known: Certificate) => toHex(await hashOf(known, 'der', 'SHA-256'))
  const count = (key: PublicKey, budget: Budget) =>
    spend(budget, 'signatureChecks', key.kind === 'sm2' ? SM2_WEIGHT : 1)
  const anchors = options.anchors.map(certificate)
  return {
    crypto,
    anchors,
    timestampAnchors: [...anchors, ...(options.timestampAnchors ?? []).map(certificate)],
    intermediates: (options.intermediates ?? []).map(certificate),
    certificate,
    verify: (key, scheme, signature, data, budget) => {
      count(key, budget)
      return crypto.verify(key, scheme, signature, data)
    },
    hashOf,
    fingerprint,
    signedList: async (issuer, list, budget) => {
      const key = issuer.publicKey()
      count(key, budget)
      // A long list goes by its hash, since it is not to be held for being known; for a short one hashing takes longer than the rest.
      const listName =
        list.der.length > SHORT_LIST_BYTES ? toHex(await crypto.digest('SHA-256', list.der)) : latin1(list.der)
      const name = `${await fingerprint(issuer)} ${listName}`
      return lists.of(name, () => crypto.verify(key, list.scheme(), list.signature, list.tbs))
    },
    issued: (issuer, child, budget) => {
      const key = issuer.publicKey()
      count(key, budget)
      return links.of(child, key, () => crypto.verify(key, child.scheme(), child.signature, child.tbs))
    },
  }
}
