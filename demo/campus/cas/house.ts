import type { Clock } from '../../../src/clock.ts'
import type { FaultList } from '../faults.ts'
import type { CampusPerson } from '../people.ts'
import type { CasConfig } from './cas-config.ts'
import type { CasFault } from './cas-faults.ts'
import type { Tickets } from './tickets.ts'

/** One thing that happened, for tests and for whoever looks how a login went. */
export interface CasEntry {
  readonly atMs: number
  readonly what:
    | 'login-page'
    | 'login'
    | 'wrong-password'
    | 'ticket'
    | 'no-ticket'
    | 'validation'
    | 'logout'
    | 'logout-message'
  readonly said: Readonly<Record<string, string>>
}

/** What every page and answer of the CAS double works on. */
export interface CasHouse {
  readonly config: CasConfig
  readonly clock: Clock
  readonly tickets: Tickets
  readonly faults: FaultList<CasFault>
  readonly people: readonly CampusPerson[]
  note(what: CasEntry['what'], said: CasEntry['said']): void
}

/** Whether a service may use this CAS. */
export const isAllowed = ({ config }: CasHouse, service: string): boolean =>
  config.services.some(pattern => new RegExp(pattern).test(service))

/** The person of a name and a password. */
export const personBy = ({ people }: CasHouse, number: string, password: string): CampusPerson | null =>
  people.find(person => person.number === number && person.password === password) ?? null

/** An address with one more parameter, as CAS adds it: behind what is there, and nothing re-written that a header can carry. */
export const withTicket = (service: string, ticket: string): string =>
  `${asHeader(service)}${service.includes('?') ? '&' : '?'}ticket=${ticket}`

/** An address as it can stand in a header. */
export const asHeader = (address: string): string => address.replace(/[^\x21-\x7e]/gu, encodeURIComponent)
