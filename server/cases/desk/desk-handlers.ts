import type { Kysely } from 'kysely'
import type { CASES_DESK_ROUTES, CaseWorkedView } from '../../../src/contract/cases-desk-api.ts'
import { fault } from '../../../src/fault.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { countsAt } from '../../../src/rules/staff-roles.ts'
import type { StaffCaller } from '../../ground/callers.ts'
import { sayTime } from '../../ground/commands/wall-time.ts'
import type { Ground } from '../../ground/ground.ts'
import type { HandlersOf } from '../../ground/room.ts'
import { steppedUp } from '../../ground/step-up.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { readCard } from '../bank-card.ts'
import type { CaseWorked, WorkedOrNot } from '../carry-out.ts'
import { caseOf } from '../case-rows.ts'
import { siteOfCase } from '../case-site.ts'
import type { CaseDesk } from '../create-cases.ts'
import { CASE_KINDS, type CaseKind, isCaseKind } from '../kinds.ts'
import { type Person, readCaseNumber, readOrderNumber, readReason } from '../said-by-person.ts'
import { actInWords, TOLD } from '../say-worked.ts'
import { inWords } from '../sentences.ts'
import { createCaseWork } from '../work-on-case.ts'
import { bothWords, caseForStaff, nameOfKind } from './case-for-staff.ts'
import { inForm } from './in-form.ts'
import { listForStaff } from './list-for-staff.ts'

const KINDS = (Object.keys(CASE_KINDS) as CaseKind[]).map(kind => ({ kind, name: nameOfKind(kind) }))
const NO_CASE = err(fault('case-unknown'))

/** What the console asks of cases, and what people do there. Who does it is an account, and stands in the history by its name for ever. */
export function deskHandlers(
  { db, clock, house, isServing }: Pick<Ground, 'db' | 'clock' | 'house' | 'isServing'>,
  desk: CaseDesk,
  fourEyesAboveFen: number,
): HandlersOf<typeof CASES_DESK_ROUTES> {
  const { timeZone } = house
  const work = createCaseWork({ db, clock, desk, isServing, fourEyesAboveFen })

  /** Takes an act of somebody who may see the case. */
  const decide = async (
    caller: StaffCaller,
    typed: string,
    act: (caseNumber: string, by: Person) => Promise<WorkedOrNot>,
  ): Promise<Result<CaseWorkedView, ReturnType<typeof fault>>> => {
    const row = await caseOf(db, readCaseNumber(typed) ?? '')
    if (!row || !countsAt(caller.sites, await siteOfCase(db, row))) return NO_CASE
    return ok(viewOf(await act(row.case_number, await personOf(db, caller)), timeZone))
  }

  return {
    staffCases: async ({ kind, ...wish }, caller) => {
      if (kind !== undefined && !isCaseKind(kind)) return ok({ rows: [], next: null, kinds: KINDS })
      const { name } = await personOf(db, caller)
      const page = await listForStaff(db, caller, name, { ...wish, kind }, new Date(clock.now()))
      return page === null ? err(fault('server-nonsense', 'no such place in the list')) : ok({ ...page, kinds: KINDS })
    },
    staffCase: async ({ caseNumber }, caller) => {
      const { name } = await personOf(db, caller)
      const parts = { db, desk, timeZone, fourEyesAboveFen }
      const one = await caseForStaff(parts, readCaseNumber(caseNumber) ?? '', { caller, name })
      return one === null ? NO_CASE : ok(one)
    },
    actOnCase: async ({ caseNumber, seen, isPreview, act, reason, reference, amountFen, copies, card }, caller) => {
      if (!isPreview) {
        const fresh = steppedUp(caller, clock)
        if (!fresh.ok) return fresh
      }
      const said = {
        ...{ act, reason: typed(reason), reference: typed(reference) },
        ...{ amount: inYuan(amountFen) },
        copies: copies === undefined ? undefined : String(copies),
        card: card && `${card.bank}\n${card.number}\n${card.holderName}`,
      }
      return decide(caller, caseNumber, (number, by) => work.act(number, said, by, isPreview, seen))
    },
    agreeOnCase: async ({ caseNumber, seen, card }, caller) => {
      const fresh = steppedUp(caller, clock)
      if (!fresh.ok) return fresh
      return decide(caller, caseNumber, async (number, by) => {
        const read = card ? readCard(`${card.bank}\n${card.number}\n${card.holderName}`) : ok(null)
        return read.ok ? work.agree(number, by, read.value, seen) : { ...read, isWrongUse: true }
      })
    },
    declineOnCase: ({ caseNumber, seen, reason }, caller) =>
      decide(caller, caseNumber, async (number, by) => {
        const read = typed(reason) === undefined ? ok(null) : readReason(reason ?? '')
        return read.ok ? work.disagree(number, read.value, by, seen) : { ...read, isWrongUse: true }
      }),
    takeBackOnCase: async ({ caseNumber, seen, reason }, caller) => {
      const fresh = steppedUp(caller, clock)
      if (!fresh.ok) return fresh
      return decide(caller, caseNumber, async (number, by) => {
        const read = readReason(reason)
        return read.ok ? work.takeBack(number, read.value, by, seen) : { ...read, isWrongUse: true }
      })
    },
    complainOfOrder: async ({ orderNumber, act, isPreview, reason, copies, amountFen }, caller) => {
      if (!isPreview) {
        const fresh = steppedUp(caller, clock)
        if (!fresh.ok) return fresh
      }
      const number = readOrderNumber(orderNumber)
      const site = await siteOfOrder(db, number)
      if (site === undefined || !countsAt(caller.sites, site)) return err(fault('order-unknown'))
      const said = {
        ...{ act, reason, copies: copies === undefined ? undefined : String(copies) },
        amount: inYuan(amountFen),
      }
      return ok(viewOf(await work.complain(number, said, await personOf(db, caller), isPreview), timeZone))
    },
  }
}

