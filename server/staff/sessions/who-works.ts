import { UNATTENDED_HEADER } from '../../../src/contract/unattended.ts'
import { fault } from '../../../src/fault.ts'
import { isAllowed } from '../../../src/rules/staff-roles.ts'
import type { Ground } from '../../ground/ground.ts'
import type { Authenticators } from '../../ground/http/authenticators.ts'
import { cookieIsDead, isFromOurPage, readCookie } from '../../ground/http/cookies.ts'
import { Refused } from '../../ground/http/refusals.ts'
import type { Accounts } from '../accounts/accounts.ts'
import { readSites } from '../accounts/read-sites.ts'
import { audit } from '../staff-audit.ts'
import type { StaffSessions } from './staff-sessions.ts'

/**
 * Finds out by its cookie who of staff makes a request, and whether the role allows it: the account as it is now, and not as it was at the
 * login. What changes something must come from a page of ours besides.
 */
export function whoWorks(
  { db, clock, house: { publicBaseUrl } }: Pick<Ground, 'db' | 'clock' | 'house'>,
  { sessions, accounts }: { readonly sessions: StaffSessions; readonly accounts: Accounts },
): NonNullable<Authenticators['staff']> {
  return async (request, any, permission) => {
    const token = readCookie(request, 'staff')
    const session = token === null ? null : await sessions.use(token, request.headers[UNATTENDED_HEADER] === undefined)
    if (token !== null && !session) cookieIsDead(request, 'staff')
    const steppedUpAt = session?.stage === 'in' ? session.stepped_up_at : null
    const account = session && steppedUpAt ? await accounts.active(session.staff_id) : null
    if (!session || !steppedUpAt || !account) throw new Refused(401, fault('login-needed'))
    if (request.method !== 'GET' && !isFromOurPage(request, publicBaseUrl))
      throw new Refused(403, fault('login-needed', 'not from a page of this server'))
    const { staff_id: staffId, role } = account
    const sites = readSites(account.sites)
    if (!isAllowed({ role, sites }, permission)) {
      const detail = { permission, role }
      const entry = { event: 'staff-refused', subject: staffId, terminalId: null, detail } as const
      await audit(db, new Date(clock.now()), entry)
      throw new Refused(403, fault('staff-not-permitted', permission))
    }
    return {
      ...any,
      ...{ staffId, role, sites, sessionKey: session.session_key },
      steppedUpAtMs: steppedUpAt.getTime(),
    }
  }
}
