import type { AssuranceWanted } from '../../src/rules/assurance.ts'
import type { Tariff } from '../../src/rules/tariff.ts'
import type { KindDefinition } from './kind.ts'
import type { HouseOffer, Subject } from './subject.ts'

export {
  type Asking,
  askSubject,
  askWanted,
  dataMark,
  offersOnTheWeb,
  type SubjectParts,
  type Wanted,
} from './ask-subject.ts'
export { type DocumentData, documentData, lastDayOf, type University } from './document-data.ts'
export { firstMisfit, standingOf } from './eligibility.ts'
export { type EditionDefinition, type KindDefinition, sealWordsSchema } from './kind.ts'
export { isAskedFor, type OfferApproval, officeIdSchema } from './office-approval.ts'
export { lookRequest, type SamplePerson, samplePeople } from './sample-people.ts'
export { type SealWords, sealWordsOf } from './seal-words.ts'
export { sold } from './sold.ts'
export type { DocumentRequest, HouseOffer, Known, Subject } from './subject.ts'
export { codePoint, firstUnprintable } from './unprintable.ts'

/** The kinds of document of a house. */
export interface Documents {
  /** The folder with one folder a kind. */
  readonly templatesDir: string
  readonly kinds: readonly KindDefinition[]
  /** As the server's file has it. */
  readonly tariff: Tariff
  /** Whether the file of a kind is for its person too, and not its paper alone; of a kind that is there no more it is not. */
  givesFile(kind: string): boolean
  /** How surely somebody must be known for a kind; of one that is there no more, as surely as can be. */
  assuranceFor(kind: string): AssuranceWanted
  /** What a person may ask for at the price of the server's file, the impossible ones with their reason, by rank. What is asked for somewhere is `sold`. */
  offers(subject: Subject): HouseOffer[]
}
