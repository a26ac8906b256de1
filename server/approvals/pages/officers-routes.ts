import { endOfDay } from '../../ground/end-of-day.ts'
import { dayIn } from '../../ground/local-day.ts'
import { steppedUp } from '../../ground/step-up.ts'
import type { WorklistScope, WorklistVisit } from '../../staff/staff.ts'
import { nameForStaff, officesForStaff, officesOf } from '../offices.ts'
import { delegationsPage, officersPage } from './delegations-page.ts'
import type { ApprovalPageParts } from './page-parts.ts'
import type { Note } from './words.ts'

const DECIDE = 'approvals.decide'
const ASSIGN = 'approvals.assign'
const DAY_MS = 24 * 3_600_000

type Visit = WorklistVisit<Note>

/** Who decides for which office, and who for somebody else. */
export function registerOfficers({ get, post }: WorklistScope<Note>, parts: ApprovalPageParts): void {
  const { clock, house, documents, officers, delegations } = parts
  const { timeZone } = house
  /** Naming somebody gives away what an office is for: it asks for a second proof of the last minutes. */
  const fresh = (answer: (visit: Visit) => Promise<Visit['reply']>) => async (visit: Visit) =>
    steppedUp(visit.staff, clock).ok
      ? answer(visit)
      : visit.reply.redirect(visit.at('staff/step-up?to=/staff/approvals/officers&note=step-up'), 303)

  get('/staff/approvals/officers', ASSIGN, async ({ show }) =>
    show(
      officersPage({
        offices: officesForStaff(documents),
        officers: await officers.list(),
        candidates: await officers.candidates(),
      }),
    ),
  )
  post(
    '/staff/approvals/officers',
    ASSIGN,
    fresh(async ({ said, go, staff }) => {
      const isAsked = officesOf(documents).some(({ office }) => office === said('office'))
      const isNamed = isAsked && (await officers.name(said('office'), said('staff'), staff.staffId))
      return go('staff/approvals/officers', isNamed ? 'done' : 'nobody')
    }),
  )
  post(
    '/staff/approvals/officers/remove',
    ASSIGN,
    fresh(async ({ said, go, staff }) => {
      const isRemoved = await officers.remove(said('office'), said('staff'), staff.staffId)
      return go('staff/approvals/officers', isRemoved ? 'done' : 'nobody')
    }),
  )

  get('/staff/approvals/delegations', DECIDE, async ({ staff, show }) => {
    const { staffId } = staff
    const acting = await officers.actingFor(staffId)
    const own = [...acting.values()].filter(({ inPlaceOf }) => inPlaceOf === null)
    return show(
      delegationsPage({
        delegations: await delegations.of(staffId),
        offices: own.map(({ office }) => ({ office, name: nameForStaff(documents, office) })),
        nameOf: office => nameForStaff(documents, office),
        colleagues: (await officers.candidates()).filter(one => one.staffId !== staffId),
        ...{ timeZone, today: dayIn(timeZone, new Date(clock.now())) },
      }),
    )
  })
  post('/staff/approvals/delegations', DECIDE, async ({ staff, said, go }) => {
    const [beginsAt, endsAt] = [dayBegins(said('begins'), timeZone), dayEnds(said('ends'), timeZone)]
    if (!beginsAt || !endsAt) return go('staff/approvals/delegations', 'time-wrong')
    const wish = { office: said('office'), toStaffId: said('to'), beginsAt, endsAt }
    const refusal = await delegations.make(staff.staffId, wish)
    return go('staff/approvals/delegations', refusal ?? 'delegated')
  })
  post('/staff/approvals/delegations/end', DECIDE, async ({ staff, said, go }) => {
    const isEnded = await delegations.end(staff.staffId, said('delegation'))
    return go('staff/approvals/delegations', isEnded ? 'done' : 'not-yours')
  })
}

const isDay = (day: string): boolean =>
  /^20\d{2}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`))

/** The last moment of a day on the wall; null for what is no day. */
const dayEnds = (day: string, timeZone: string): Date | null => (isDay(day) ? endOfDay(timeZone, day) : null)

/** The first one. */
function dayBegins(day: string, timeZone: string): Date | null {
  if (!isDay(day)) return null
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10)
  return new Date(endOfDay(timeZone, before).getTime() + 1)
}
