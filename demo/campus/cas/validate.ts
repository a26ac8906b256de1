import type { CampusPerson } from '../people.ts'
import type { CasHouse } from './house.ts'

/** What CAS says of a ticket, before it is written down in XML or JSON. */
export type Verdict =
  | { readonly person: CampusPerson; readonly isFromNewLogin: boolean; readonly loggedInAtMs: number }
  | { readonly code: string; readonly words: string }

/** Looks a ticket up and spends it: it is worth something once, for its service, and for ten seconds. */
export function judgeTicket(house: CasHouse, asked: URLSearchParams): Verdict {
  const [service, ticket] = [asked.get('service'), asked.get('ticket')]
  if (!service || !ticket)
    return { code: 'INVALID_REQUEST', words: "The parameters 'service' and 'ticket' are both required" }
  const found = house.tickets.find(ticket)
  if (!found) return { code: 'INVALID_TICKET', words: `Ticket '${ticket}' not recognized` }
  const isForAnother = found.service !== service
  if (!isForAnother || !house.faults.take(['keepsTicket'], 'validate')) house.tickets.spend(ticket)
  if (isForAnother)
    return { code: 'INVALID_SERVICE', words: `Ticket '${ticket}' does not match supplied service '${service}'` }
  if (asked.get('renew') === 'true' && found.isFromSso)
    return { code: 'INVALID_TICKET', words: `Ticket '${ticket}' was issued from single sign-on` }
  return { person: found.login.person, isFromNewLogin: !found.isFromSso, loggedInAtMs: found.login.sinceMs }
}
