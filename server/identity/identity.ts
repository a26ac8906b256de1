import type { IdentityMeans } from '../../src/contract/terminals-api.ts'
import type { Result } from '../../src/result.ts'
import type { Person } from '../records/records.ts'
import type { Visits } from './visits.ts'

export type { Assurance, OpenVisit, Visits } from './visits.ts'

export interface Identity {
  readonly visits: Visits
  /**
   * The person who has shown a card. Refuses with `card-unknown`, `card-lost` and `id-card-unreadable`; rejects when the university's
   * data does not answer.
   */
  find(means: IdentityMeans): Promise<Result<Person>>
}
