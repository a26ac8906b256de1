import type { DocumentOffer } from '../../src/contract/documents.ts'
import { type AssuranceWanted, type Proof, suffices } from '../../src/rules/assurance.ts'
import type { PriceClassName } from '../../src/rules/tariff.ts'
import type { Person, StudyRecord } from '../records/records.ts'
import type { OfferApproval } from './office-approval.ts'

/** What is known of a person when a document is offered or made. */
export interface Subject {
  readonly person: Person
  readonly studyRecord: StudyRecord | null
  readonly known: Known
  /** Whether what is made now is looked at first and waits for the office whose approval it needs. Otherwise it is not to be had. */
  readonly mayAwaitApproval?: boolean
}

/** How it is known who asks: what the person has shown, looked at in a moment, or that an office of the university asks by itself. */
export type Known = 'by-the-office' | { readonly proofs: readonly Proof[]; readonly atMs: number }

/** Whether the person is known as surely as is wanted. */
export const isKnown = (known: Known, wanted: AssuranceWanted): boolean =>
  known === 'by-the-office' || suffices(known.proofs, wanted, known.atMs)

/** An offer, and whether what stands against it may pass: then its reason is worth reading even where nothing can be had. */
export interface HouseOffer extends DocumentOffer {
  readonly mayPass: boolean
  /** By which its price follows what is set where it is sold; null where the price is its own, as it was told before. */
  readonly priceClass: PriceClassName | null
  /** The office that must agree before it is issued, where nothing else stands against it. */
  readonly approval: OfferApproval | null
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
