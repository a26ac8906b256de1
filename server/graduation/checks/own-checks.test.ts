import { beforeEach, expect, it } from 'vitest'
import type { CheckActed, OwnCheck } from '../../../src/contract/graduation-api.ts'
import { GRADUATION_ROUTES } from '../../../src/contract/graduation-api.ts'
import { readErrataNumber } from '../../../src/graduation/errata-number.ts'
import { msLater } from '../../../src/graduation/fixtures.ts'
import { type Result, unwrap } from '../../../src/result.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import type { VisitorCaller } from '../../ground/callers.ts'
import type { CheckKey } from './check-parts.ts'
import { changeEnrolment, startChecks } from './fixture-checks.ts'
import { ownCheckHandlers } from './own-checks.ts'

const NOT_THERE = { ok: false, error: 'not-there' }
const said = {
  items: [{ on: 'register' as const, field: 'major' as const, right: '网络工程', evidence: [] }],
  ...{ photoProblem: 'none' as const, contact: '13900000000' },
}

describeOnStores('what a student does in the check', store => {
  let world: Awaited<ReturnType<typeof startChecks>>
  let handlers: ReturnType<typeof ownCheckHandlers>
  let own: CheckKey
  const ways = { mayAct: true, owes: false }
  let keys = 0
  const key = () => `key-of-the-test-${String(++keys).padStart(4, '0')}`
  const visitor = (...personIds: string[]) =>
    ({
      personId: personIds[0],
      personIds,
      hasChosen: true,
      sessionKey: 's',
      proofs: [],
      ip: '',
      bearer: null,
    }) as VisitorCaller
  const [me, other] = [visitor('student/1'), visitor('student/2')]
  beforeEach(async () => {
    world = await startChecks(store().db)
    Object.assign(ways, { mayAct: true, owes: false })
    handlers = ownCheckHandlers({
      ...world.parts,
      notice: { owedBy: async () => (ways.owes ? ({} as never) : null) },
      limit: { allow: async () => ways.mayAct },
    })
    own = await world.enrolled(1, { personId: 'student/1' })
  })
  const look = async (): Promise<OwnCheck> => {
    const { output } = GRADUATION_ROUTES.ownCheck
    return output.parse(unwrap(await handlers.ownCheck(own, me)))
  }
  const confirm = async (seen = undefined as OwnCheck['seen'] | undefined, withKey = key()) =>
    handlers.confirmCheck(
      { ...own, key: withKey, seen: seen ?? (await look()).seen, ticks: { data: true, photo: true } },
      me,
    )
  const outcomeOf = (acted: Result<CheckActed, unknown>) => {
    const answer = unwrap(acted as Result<CheckActed, never>)
    expect(GRADUATION_ROUTES.confirmCheck.output.parse(answer)).toEqual(answer)
    return answer.outcome === 'refused' ? answer.why : answer.outcome
  }

  it('begins with the enrolments that are theirs, and the campaigns about them with the days left (G0, G1, G8)', async () => {
    await world.enrolled(2, { personId: 'student/2' })
    const overview = unwrap(await handlers.ownGraduation({}, me))
    expect(GRADUATION_ROUTES.ownGraduation.output.parse(overview)).toMatchObject({
      ...{ match: 'one', problems: [], campaigns: [{ phase: 'checking', daysLeft: 7 }] },
      enrolments: [{ enrolmentId: own.enrolmentId, checks: [{ belonging: 'in', state: 'pending' }] }],
    })
    expect(JSON.stringify(overview)).not.toContain('2022000001')
    const graduated = await world.enrolled(3, { personId: 'student/old', entry: { standing: 'graduated' } })
    const both = unwrap(await handlers.ownGraduation({}, visitor('student/1', 'student/old')))
    expect([both.match, both.problems]).toEqual(['several', ['several-enrolments']])
    expect(both.enrolments.find(one => one.enrolmentId === graduated.enrolmentId)?.checks).toMatchObject([
      { belonging: 'graduated', state: null },
    ])
    const nobody = unwrap(await handlers.ownGraduation({}, visitor('student/nobody')))
    expect(nobody).toMatchObject({ match: 'none', problems: ['no-enrolment'], enrolments: [], campaigns: [] })
  })

  it('shows the entry with its number masked, and whole when it is asked for, which is written down (G2)', async () => {
    const { entry, state, receipt } = await look()
    expect([state, receipt]).toEqual(['pending', null])
    const { idNumber } = unwrap(await handlers.revealIdNumber({ enrolmentId: own.enrolmentId }, me))
    expect(idNumber).toMatch(/^\d{17}[\dX]$/)
    expect(JSON.stringify(await look())).not.toContain(idNumber)
    expect(entry.idNumber).toContain('*')
    const looks = await store().db.selectFrom('audit').select('event').where('subject', '=', own.enrolmentId).execute()
    expect(looks).toEqual([{ event: 'enrolment-number-shown' }])
  })

  it('confirms with a receipt, once; what changes afterwards is to be confirmed again (G4, P12, P13)', async () => {
    const { seen } = await look()
    const once = key()
    expect(outcomeOf(await confirm(seen, once))).toBe('done')
    expect(outcomeOf(await confirm(seen, once))).toBe('done')
    const second = await confirm(seen)
    expect(outcomeOf(second)).toBe('confirmed-already')
    expect(GRADUATION_ROUTES.confirmCheck.statusOf?.(unwrap(second as Result<CheckActed, never>) as never)).toBe(409)
    const { receipt } = await look()
    expect(readErrataNumber(receipt?.number ?? '')).toBe(receipt?.number)
    expect(receipt).toMatchObject({ seen, isForYou: false })
    await changeEnrolment(store().db, own.enrolmentId, '网络工程')
    expect(await look()).toMatchObject({
      state: 'pending',
      hasLapsed: true,
      receipt: null,
      problems: ['changed-after-confirm'],
    })
    expect(outcomeOf(await confirm(seen))).toBe('stale')
    expect(outcomeOf(await confirm())).toBe('done')
    const told = await handlers.tellNationalCheck({ ...own, key: key(), isDone: true }, me)
    expect(outcomeOf(told)).toBe('done')
    expect((await look()).national).toMatchObject({ isDone: true, source: 'self' })
  })

  it('disputes by a form that is written, handed in and taken back (G5, G7)', async () => {
    const begun = unwrap(await handlers.beginErrata({ ...own, key: key(), said }, me))
    if (begun.outcome !== 'done') throw new Error('no form was begun')
    const number = readErrataNumber(begun.check.errata[0]!.number)!
    const flawed = await handlers.rewriteErrata(
      { errataNumber: number, key: key(), said: { ...said, contact: '' } },
      me,
    )
    expect(unwrap(flawed)).toMatchObject({
      outcome: 'flawed',
      flaws: [{ flaw: 'contact-missing', says: { zh: expect.any(String) } }],
    })
    const rewritten = { ...said, photoProblem: 'bad-quality' as const }
    expect(outcomeOf(await handlers.rewriteErrata({ errataNumber: number, key: key(), said: rewritten }, me))).toBe(
      'done',
    )
    const { seen } = await look()
    expect(
      outcomeOf(await handlers.submitErrata({ errataNumber: number, key: key(), seen, lateReason: null }, me)),
    ).toBe('done')
    expect(await look()).toMatchObject({
      ...{ state: 'disputed', problems: ['data-wrong'] },
      errata: [
        { number, state: 'submitted', photoProblem: 'bad-quality', items: [{ wrong: '软件工程', right: '网络工程' }] },
      ],
    })
    expect(outcomeOf(await confirm(seen))).toBe('errata-under-way')
    const more = { errataNumber: number, key: key(), row: null, evidence: [], note: '补充' }
    expect(outcomeOf(await handlers.supplementErrata(more, me))).toBe('nothing-asked')
    expect(outcomeOf(await handlers.withdrawErrata({ errataNumber: number, key: key() }, me))).toBe('done')
    expect(await look()).toMatchObject({ state: 'pending', errata: [{ state: 'withdrawn' }] })
  })

  it('ends with the campaign: what is late is said to be (P9)', async () => {
    world.time.now = msLater(world.campaign.closesAt, 1_000)
    expect(outcomeOf(await confirm())).toBe('closed')
    expect(await look()).toMatchObject({
      state: 'overdue',
      isErrataLate: true,
      openFor: 'over',
      decideUntil: null,
      problems: ['too-late'],
    })
  })

  it('is nobody else’s, by whichever route they ask', async () => {
    const begun = unwrap(await handlers.beginErrata({ ...own, key: key(), said }, me))
    if (begun.outcome !== 'done') throw new Error('no form was begun')
    const { seen, errata } = begun.check
    const errataNumber = readErrataNumber(errata[0]!.number)!
    const asked: Readonly<Record<Exclude<keyof typeof GRADUATION_ROUTES, 'ownGraduation'>, Promise<unknown>>> = {
      ownCheck: handlers.ownCheck(own, other),
      revealIdNumber: handlers.revealIdNumber({ enrolmentId: own.enrolmentId }, other),
      confirmCheck: handlers.confirmCheck({ ...own, key: key(), seen, ticks: { data: true, photo: true } }, other),
      tellNationalCheck: handlers.tellNationalCheck({ ...own, key: key(), isDone: true }, other),
      beginErrata: handlers.beginErrata({ ...own, key: key(), said }, other),
      rewriteErrata: handlers.rewriteErrata({ errataNumber, key: key(), said }, other),
      submitErrata: handlers.submitErrata({ errataNumber, key: key(), seen, lateReason: null }, other),
      supplementErrata: handlers.supplementErrata(
        { errataNumber, key: key(), row: null, evidence: [], note: '' },
        other,
      ),
      withdrawErrata: handlers.withdrawErrata({ errataNumber, key: key() }, other),
    }
    for (const [name, answer] of Object.entries(asked)) expect(await answer, name).toEqual(NOT_THERE)
    expect(await look()).toMatchObject({ state: 'pending', errata: [{ state: 'draft' }], national: null })
    const unknown = { ...own, campaignId: 'no-such-campaign' }
    expect(await handlers.ownCheck(unknown, me)).toEqual(NOT_THERE)
  })

  it('waits for who has not agreed to what people are told, and for who does too much; looking does not wait for the first', async () => {
    ways.owes = true
    expect(await confirm()).toMatchObject({ ok: false, error: { code: 'notice-unagreed' } })
    expect((await look()).state).toBe('pending')
    Object.assign(ways, { owes: false, mayAct: false })
    expect(await handlers.ownCheck(own, me)).toMatchObject({ ok: false, error: { code: 'server-busy' } })
  })
})
