import type { Bilingual } from '../../src/contract/texts.ts'
import type { Result } from '../../src/result.ts'
import type { Proof } from '../../src/rules/assurance.ts'
import type { SentFile } from '../ground/room.ts'
import type { OpenErrand } from './mandates/open-errands.ts'
import type { Fetched } from './pickups/pickups.ts'

export { isFresh } from './letter-addresses.ts'
export type { OpenErrand } from './mandates/open-errands.ts'
export { onceChosen } from './once-chosen.ts'
export type { Fetched } from './pickups/pickups.ts'

/** A draft or an application, for who goes on from it. */
export interface PortalApplication {
  readonly kind: string
  readonly edition: string
  readonly title: Bilingual
  readonly documentNumber: string
  readonly pages: number
  /** Its file goes to others now: it was applied for, counts, and is not on paper alone. */
  readonly isGivenOut: boolean
}

/** What other rooms may ask of the portal. */
export interface Portal {
  /** Does at once what is done every few minutes: lets go of drafts that nobody has applied for within a day. */
  dropOldDrafts(): Promise<void>
  /** What a code of collection stands for that was typed at a terminal; null for one that is wrong, used, over or ended. */
  collect(code: string, terminalId: string): Promise<Fetched | null>
  /** What people at a terminal may collect for others, with what they have shown. */
  errandsOf(personIds: readonly string[], proofs: readonly Proof[]): Promise<readonly OpenErrand[]>
  /** One of the person's own; null for every other, whether or not there is one. */
  application(personId: string, applicationId: string): Promise<PortalApplication | null>
  /** A page of it as a picture. Refuses with `application-unknown`, `server-busy`, `document-failed`. */
  page(personId: string, applicationId: string, page: number): Promise<Result<SentFile>>
}
