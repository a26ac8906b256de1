/** One word for the outcome of a check. */
export type Verdict =
  | 'valid'
  | 'valid-with-later-permitted-change'
  | 'tampered'
  | 'untrusted-signer'
  | 'expired'
  | 'revoked'
  | 'weak-crypto'
  | 'unsigned'
  | 'malformed'
  | 'partial-coverage'
  | 'unsupported'

/** Every reason that a report can give, with the verdict it leads to. The codes are stable: logs and tests name them. */
export const REASONS = {
  // Permitted: what was added behind the signed revision.
  'later-dss': 'valid-with-later-permitted-change',
  'later-timestamp': 'valid-with-later-permitted-change',
  'later-signature': 'valid-with-later-permitted-change',
  'later-metadata': 'valid-with-later-permitted-change',
  'later-form-fill': 'valid-with-later-permitted-change',
  'later-annotation': 'valid-with-later-permitted-change',
  // The container (ISO 32000-2, 7).
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
  'encrypted-file': 'unsupported',
  'unsupported-filter': 'unsupported',
  // The signature dictionary and what it covers (12.8).
  'no-signature': 'unsigned',
  'bad-signature-dictionary': 'malformed',
  'bad-byte-range': 'malformed',
  'bad-contents': 'malformed',
  'gap-not-contents': 'malformed',
  'padding-not-zero': 'malformed',
  'signature-shared': 'malformed',
  'bad-doc-mdp': 'malformed',
  'unknown-subfilter': 'malformed',
  'weak-subfilter': 'weak-crypto',
  'bytes-after-signature': 'partial-coverage',
  'range-not-whole-file': 'partial-coverage',
  'signature-outside-range': 'partial-coverage',
  // CMS and time stamps (RFC 5652, RFC 3161).
  'bad-der': 'malformed',
  'bad-cms': 'malformed',
  'bad-certificate': 'malformed',
  'signer-count': 'malformed',
  'encapsulated-content': 'malformed',
  'algorithms-disagree': 'malformed',
  'signer-certificate-missing': 'malformed',
  'bad-timestamp': 'malformed',
  'unsigned-attributes': 'unsupported',
  'unsupported-algorithm': 'unsupported',
  'digest-mismatch': 'tampered',
  'signature-mismatch': 'tampered',
  'signing-certificate-mismatch': 'tampered',
  'timestamp-mismatch': 'tampered',
  'weak-hash': 'weak-crypto',
  'weak-key': 'weak-crypto',
  // Trust, time and revocation (RFC 5280, RFC 6960).
  'no-path-to-anchor': 'untrusted-signer',
  'issuer-not-ca': 'untrusted-signer',
  'issuer-key-usage': 'untrusted-signer',
  'path-too-long': 'untrusted-signer',
  'unknown-critical-extension': 'untrusted-signer',
  'name-constraints-unsupported': 'untrusted-signer',
  'name-constraints-violated': 'untrusted-signer',
  'policy-constraints-unsupported': 'untrusted-signer',
  'signer-is-ca': 'untrusted-signer',
  'signer-key-usage': 'untrusted-signer',
  'signer-purpose': 'untrusted-signer',
  'signer-not-pinned': 'untrusted-signer',
  'timestamp-untrusted': 'untrusted-signer',
  'timestamp-in-future': 'untrusted-signer',
  'revocation-unknown': 'untrusted-signer',
  'certificate-expired': 'expired',
  'certificate-not-yet-valid': 'expired',
  'certificate-revoked': 'revoked',
  // Changes behind a signed revision.
  'revision-after-signature': 'tampered',
  'signature-removed': 'tampered',
  'signature-replaced': 'tampered',
  'signature-visible': 'tampered',
  'catalog-changed': 'tampered',
  'root-changed': 'tampered',
  'trailer-changed': 'tampered',
  'form-changed': 'tampered',
  'field-changed': 'tampered',
  'annotation-changed': 'tampered',
  'page-changed': 'tampered',
  'metadata-changed': 'tampered',
  'dss-changed': 'tampered',
  'object-changed': 'tampered',
  'object-added': 'tampered',
  'object-freed': 'tampered',
  'generation-changed': 'tampered',
  'object-elsewhere': 'tampered',
  'hidden-bytes': 'tampered',
  'doc-mdp-violated': 'tampered',
  // A bug, or bytes nobody thought of: never a pass.
  'internal-error': 'malformed',
} as const satisfies Record<string, Exclude<Verdict, 'valid'>>

export type ReasonCode = keyof typeof REASONS

/** Thrown inside the check and caught at its border: the file is not acceptable. Never leaves the engine. */
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
