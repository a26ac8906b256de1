import type { DocumentOffer } from '../../src/contract/documents.ts'
import type { Result } from '../../src/result.ts'
import type { Person, StudyRecord } from '../records/records.ts'

/** What is known of a person when a document is offered or made. */
export interface Subject {
  readonly person: Person
  readonly studyRecord: StudyRecord | null
  /** How surely it is known who asks; as by a campus card when left out. */
  readonly assurance?: Assurance
}

/** A campus card may be lent; an identity card is read together with its name. */
export type Assurance = 'campus-card' | 'id-card'

/** An offer, and whether what stands against it may pass: then its reason is worth reading even where nothing can be had. */
export interface HouseOffer extends DocumentOffer {
  readonly mayPass: boolean
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
  /** Over what the seal is over, lower-case hex: names the document whatever is added to the file later. */
  readonly signedDigest: string
  /** The last moment at which the paper counts, with the day that is printed; null when it never ends. */
  readonly validUntil: Date | null
}

/** Makes documents: renders, signs, checks with the house's own check. */
export interface Issuer {
  /** What this person may ask for, the impossible ones with their reason. Prices come from the tariff by edition language. */
  offers(subject: Subject, unitPriceFen: (language: 'zh' | 'en') => number): HouseOffer[]
  /** Refuses with `document-unavailable`, `document-needs-hand` or `document-failed`. */
  issue(request: IssueRequest): Promise<Result<IssuedFile>>
  /** PEM of the certificates that a signature must lead to. */
  readonly anchorsPem: string
  close(): Promise<void>
}
