import { randomBytes } from 'node:crypto'
import type { Clock } from '../../../src/clock.ts'
import type { CampusPerson } from '../people.ts'
import type { CasConfig } from './cas-config.ts'

/** Somebody who is logged in, by the cookie of a browser. */
export interface CasLogin {
  readonly id: string
  readonly person: CampusPerson
  readonly sinceMs: number
  /** The services that were given a ticket by it, to be told when it is over. */
  readonly given: { readonly service: string; readonly ticket: string }[]
}

/** What a service may show once to learn who somebody is. */
export interface ServiceTicket {
  readonly ticket: string
  readonly service: string
  readonly login: CasLogin
  /** Nobody was asked for a password for it. */
  readonly isFromSso: boolean
  readonly givenAtMs: number
}

export interface Tickets {
  logIn(person: CampusPerson): CasLogin
  /** The login of a cookie, unless it is over. */
  loginOf(id: string | undefined): CasLogin | null
  logOut(login: CasLogin): void
  loginsOf(number: string): readonly CasLogin[]
  give(login: CasLogin, service: string, isFromSso: boolean): string
  /** A ticket that may still be shown. It stays so until it is spent. */
  find(ticket: string): ServiceTicket | null
  spend(ticket: string): void
  reset(): void
}

export function createTickets(config: CasConfig, clock: Pick<Clock, 'now'>): Tickets {
  const logins = new Map<string, CasLogin>()
  const tickets = new Map<string, ServiceTicket>()
  let number = 0
  const newId = (kind: string) => `${kind}-${++number}-${randomBytes(21).toString('base64url')}-campus`
  return {
    logIn: person => {
      const login = { id: newId('TGT'), person, sinceMs: clock.now(), given: [] }
      logins.set(login.id, login)
      return login
    },
    loginOf: id => {
      const login = logins.get(id ?? '')
      return login && clock.now() < login.sinceMs + config.loginLifeMs ? login : null
    },
    logOut: login => void logins.delete(login.id),
    loginsOf: who => [...logins.values()].filter(({ person }) => person.number === who),
    give: (login, service, isFromSso) => {
      const ticket = newId('ST')
      tickets.set(ticket, { ticket, service, login, isFromSso, givenAtMs: clock.now() })
      login.given.push({ service, ticket })
      return ticket
    },
    find: ticket => {
      const found = tickets.get(ticket)
      return found && clock.now() < found.givenAtMs + config.ticketLifeMs ? found : null
    },
    spend: ticket => void tickets.delete(ticket),
    reset: () => {
      logins.clear()
      tickets.clear()
    },
  }
}
