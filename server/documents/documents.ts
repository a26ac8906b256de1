import type { Tariff } from '../../src/rules/tariff.ts'
import type { KindDefinition } from './kind.ts'
import type { HouseOffer, Subject } from './subject.ts'

export { documentData, lastDayOf, type University } from './document-data.ts'
export { firstMisfit, standingOf } from './eligibility.ts'
export type { EditionDefinition, KindDefinition } from './kind.ts'
export type { DocumentRequest, HouseOffer, Subject } from './subject.ts'
export { codePoint, firstUnprintable } from './unprintable.ts'

/** The kinds of document of a house. */
export interface Documents {
  /** The folder with one folder a kind. */
  readonly templatesDir: string
  readonly kinds: readonly KindDefinition[]
  readonly tariff: Tariff
  /** What a person may ask for with its price, the impossible ones with their reason, by rank. */
  offers(subject: Subject): HouseOffer[]
}
