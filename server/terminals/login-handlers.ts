import type { LOGINS_ROUTES } from '../../src/contract/logins-api.ts'
import type { Register, Visitor } from '../../src/contract/terminals-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import type { Limit } from '../ground/limits/limit.ts'
import type { HandlersOf } from '../ground/room.ts'
import type { KioskLogins } from '../identity/identity.ts'
import type { Person } from '../records/records.ts'
import type { VisitorParts } from './visitor-parts.ts'
import { admit } from './visitors.ts'

export interface LoginHandlerParts {
  /** Null where the site has no way in by phone. */
  readonly logins: KioskLogins | null
  readonly visitor: VisitorParts
  /** Codes that one terminal may show. */
  readonly limit: Limit
}

/** What answers a kiosk at which somebody logs in with a phone. */
export function loginHandlers({ logins, visitor, limit }: LoginHandlerParts): HandlersOf<typeof LOGINS_ROUTES> {
  const over = () => err(fault('login-over', 'no way in by phone is configured'))
  return {
    beginLogin: async (_, { terminalId }) => {
      if (!logins) return over()
      if (!(await limit.allow(terminalId))) return err(fault('server-busy'))
      return ok(await logins.begin(terminalId))
    },
    login: async ({ login }, { terminalId }) => (logins ? ok(await logins.state(terminalId, login)) : over()),
    confirmLogin: async ({ login, code }, { terminalId }) => {
      if (!logins) return over()
      const confirmed = await logins.confirm(terminalId, login, code)
      if (!confirmed.ok) return confirmed
      const { loginKey, personIds, proof, providerSession, formerVisitKeys } = confirmed.value
      await visitor.identity.visits.endOf({ visitKeys: formerVisitKeys })
      const shown = { proofs: [proof], providerSession }
      const admitted = await admit(visitor, terminalId, shown, async () => {
        const people = await Promise.all(personIds.map(personId => visitor.records.person(personId)))
        const found = people.filter((person): person is Person => person !== null)
        return found.length > 0 ? ok(found) : err(fault('login-person-unknown', 'gone from the records'))
      })
      if (admitted.ok) await logins.led(loginKey, visitsOf(admitted.value))
      return admitted
    },
    endLogin: async ({ login }, { terminalId }) => {
      await logins?.end(terminalId, login)
      return ok({})
    },
  }
}

const visitsOf = (admitted: Visitor | { readonly registers: readonly Register[] }) =>
  'registers' in admitted ? admitted.registers.map(({ visitor }) => visitor.visitId) : [admitted.visitId]
