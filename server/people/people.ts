import type { Lookup, Records } from '../records/records.ts'
import type { GrantedCopies } from './granted-copies.ts'
import type { LostCards } from './lost-cards.ts'
import type { PersonKeys } from './person-keys.ts'

export { type AboutPerson, type ActedBy, aboutPerson, type Db as PeopleDb } from './acted.ts'
export { countsAgain, type WrittenDown } from './counts-again.ts'
export { endGrant, type GrantedCopies, grantCopies, type NewGrant, waiverKey } from './granted-copies.ts'
export { endHold, type NewHold, placeHold } from './holds.ts'
export { endApproval, giveApproval, type NewApproval } from './house-approvals.ts'
export type { LostCards } from './lost-cards.ts'

/** What the house itself has written down of people. */
export interface People {
  /** The university's data with it: whoever asks for people asks here. */
  readonly records: Records
  /** People as they stand in the university's data, for who looks for them. */
  readonly lookup: Lookup
  readonly lostCards: LostCards
  readonly grantedCopies: GrantedCopies
  /** By what staff are told of people, and ask for them. */
  readonly personKeys: PersonKeys
}
