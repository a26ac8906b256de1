import type { DocumentOffer } from '../../src/contract/documents.ts'
import type { Assurance } from '../identity/identity.ts'
import type { Person, StudyRecord } from '../records/records.ts'

/** What is known of a person when a document is offered or made. */
export interface Subject {
  readonly person: Person
  readonly studyRecord: StudyRecord | null
  /** How surely it is known who asks; as by a campus card when left out. */
  readonly assurance?: Assurance
}

/** An offer, and whether what stands against it may pass: then its reason is worth reading even where nothing can be had. */
export interface HouseOffer extends DocumentOffer {
  readonly mayPass: boolean
}

/** Everything that one document is made from. */
export interface DocumentRequest {
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
