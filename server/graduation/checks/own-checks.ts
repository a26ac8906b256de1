import type { CheckActed, GRADUATION_ROUTES } from '../../../src/contract/graduation-api.ts'
import { type Fault, fault } from '../../../src/fault.ts'
import { belongs } from '../../../src/graduation/belonging.ts'
import { type Problem, problemsOf } from '../../../src/graduation/problem.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { maskNumber } from '../../../src/rules/masking.ts'
import type { VisitorCaller } from '../../ground/callers.ts'
import type { Limit } from '../../ground/limits/limit.ts'
import type { HandlersOf } from '../../ground/room.ts'
import { sha256Hex } from '../../ground/store/content-store.ts'
import { type NoticeRoom, onceAgreed } from '../../notice/notice.ts'
import { allCampaigns } from '../campaigns/campaign-rows.ts'
import { actOnErrata, type ErrataWish } from '../errata/act-on-errata.ts'
import { beginErrata } from '../errata/begin-errata.ts'
import { findErrata } from '../errata/errata-rows.ts'
import { sayFlaws, sayRefusal } from '../errata/say-refusals.ts'
import { audit } from '../graduation-audit.ts'
import { type EnrolmentRow, entryOf } from '../register/enrolment-rows.ts'
import { actOnCheck, lookAtCheck } from './act-on-check.ts'
import type { CheckKey, CheckParts } from './check-parts.ts'
import type { HeldCheck } from './held-check.ts'
import { viewCampaign } from './view-campaign.ts'
import { viewCheck } from './view-check.ts'

type Handlers = HandlersOf<typeof GRADUATION_ROUTES>
type Answer = Result<CheckActed, Fault | 'not-there'>
export interface OwnCheckParts extends CheckParts {
  readonly notice: Pick<NoticeRoom, 'owedBy'>
  /** How often one person may do something here. */
  readonly limit: Limit
}

const ENROLMENTS_MAX = 20
const NOT_THERE = err('not-there' as const)

/** What answers a student about the person's own checks, in all registers. Another's are like what there is not. */
export const ownCheckHandlers = (parts: OwnCheckParts): Handlers =>
  onceAgreed<Handlers>(parts.notice, handlersOf(parts), MAKES_ANEW)

const MAKES_ANEW = [
  ...(['revealIdNumber', 'confirmCheck', 'tellNationalCheck', 'beginErrata'] as const),
  ...(['rewriteErrata', 'submitErrata', 'supplementErrata'] as const),
] as const

function handlersOf(parts: OwnCheckParts): Handlers {
  const { db, now, seals } = parts
  /** Does something for whose enrolment it is, not too often. */
  const own = async <T>(
    { personIds, personId }: VisitorCaller,
    enrolmentId: string,
    work: (row: EnrolmentRow) => Promise<Result<T, Fault | 'not-there'>>,
  ): Promise<Result<T, Fault | 'not-there'>> => {
    const row = await ownEnrolment(parts, personIds, enrolmentId)
    if (!row) return NOT_THERE
    return (await parts.limit.allow(sha256Hex(personId))) ? work(row) : err(fault('server-busy', 'graduation checks'))
  }
  const done = async (held: HeldCheck): Promise<Answer> => ok({ outcome: 'done', check: await viewCheck(parts, held) })
  const refused = async (why: Parameters<typeof sayRefusal>[0], held: HeldCheck): Promise<Answer> =>
    ok({ outcome: 'refused', why, says: sayRefusal(why), check: await viewCheck(parts, held) })
  const onCheck = (caller: VisitorCaller, key: CheckKey, event: Parameters<typeof actOnCheck>[2], at = now()) =>
    own(caller, key.enrolmentId, async () => {
      const acted = await actOnCheck(parts, key, event, at)
      if (acted === null) return NOT_THERE
      return acted.ok ? done(acted.value) : refused(acted.error.why, acted.error.newest)
    })
  const onErrata = async (caller: VisitorCaller, number: string, wish: ErrataWish, at = now()): Promise<Answer> => {
    const form = await findErrata(db, number)
    if (!form) return NOT_THERE
    return own(caller, form.enrolment_id, async () => {
      const acted = await actOnErrata(parts, number, wish, at)
      if (acted === null) return NOT_THERE
      if (acted.ok) return done(acted.value.held)
      if (acted.error.why === 'flawed') return ok(sayFlaws(acted.error))
      return refused(acted.error.why, acted.error.newest.held)
    })
  }
  return {
    ownGraduation: (_, caller) => ownGraduation(parts, caller),
    ownCheck: ({ campaignId, enrolmentId }, caller) =>
      own(caller, enrolmentId, async () => {
        const held = await lookAtCheck(parts, { campaignId, enrolmentId })
        return held === null ? NOT_THERE : ok(await viewCheck(parts, held))
      }),
    revealIdNumber: ({ enrolmentId }, caller) =>
      own(caller, enrolmentId, async row => {
        const entry = { event: 'enrolment-number-shown', subject: enrolmentId, terminalId: null } as const
        await audit(db, now(), { ...entry, detail: { by: 'self' } })
        return ok({ idNumber: seals.openIdNumber(enrolmentId, row.id_number) })
      }),
    confirmCheck: ({ campaignId, enrolmentId, ...wish }, caller) =>
      onCheck(caller, { campaignId, enrolmentId }, { kind: 'confirm', by: { kind: 'self' }, channel: 'web', ...wish }),
    tellNationalCheck: ({ campaignId, enrolmentId, ...wish }, caller) =>
      onCheck(caller, { campaignId, enrolmentId }, { kind: 'tell-national', source: 'self', ...wish }),
    beginErrata: ({ campaignId, enrolmentId, key, said }, caller) =>
      own(caller, enrolmentId, async () => {
        const begun = await beginErrata(parts, { campaignId, enrolmentId }, { said, requestKey: key })
        if (begun === null) return NOT_THERE
        if (begun.ok) return done(begun.value.held)
        return begun.error.why === 'flawed'
          ? ok(sayFlaws(begun.error))
          : refused(begun.error.why, begun.error.newest.held)
      }),
    rewriteErrata: ({ errataNumber, ...wish }, caller) => onErrata(caller, errataNumber, { kind: 'rewrite', ...wish }),
    submitErrata: ({ errataNumber, ...wish }, caller) => onErrata(caller, errataNumber, { kind: 'submit', ...wish }),
    supplementErrata: ({ errataNumber, ...wish }, caller) =>
      onErrata(caller, errataNumber, { kind: 'supplement', ...wish }),
    withdrawErrata: ({ errataNumber, key }, caller) => onErrata(caller, errataNumber, { kind: 'withdraw', key }),
  }
}