/** What was left empty was not said. */
const typed = (text: string | undefined) => (text === undefined || text.trim() === '' ? undefined : text)

/** An amount as commands read it. */
const inYuan = (amountFen: number | undefined) => (amountFen === undefined ? undefined : (amountFen / 100).toFixed(2))

async function personOf(db: Kysely<Tables>, { staffId }: StaffCaller): Promise<Person & { readonly staffId: string }> {
  const { name } = await db
    .selectFrom('staff_account')
    .select('name')
    .where('staff_id', '=', staffId)
    .executeTakeFirstOrThrow()
  return { name, user: 'console', staffId }
}

async function siteOfOrder(db: Kysely<Tables>, orderNumber: string): Promise<string | undefined> {
  const order = await db
    .selectFrom('print_order as o')
    .innerJoin('terminal as t', 't.terminal_id', 'o.terminal_id')
    .select('t.site_id')
    .where('o.order_number', '=', orderNumber)
    .executeTakeFirst()
  return order?.site_id
}

const WOULD: Readonly<Record<CaseWorked['state'], { zh: string; en: string }>> = {
  open: { zh: '不会办', en: 'would not be done' },
  'under-way': { zh: '会在几秒内开始办理', en: 'would begin within seconds' },
  ended: { zh: '会办好，事项办结', en: 'would end the case' },
  'waiting-for-agreement': { zh: '会等第二人决定', en: 'would wait for a second person' },
}
const CAME: Readonly<Record<CaseWorked['state'], { zh: string; en: string }>> = {
  open: { zh: '不办了，事项仍待处理', en: 'is not done; the case is open again' },
  'under-way': { zh: '正在办理', en: 'is under way' },
  ended: { zh: '已办好，事项办结', en: 'is done: the case has ended' },
  'waiting-for-agreement': { zh: '已提出，等第二人决定', en: 'is asked for, and waits for a second person' },
}

function viewOf(worked: WorkedOrNot, timeZone: string): CaseWorkedView {
  if (!worked.ok) {
    return { outcome: 'refused', says: inForm(bothWords(worked.error)), isWrongUse: worked.isWrongUse ?? false }
  }
  const { caseNumber, state, whyFourEyes, tells, notes = [], isPreview = false, ...act } = worked.value
  const [what, came] = [actInWords(act), (isPreview ? WOULD : CAME)[state]]
  const says = (language: 'zh' | 'en') => {
    const why = whyFourEyes === null ? '' : `${language === 'zh' ? '：' : ': '}${inWords(whyFourEyes, language)}`
    return language === 'zh' ? `${what.zh}${came.zh}${why}。` : `${capital(what.en)} ${came.en}${why}.`
  }
  return {
    ...{ outcome: 'done', caseNumber, state, isPreview, says: { zh: says('zh'), en: says('en') } },
    notes: notes.map(bothWords),
    tells: Object.entries(tells).map(([key, value]) => ({
      name: TOLD[key] ?? { zh: key, en: key },
      value: key === 'expiresAt' ? sayTime(timeZone, new Date(value)) : value,
    })),
  }
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
