import type { IdentityMeans } from '../../src/contract/terminals-api.ts'
import type { Result } from '../../src/result.ts'
import type { Authenticators } from '../ground/http/authenticators.ts'
import type { Person, PersonId } from '../records/records.ts'
import type { KioskLogins } from './logins/kiosk-logins.ts'
import type { StaffLogins } from './logins/staff-logins.ts'
import type { CardPins } from './pins/card-pins.ts'
import type { WebSessions } from './sessions/web-sessions.ts'
import type { Visits } from './visits.ts'

export type { ConfirmedLogin, KioskLogins } from './logins/kiosk-logins.ts'
export type { StaffLogins } from './logins/staff-logins.ts'
export type { StaffProof, StaffWay } from './logins/staff-proof.ts'
export { browserName } from './pages/browser-name.ts'
export { goingPage } from './pages/login-pages.ts'
export { REFUSAL_TEXTS } from './pages/words.ts'
export type { WebSession, WebSessions } from './sessions/web-sessions.ts'
export type { BegunWith, OpenVisit, Visits } from './visits.ts'

export interface Identity {
  readonly visits: Visits
  /**
   * The person who has shown a card, once for each register under it: one at least. Refuses with `card-unknown`, `card-lost` and
   * `id-card-unreadable`; rejects when the university's data does not answer.
   */
  find(means: IdentityMeans): Promise<Result<readonly Person[]>>
  /** Logging in at a kiosk with a phone; null where the site has configured no way for it. */
  readonly logins: KioskLogins | null
  readonly sessions: WebSessions
  /** What accounts here say of a person, opened, without the password. Rejects when the university's data does not answer. */
  accountsOf(personIds: readonly string[]): Promise<readonly object[]>
  /**
   * The ids of these accounts, and of those by which the person is logged in now, whoever that data knows by then. Rejects when the
   * university's data does not answer.
   */
  accountIdsOf(personIds: readonly string[]): Promise<readonly string[]>
  /** Where a person of the records is surely reached; nothing where no address is known. Rejects when the data does not answer. */
  mailOf(personId: PersonId): Promise<readonly string[]>
  /** Digits beside the campus card; null where the site has none. */
  readonly pins: CardPins | null
  /** Logins of people who work here. */
  readonly staffLogins: StaffLogins
  /**
   * Whether a mail address is known to be the person's own: the mailbox of an account whose person the university's data knows as this
   * one. False as long as that data cannot be asked.
   */
  holdsMailbox(address: string, personId: string): Promise<boolean>
  /** Who makes a request on the web; rejects with `Refused`. */
  readonly whoVisits: NonNullable<Authenticators['visitor']>
}
