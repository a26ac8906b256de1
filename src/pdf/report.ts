import type { ReasonCode, Verdict } from './reasons.ts'

/** What a check found. Never a lone boolean: a verdict, why, and the facts it rests on. Plain data that survives JSON. */
export interface PdfReport {
  readonly verdict: Verdict
  /** Whether the bytes that `signedRevision` gives may be shown and printed. Nothing else of the file may. */
  readonly printable: boolean
  /** The deciding reason first. Empty for `valid`; what was added later for `valid-with-later-permitted-change`. */
  readonly reasons: readonly Reason[]
  /** In the order of their revisions; document time stamps are not among them. */
  readonly signatures: readonly SignatureReport[]
  readonly timestamps: readonly TimestampReport[]
  /** Oldest first; one for each saving of the file. */
  readonly revisions: readonly RevisionReport[]
  /** Of the whole file, lower-case hex. */
  readonly sha256: string
  /** By the clock that was handed in; null without one. */
  readonly elapsedMs: number | null
}

export interface Reason {
  readonly code: ReasonCode
  /** Byte offset in the file, or in the structure that the code names. */
  readonly place?: number
  /** Full name of the signature's form field, where the reason is about one signature. */
  readonly field?: string
  /** Index in `revisions`, where the reason is about a later change. */
  readonly revision?: number
}

/** `legacy` is a signature without the ESS attribute that PAdES asks for (EN 319 142-1, 6.3). */
export type SignatureLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA' | 'legacy'

/** `unknown` where there was no list and no answer to believe; never silently good. */
export type RevocationState = 'good' | 'revoked' | 'unknown'

export type Coverage = 'entire-file' | 'entire-revision' | 'partial'

export interface SignatureReport {
  /** Full name of the form field. */
  readonly field: string
  readonly subFilter: string
  /** Whether this signature alone, its signer and its time are good; later changes are the verdict's affair. */
  readonly verdict: Verdict
  readonly level: SignatureLevel | null
  /** For example `ECDSA P-256 SHA-256` or `RSA-PSS 3072 SHA-256`; null when the signature could not be read so far. */
  readonly algorithm: string | null
  /**
   * Digest of the bytes that it is over, lower-case hex, by the hash that `algorithm` names. It names the document for good: time
   * stamps, lists and certificates that are added later change the file's own hash and not this.
   */
  readonly signedDigest: string | null
  /** Set once the signature was found to be made with its key; whether it is trusted is the verdict's word. */
  readonly signer: CertificateReport | null
  /** From the signer to the anchor; empty when no good path was found. */
  readonly chain: readonly CertificateReport[]
  /** What the signer says (/M, else the signing-time attribute), ISO 8601. Nothing proves it. */
  readonly claimedTime: string | null
  /** Why it was signed, as the signer says (/Reason); null when it says nothing. */
  readonly statedReason: string | null
  /** When the signature is proved to have existed, by the oldest time stamp to be believed; ISO 8601. */
  readonly trustedTime: string | null
  readonly revocation: RevocationState
  readonly coverage: Coverage
  /** Null when it is not four numbers. */
  readonly byteRange: readonly [number, number, number, number] | null
  /** P of a certification signature's own /Reference; null for an approval signature. */
  readonly docMdp: 1 | 2 | 3 | null
  /** What the revisions behind the signed one changed. */
  readonly changesAfter: readonly Change[]
}

/** A document time stamp, SubFilter ETSI.RFC3161. */
export interface TimestampReport {
  readonly field: string
  readonly verdict: Verdict
  /** ISO 8601; null when the token could not be believed. */
  readonly time: string | null
  readonly signer: CertificateReport | null
  readonly chain: readonly CertificateReport[]
  readonly revocation: RevocationState
  readonly coverage: Coverage
  readonly byteRange: readonly [number, number, number, number] | null
}

export interface CertificateReport {
  /** Common name, or the organisation where there is none. */
  readonly subject: string | null
  readonly issuer: string | null
  /** Lower-case hex. */
  readonly serial: string
  /** ISO 8601. */
  readonly notBefore: string
  readonly notAfter: string
  /** Of the DER, lower-case hex: what `pinnedSigners` names. */
  readonly sha256: string
}

export type ChangeKind =
  | 'dss'
  | 'document-timestamp'
  | 'signature'
  | 'metadata'
  | 'form-fill'
  | 'annotation'
  | 'page'
  | 'catalog'
  | 'object'
  | 'structure'

/** One thing that a revision changed. */
export interface Change {
  /** Index in `revisions`. */
  readonly revision: number
  readonly kind: ChangeKind
  /** Object number, where it is about one. */
  readonly object?: number
  /** Whether it can be neither seen nor printed and the policy allows it behind a signature. */
  readonly permitted: boolean
  /** The reason code of a change that is not. */
  readonly code?: ReasonCode
}

export interface RevisionReport {
  readonly index: number
  /** Just behind its `%%EOF`. */
  readonly end: number
  /** Fields whose signature was made in this revision. */
  readonly signedBy: readonly string[]
  /** Empty for the revisions up to the first signed one. */
  readonly changes: readonly Change[]
}
