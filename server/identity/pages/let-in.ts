import type { FastifyReply, FastifyRequest } from 'fastify'
import { giveCookie, readCookie, takeCookie } from '../../ground/http/cookies.ts'
import type { BrowserLogins, CameBack } from '../logins/browser-logins.ts'
import type { LoginClaim } from '../logins/login-claim.ts'
import type { LoginPlace } from '../logins/seen-login.ts'
import type { MetBrowsers } from '../notices/met-browsers.ts'
import type { WebSessions } from '../sessions/web-sessions.ts'
import { browserName } from './browser-name.ts'

/**
 * Lets somebody in whose account was proven, in the login of the browser: at a kiosk the digits follow, on the web a session begins. Where
 * the browser has no login that waits for it, it is one on the web. Resolves with where to go on, as a path from the root of the server;
 * null when the login took too long.
 */
export type LetIn = (request: FastifyRequest, reply: FastifyReply, claim: LoginClaim) => Promise<string | null>

export interface LetInParts {
  readonly browsers: BrowserLogins
  readonly sessions: WebSessions
  /** By which a browser is known that the person has logged in with before. */
  readonly met: MetBrowsers
}

export const createLetIn =
  ({ browsers, sessions, met }: LetInParts): LetIn =>
  async (request, reply, claim) => {
    const browser = readCookie(request, 'login')
    const take = async (held: string) => {
      const taken = await browsers.takeBack(held, 'local-account', HERE)
      return taken && 'foreign' in taken ? null : taken
    }
    const waiting = browser === null ? null : await take(browser)
    const login = waiting ?? (await take(await beginOnWeb(browsers)))
    // A login of staff is none of a visitor's.
    if (!login || login.place.kind === 'staff' || !(await browsers.claim(login.loginKey, claim))) return null
    return goOnAfter({ sessions, met }, request, reply, login.place, claim)
  }

/** Nothing comes back from anywhere: the account was shown on pages of this server. */
const HERE: CameBack = { loginId: null, isAnswer: () => true }

const beginOnWeb = async (browsers: BrowserLogins): Promise<string> =>
  (await browsers.beginOnWeb('local-account', '/p/')).browser

/** After somebody was proven: the page with the digits, or the session and where the browser wanted to go. */
export async function goOnAfter(
  { sessions, met }: Pick<LetInParts, 'sessions' | 'met'>,
  request: FastifyRequest,
  reply: FastifyReply,
  place: Exclude<LoginPlace, { readonly kind: 'staff' }>,
  claim: LoginClaim,
): Promise<string> {
  if (place.kind === 'kiosk') return 'q'
  // Whatever session the browser had before is not gone on with.
  const former = readCookie(request, 'session')
  if (former !== null) await sessions.end(former)
  const carried = readCookie(request, 'met')
  const isNew = !met.isMet(carried, claim.personIds)
  const { token, maxAgeSeconds } = await sessions.begin(claim, browserName(request.headers['user-agent']), isNew)
  const from = met.meet(carried, claim.personIds)
  giveCookie(reply, 'met', from.value, from.maxAgeSeconds)
  takeCookie(reply, 'login')
  giveCookie(reply, 'session', token, maxAgeSeconds)
  return place.toPath.slice(1)
}
