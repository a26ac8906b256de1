import { beforeEach, expect, it } from 'vitest'
import { GRADUATION_STAFF_ROUTES } from '../../../src/contract/graduation-staff-api.ts'
import { inChina } from '../../../src/graduation/fixtures.ts'
import { unwrap } from '../../../src/result.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import type { StaffCaller } from '../../ground/callers.ts'
import { lookAtCheck } from '../checks/act-on-check.ts'
import type { CheckKey } from '../checks/check-parts.ts'
import { startChecks, WRITTEN } from '../checks/fixture-checks.ts'
import { actOnErrata } from '../errata/act-on-errata.ts'
import { beginErrata } from '../errata/begin-errata.ts'
import { graduationStaffHandlers } from './staff-handlers.ts'

const NOT_THERE = { ok: false, error: 'not-there' }
const caller = (...sites: string[]) =>
  ({ staffId: `s-${sites[0]}`, role: 'registrar', sites }) as unknown as StaffCaller
const [registry, college, another] = [caller('*'), caller('software'), caller('elsewhere')]

describeOnStores('what staff do in the check', store => {
  let world: Awaited<ReturnType<typeof startChecks>>
  let handlers: ReturnType<typeof graduationStaffHandlers>
  let keys = 0
  const key = () => `key-of-the-test-${String(++keys).padStart(4, '0')}`
  beforeEach(async () => {
    world = await startChecks(store().db)
    handlers = graduationStaffHandlers(world.parts)
  })
  const seenOf = async (check: CheckKey) => (await lookAtCheck(world.parts, check))!.enrolment.seen
  const submitted = async (check: CheckKey) => {
    const said = { items: [], photoProblem: 'bad-quality' as const, contact: '13900000000' }
    const begun = await beginErrata(world.parts, check, { said, requestKey: key() })
    if (!begun?.ok) throw new Error('no form was begun')
    const { number } = begun.value.errata
    const draft = await handlers.actOnErrataForCollege(
      { errataNumber: number, key: key(), act: 'college-approve', acceptsLate: false, reason: '' },
      registry,
    )
    expect(draft, 'a draft').toEqual(NOT_THERE)
    await actOnErrata(world.parts, number, { kind: 'submit', key: key(), seen: await seenOf(check), lateReason: null })
    return number
  }
  const written = () => {
    const { campaigns } = GRADUATION_STAFF_ROUTES.graduationCampaigns.output.parse({
      campaigns: [{ ...JSON.parse(JSON.stringify(WRITTEN)), campaignId: 'c-000000000', version: 1, counts: {} }],
    })
    const { campaignId: _, version: __, counts: ___, ...rest } = campaigns[0]!
    return rest
  }

  it('make a campaign and change the one that they have seen; what is wrong with it is said', async () => {
    const made = unwrap(await handlers.makeGraduationCampaign(written(), registry))
    if (made.outcome !== 'kept') throw new Error('it was not kept')
    const { campaignId } = made
    const later = { ...written(), campaignId, version: 1, lockAt: '2026-06-25T23:59:59+08:00' }
    expect(unwrap(await handlers.changeGraduationCampaign(later, registry))).toEqual({
      outcome: 'kept',
      campaignId,
      version: 2,
    })
    expect(unwrap(await handlers.changeGraduationCampaign(later, registry))).toEqual({ outcome: 'stale', version: 2 })
    const { campaigns } = unwrap(await handlers.graduationCampaigns({}, registry))
    const lockAt = inChina('2026-06-25 23:59:59').toISOString()
    expect(campaigns.find(one => one.campaignId === campaignId)).toMatchObject({ version: 2, lockAt, counts: {} })
    const flawed = await handlers.makeGraduationCampaign({ ...written(), closesAt: written().opensAt }, registry)
    expect(unwrap(flawed)).toMatchObject({
      outcome: 'flawed',
      flaws: [{ flaw: 'closes-before-it-opens', says: { en: expect.any(String) } }],
    })
    const unknown = { ...later, campaignId: 'no-such-campaign' }
    expect(await handlers.changeGraduationCampaign(unknown, registry)).toEqual(NOT_THERE)
  })

  it('see and work on what is of the colleges of their offices, and on nothing else', async () => {
    const { enrolled, campaign } = world
    const [ours, theirs] = [await enrolled(1), await enrolled(2, { entry: { branch: '外语学院' } })]
    const forms = [await submitted(ours), await submitted(theirs)] as const
    const listed = async (who: StaffCaller) => {
      const { campaignId } = campaign
      const answer = unwrap(await handlers.errataForms({ campaignId, waitsFor: 'college' }, who))
      return GRADUATION_STAFF_ROUTES.errataForms.output.parse(answer).forms
    }
    expect((await listed(registry)).map(({ number }) => number)).toEqual([...forms])
    const [form, ...more] = await listed(college)
    expect(more).toEqual([])
    expect(form).toMatchObject({
      number: forms[0],
      college: '软件学院',
      nameMasked: '林**',
      photoProblem: 'bad-quality',
    })
    expect(await listed(another)).toEqual([])
    const countsOf = async (who: StaffCaller) =>
      unwrap(await handlers.graduationCampaigns({}, who)).campaigns[0]!.counts
    expect([await countsOf(registry), await countsOf(college), await countsOf(another)]).toEqual([
      { disputed: 2 },
      { disputed: 1 },
      {},
    ])
    const approve = (errataNumber: (typeof forms)[number], who: StaffCaller) =>
      handlers.actOnErrataForCollege(
        { errataNumber, key: key(), act: 'college-approve', acceptsLate: false, reason: '' },
        who,
      )
    expect(await approve(forms[0], another)).toEqual(NOT_THERE)
    expect(await approve(forms[1], college)).toEqual(NOT_THERE)
    expect(unwrap(await approve(forms[0], college))).toEqual({ outcome: 'done', state: 'college-ok' })
    expect(unwrap(await approve(forms[0], college))).toMatchObject({
      outcome: 'refused',
      why: 'college-has-spoken',
      state: 'college-ok',
    })
    const registers = (act: 'registry-approve' | 'fix') =>
      handlers.actOnErrataForRegistry({ errataNumber: forms[0], key: key(), act, reason: '' }, registry)
    expect(unwrap(await registers('registry-approve'))).toEqual({ outcome: 'done', state: 'registry-ok' })
    expect(unwrap(await registers('fix'))).toEqual({ outcome: 'done', state: 'fixed' })
    expect((await lookAtCheck(world.parts, ours))?.check.state).toBe('pending')
  })

  it('confirm for a student with a reason and give a check back with one; the student is told both', async () => {
    const check = await world.enrolled(1)
    const wish = { ...check, key: key(), seen: await seenOf(check), reason: '学生在国外' }
    expect(await handlers.confirmCheckForStudent(wish, another)).toEqual(NOT_THERE)
    expect(unwrap(await handlers.confirmCheckForStudent({ ...wish, reason: ' ' }, college))).toMatchObject({
      outcome: 'refused',
      why: 'reason-missing',
    })
    expect(unwrap(await handlers.confirmCheckForStudent(wish, college))).toEqual({
      outcome: 'done',
      state: 'confirmed',
    })
    const reopen = { ...check, key: key(), reason: '误点', until: null }
    expect(await handlers.reopenCheck(reopen, another)).toEqual(NOT_THERE)
    expect(unwrap(await handlers.reopenCheck(reopen, registry))).toEqual({ outcome: 'done', state: 'pending' })
    const { db } = store()
    const notices = await db.selectFrom('graduation_notice').select('notice').orderBy('notice_id').execute()
    expect(notices.map(({ notice }) => notice)).toMatchObject([
      { about: 'done-for-you', what: 'confirm', reason: '学生在国外' },
      { about: 'reopened', reason: '误点' },
    ])
    const steps = await db
      .selectFrom('graduation_check_step')
      .select(['event', 'by_staff', 'reason'])
      .orderBy('step_id')
      .execute()
    expect(steps.slice(-2)).toEqual([
      { event: 'confirm', by_staff: 's-software', reason: '学生在国外' },
      { event: 'reopen', by_staff: 's-*', reason: '误点' },
    ])
  })
})
