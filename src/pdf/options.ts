import type { Limits } from './limits.ts'
import type { Sm2 } from './sm2.ts'
import type { WebCrypto } from './web-crypto.ts'

/**
 * `kiosk-strict` lets nothing through that could be seen or printed otherwise than it was signed. `public` is the same
 * engine and the same demands on signatures; it calls form values and annotations that DocMDP allows by their name instead
 * of `tampered`, and never prints them either.
 */
export type Policy = 'kiosk-strict' | 'public'

/** What a verifier is made of. All certificates and lists are DER. */
export interface VerifierOptions {
  /** The only trust. */
  readonly anchors: readonly Uint8Array[]
  /** Trusted besides the anchors, for time stamps alone: an authority of time must not vouch for seals. */
  readonly timestampAnchors?: readonly Uint8Array[]
  /** Links that may be missing in the files; not trusted by themselves. */
  readonly intermediates?: readonly Uint8Array[]
  /** Revocation lists from outside the file; each is believed only under its issuer's signature. */
  readonly crls?: readonly Uint8Array[]
  /** OCSP answers from outside the file, likewise. */
  readonly ocsps?: readonly Uint8Array[]
  readonly policy: Policy
  /** SHA-256 of seal certificates, lower-case hex. When given, every signature must be by one of them. */
  readonly pinnedSigners?: readonly string[]
  /** Refuses a signature whose certificates nobody says are not revoked. False unless set. */
  readonly requireRevocation?: boolean
  /** Further purposes (dotted OIDs) that let a certificate sign documents. */
  readonly signerPurposes?: readonly string[]
  readonly webCrypto: WebCrypto
  /** SM2 and SM3; without them such signatures are `unsupported`. */
  readonly sm2?: Sm2
  readonly limits?: Partial<Limits>
  /** Milliseconds that only grow, for `elapsedMs`. */
  readonly stopwatch?: () => number
}

export interface VerifyOptions extends VerifierOptions {
  /** The time to judge at, ms since 1970. */
  readonly nowMs: number
}
