import type { DocumentOffer } from '../../src/contract/documents.ts'
import type { Result } from '../../src/result.ts'
import type { Person, StudyRecord } from '../records/records.ts'

/** What is known of a person when a document is offered or made. */
export interface Subject {
  readonly person: Person
  readonly studyRecord: StudyRecord | null
}

export interface IssueRequest {
  readonly kind: string
  readonly edition: string
  readonly subject: Subject
  /** Stands on every page. */
  readonly documentNumber: string
  /** What a verifier types: 128 bits, base32 in groups. */
  readonly verificationCode: string
  /** The address that the QR code on each page holds, with the code in it. */
  readonly verificationUrl: string
  readonly issuedAt: Date
}

/** A signed file, ready to be stored and printed. */
export interface IssuedFile {
  readonly pdf: Uint8Array
  readonly pages: number
  /** SHA-256 of `pdf`, lower-case hex. */
  readonly sha256: string
}

/** Makes documents: renders, signs, checks with the house's own check. */
export interface Issuer {
  /** What this person may ask for, the impossible ones with their reason. Prices come from the tariff by edition language. */
  offers(subject: Subject, unitPriceFen: (language: 'zh' | 'en') => number): DocumentOffer[]
  /** Refuses with `document-unavailable`, `document-needs-hand` or `document-failed`. */
  issue(request: IssueRequest): Promise<Result<IssuedFile>>
  /** PEM of the certificates that a signature must lead to. */
  readonly anchorsPem: string
  close(): Promise<void>
}
