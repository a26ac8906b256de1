import { fault } from '../../../src/fault.ts'
import type { House } from '../../ground/ground.ts'
import type { Authenticators } from '../../ground/http/authenticators.ts'
import { cookieIsDead, isFromOurPage, readCookie } from '../../ground/http/cookies.ts'
import { Refused } from '../../ground/http/refusals.ts'
import type { WebSessions } from './web-sessions.ts'

/**
 * Finds out by its cookie who makes a request. One that changes something must come from a page of ours besides, for a browser sends its
 * cookies whoever has written the page (cross-site request forgery).
 */
export function whoVisits(
  sessions: WebSessions,
  { publicBaseUrl }: Pick<House, 'publicBaseUrl'>,
): NonNullable<Authenticators['visitor']> {
  return async (request, any) => {
    const token = readCookie(request, 'session')
    const session = token === null ? null : await sessions.use(token)
    if (token !== null && !session) cookieIsDead(request, 'session')
    if (!session) throw new Refused(401, fault('login-needed'))
    if (request.method !== 'GET' && !isFromOurPage(request, publicBaseUrl))
      throw new Refused(403, fault('login-needed', 'not from a page of this server'))
    return { ...any, ...session }
  }
}
