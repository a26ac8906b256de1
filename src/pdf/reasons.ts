/** One word for the outcome of a check. */
export type Verdict =
  | 'valid'
  | 'tampered'
  | 'untrusted-signer'
  | 'expired'
  | 'weak-crypto'
  | 'unsigned'
  | 'malformed'
  | 'partial-coverage'
  | 'unsupported'

/** Every reason not to accept a file, with the verdict it leads to. The codes are stable: logs and tests name them. */
export const REASONS = {
  'file-too-large': 'malformed',
  'limit-reached': 'malformed',
  'no-header': 'malformed',
  'no-end-of-file': 'malformed',
  'junk-after-end': 'malformed',
  'bad-token': 'malformed',
  'duplicate-key': 'malformed',
  'bad-xref': 'malformed',
  'hybrid-xref': 'malformed',
  'bad-trailer': 'malformed',
  'bad-object': 'malformed',
  'bad-stream': 'malformed',
  'bad-form': 'malformed',
  'bad-signature-dictionary': 'malformed',
  'bad-byte-range': 'malformed',
  'bad-contents': 'malformed',
  'gap-not-contents': 'malformed',
  'padding-not-zero': 'malformed',
  'bad-der': 'malformed',
  'bad-cms': 'malformed',
  'bad-certificate': 'malformed',
  'signer-count': 'malformed',
  'encapsulated-content': 'malformed',
  'algorithms-disagree': 'malformed',
  'unknown-subfilter': 'malformed',
  'internal-error': 'malformed',
  'no-signature': 'unsigned',
  'bytes-after-signature': 'partial-coverage',
  'range-not-whole-file': 'partial-coverage',
  'revision-after-signature': 'tampered',
  'signature-removed': 'tampered',
  'digest-mismatch': 'tampered',
  'signature-mismatch': 'tampered',
  'signing-certificate-mismatch': 'tampered',
  'signer-certificate-missing': 'malformed',
  'no-path-to-anchor': 'untrusted-signer',
  'issuer-not-ca': 'untrusted-signer',
  'issuer-key-usage': 'untrusted-signer',
  'path-too-long': 'untrusted-signer',
  'unknown-critical-extension': 'untrusted-signer',
  'name-constraints-unsupported': 'untrusted-signer',
  'signer-is-ca': 'untrusted-signer',
  'signer-key-usage': 'untrusted-signer',
  'signer-purpose': 'untrusted-signer',
  'certificate-expired': 'expired',
  'certificate-not-yet-valid': 'expired',
  'weak-hash': 'weak-crypto',
  'weak-key': 'weak-crypto',
  'weak-subfilter': 'weak-crypto',
  'encrypted-file': 'unsupported',
  'several-signatures': 'unsupported',
  'unsupported-algorithm': 'unsupported',
  'unsupported-filter': 'unsupported',
  'unsigned-attributes': 'unsupported',
} as const satisfies Record<string, Exclude<Verdict, 'valid'>>

export type ReasonCode = keyof typeof REASONS

/** Thrown inside the check and caught at its border: the file is not acceptable. Never leaves `checkSignedPdf`. */
export class PdfRefusal extends Error {
  readonly code: ReasonCode
  /** Byte offset in the file, or in the DER that was being read. */
  readonly place: number | undefined

  constructor(code: ReasonCode, place?: number) {
    super(place === undefined ? code : `${code} at byte ${place}`)
    this.code = code
    this.place = place
  }
}

/** Stops the check. */
export function refuse(code: ReasonCode, place?: number): never {
  throw new PdfRefusal(code, place)
}