const ownEnrolment = ({ db }: CheckParts, personIds: readonly string[], enrolmentId: string) =>
  db
    .selectFrom('enrolment')
    .selectAll()
    .where('enrolment_id', '=', enrolmentId)
    .where('person_id', 'in', [...personIds])
    .executeTakeFirst()

async function ownGraduation(parts: OwnCheckParts, { personIds }: VisitorCaller) {
  const { db, seals, now } = parts
  const at = now()
  const rows = await db
    .selectFrom('enrolment')
    .selectAll()
    .where('person_id', 'in', [...personIds])
    .orderBy('entered_on', 'desc')
    .orderBy('enrolment_id')
    .limit(ENROLMENTS_MAX)
    .execute()
  const campaigns = await allCampaigns(db)
  const enrolments = []
  for (const row of rows) {
    const entry = entryOf(row, seals)
    const checks = []
    for (const campaign of campaigns) {
      const { campaignId, filter } = campaign
      const belonging = belongs(filter, entry)
      const held = await lookAtCheck(parts, { campaignId, enrolmentId: row.enrolment_id })
      const isShown =
        held !== null || (belonging === 'graduated' && campaign.year >= Number(entry.expectedOn.slice(0, 4)))
      if (isShown)
        checks.push({ campaignId, belonging, state: belonging === 'in' ? (held?.check.state ?? null) : null })
    }
    enrolments.push({
      ...{ enrolmentId: row.enrolment_id, school: row.school, level: row.level, major: row.major },
      ...{ standing: row.standing, studentNumberMasked: maskNumber(row.student_number), enteredOn: row.entered_on },
      checks,
    })
  }
  const shown = new Set(enrolments.flatMap(({ checks }) => checks.map(({ campaignId }) => campaignId)))
  const match = rows.length === 0 ? ('none' as const) : rows.length === 1 ? ('one' as const) : ('several' as const)
  return ok({
    ...{ match, enrolments, problems: problemsOfMatch(match) },
    campaigns: campaigns.filter(({ campaignId }) => shown.has(campaignId)).map(one => viewCampaign(one, at)),
  })
}

/** What is said before an enrolment was chosen. */
function problemsOfMatch(match: 'none' | 'one' | 'several'): Problem[] {
  return [
    ...problemsOf({
      ...({ account: 'none', match, isIdentityProven: false, standing: 'registered', hasPhoto: true } as const),
      ...({ capture: 'delivered', isUpgrade: false, isPriorDiplomaVerified: null, photoProblem: 'none' } as const),
      ...({ isDataWrong: false, isCaptionWrong: false, check: 'pending', hasLapsed: false, isStale: false } as const),
    }),
  ]
}
