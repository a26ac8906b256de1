import { z } from 'zod'
import { sitesSchema, staffNameSchema } from '../../../src/contract/staff-api.ts'
import { isAllowed, ROLES } from '../../../src/rules/staff-roles.ts'
import type { Invitations, OneTimeCode } from '../accounts/invitations.ts'
import { postOfRow } from '../accounts/post-of.ts'
import type { Somebody } from '../accounts/still-may.ts'
import type { StaffSession } from '../sessions/staff-sessions.ts'
import { type Inside, whoIsInside } from './inside.ts'
import type { InsideParts } from './inside-routes.ts'
import type { PageScope, PageVisit } from './page-scope.ts'
import { handOverPage, peoplePage } from './people-pages.ts'

const PAGE = 'staff/people'
const invitedSchema = z.object({ name: staffNameSchema, role: z.enum(ROLES), sites: sitesSchema })

/** The accounts of those who work here: seen by some, made and ended by administrators after a fresh second proof. */
export function registerPeople(
  { get, post }: PageScope,
  parts: InsideParts & { readonly invitations: Invitations },
): void {
  const { accounts, invitations, house } = parts
  const { timeZone, publicBaseUrl } = house
  const { inside, fresh, isFresh } = whoIsInside(parts)
  const managing = (answer: Inside) =>
    fresh(PAGE, async (visit, session, account) =>
      isAllowed(postOfRow(account), 'staff.manage')
        ? answer(visit, session, account)
        : visit.go('staff', 'not-permitted'),
    )
  const listed = async () => ({ accounts: await accounts.list(), invitations: await invitations.open() })
  const handOver = ({ at, show }: PageVisit, name: string, made: OneTimeCode) =>
    show(handOverPage(at, name, made, `${publicBaseUrl}/staff/set-up`, timeZone))

  get(
    '/staff/people',
    inside(async ({ at, show, go }, session, account) => {
      const [post, ownId] = [postOfRow(account), account.staff_id]
      if (!isAllowed(post, 'staff.see')) return go('staff', 'not-permitted')
      const may = !isAllowed(post, 'staff.manage') ? 'see' : isFresh(session) ? 'now' : 'after-proof'
      return show(peoplePage(at, { ...(await listed()), ownId, timeZone, may }))
    }),
  )
  post(
    '/staff/people/invite',
    managing(async (visit, session) => {
      const { said, go } = visit
      const sites = said('sites')
        .split(/[,，、\s]+/)
        .filter(site => site !== '')
      const invited = invitedSchema.safeParse({ name: said('name'), role: said('role'), sites })
      if (!invited.success) return go(PAGE, 'invite-wrong')
      const made = await invitations.inviteAs(invited.data, actorOf(session))
      return made ? handOver(visit, invited.data.name, made) : go('staff', 'not-permitted')
    }),
  )
  post(
    '/staff/people/take-back',
    managing(async ({ said, go }, _session, { staff_id: by }) =>
      go(PAGE, (await invitations.takeBack(said('invitation'), by)) ? 'taken-back' : 'invitation-gone'),
    ),
  )
  post(
    '/staff/people/end',
    managing(async ({ said, go }, session, { staff_id: by }) => {
      const isEnded = said('staff') !== by && (await accounts.end(said('staff'), actorOf(session)))
      return go(PAGE, isEnded ? 'done' : 'account-gone')
    }),
  )
  post(
    '/staff/people/reset',
    managing(async (visit, session, { staff_id: by }) => {
      const { said, go } = visit
      const account = said('staff') === by ? null : await accounts.active(said('staff'))
      const made = account && (await accounts.resetFactors(account.staff_id, actorOf(session)))
      return account && made ? handOver(visit, account.name, made) : go(PAGE, 'account-gone')
    }),
  )
}

const actorOf = ({ staff_id: staffId, session_key: sessionKey }: StaffSession): Somebody => ({ staffId, sessionKey })
