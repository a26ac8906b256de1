import { createHmac } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { err, ok, type Result } from '../../../src/result.ts'
import { readCookie, takeCookie } from '../../ground/http/cookies.ts'
import type { OfferedWay } from '../pages/login-pages.ts'
import { leadToProvider } from '../pages/login-routes.ts'
import type { OpenWays } from '../ways/open-ways.ts'
import type { BrowserLogins, ReturnedLogin } from './browser-logins.ts'
import { type NotLetIn, notLetIn, type ReturnParts, sessionKeyOf } from './return-login.ts'
import { STAFF_WAYS, type StaffProof, staffWayIn } from './staff-proof.ts'

/** Logins of people who work here, by the ways of the university. What they prove is never a visitor's session, nor the other way round. */
export interface StaffLogins {
  readonly ways: readonly OfferedWay[]
  /** Where to send the browser; it comes back to `/staff/back`. */
  begin(request: FastifyRequest, reply: FastifyReply, way: string): Promise<Result<{ readonly url: string }, NotLetIn>>
  /** What a login of this browser has proven, once; null when there is none. */
  take(request: FastifyRequest, reply: FastifyReply): Promise<StaffProof | null>
  /** `hear` is told when a provider says that a login of it, hashed, is over. */
  onEnded(hear: (providerSession: string) => Promise<void>): void
}

/** The same, as the pages of logins see it. */
export interface StaffReturns {
  /** What came back for a login of staff, asked of its provider once. */
  comeBack(login: ReturnedLogin, query: URLSearchParams): Promise<Result<StaffProof, NotLetIn>>
  tellEnded(providerSession: string): Promise<void>
}

/** @param key makes pseudonyms of what providers call people */
export function createStaffLogins(
  parts: Pick<ReturnParts, 'browsers' | 'log'> & { readonly browsers: BrowserLogins; readonly ways: OpenWays },
  key: Uint8Array,
): StaffLogins & StaffReturns {
  const { browsers, ways } = parts
  const hearers: ((providerSession: string) => Promise<void>)[] = []
  return {
    ways: STAFF_WAYS.flatMap(name => {
      const label = ways.get(name)?.label
      return label === undefined ? [] : [{ name, label }]
    }),
    begin: async (request, reply, named) => {
      const way = staffWayIn(named)
      if (way === null || !ways.has(way)) return err('misconfigured')
      const led = await leadToProvider(parts, request, reply, way, await browsers.beginForStaff(way))
      return typeof led === 'string' ? err(led) : ok(led)
    },
    take: async (request, reply) => {
      const browser = readCookie(request, 'login')
      if (browser === null) return null
      takeCookie(reply, 'login')
      return browsers.takeForStaff(browser)
    },
    onEnded: hear => void hearers.push(hear),
    comeBack: async (login, query) => {
      const way = staffWayIn(login.way)
      const open = ways.get(login.way)
      if (way === null || !open)
        return notLetIn(parts, login, { reason: 'misconfigured', detail: 'not a way for staff' })
      const proven = await open.way.finish(login.secrets, query)
      if (!proven.ok) return notLetIn(parts, login, proven.error)
      const subjectKey = createHmac('sha256', key).update(`${way}\n${proven.value.subject}`).digest('base64url')
      const proof = { way, subjectKey, providerSession: sessionKeyOf(proven.value) }
      return (await browsers.claimForStaff(login.loginKey, proof)) ? ok(proof) : err('over')
    },
    tellEnded: async providerSession => {
      for (const hear of hearers) await hear(providerSession)
    },
  }
}
