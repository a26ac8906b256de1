import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { fakeClock } from '../../src/fake-clock.ts'
import { ok, unwrap } from '../../src/result.ts'
import { createCasesWorld } from '../../tests/peers/cases-world.ts'
import { createFourEyesWorld } from '../../tests/peers/four-eyes-world.ts'
import { openReminderWorld, type ReminderWorld, startReceivers } from '../../tests/peers/reminder-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import type { StaffCaller } from '../ground/callers.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const DUTY = 'duty@example.edu.cn'

let receivers: Awaited<ReturnType<typeof startReceivers>>
beforeAll(async () => {
  receivers = await startReceivers()
})
afterAll(() => receivers?.close())

describeOnStores('what waits for a second person', store => {
  const ends: ReminderWorld[] = []
  let nth = 0
  afterEach(async () => {
    for (const world of ends.splice(0)) await world.close()
    await store().db.updateTable('staff_account').set({ state: 'ended', ended_at: new Date() }).execute()
    await store()
      .db.updateTable('proposal')
      .set({ state: 'run-out', decided_at: new Date() })
      .where('state', '=', 'waiting')
      .execute()
  })

  const open = async (alerts: Record<string, unknown> = { mail: [DUTY] }) => {
    const clock = fakeClock()
    const eyes = createFourEyesWorld(store(), clock)
    eyes.room.doors.hear({
      ...{ name: 'lamp', called: { zh: '换灯', en: 'Changing lamps' }, schema: z.strictObject({ lamp: z.string() }) },
      ...{ proposePermission: 'enquiries.answer', agreePermission: 'approvals.decide' },
      titleOf: async ({ lamp }) => ({ zh: `给某人 ${lamp}`, en: `4.00 yuan for somebody ${lamp}` }),
      detailsOf: async () => [],
      carryOut: async () => ok(null),
    })
    const world = await openReminderWorld(store(), receivers, { clock, fourEyes: eyes.room.doors, alerts })
    ends.push(world)
    const drafter = await eyes.person('operator')
    const draft = async (siteId: string | null = null) => {
      const about = { siteId, reason: 'It is dark at Wang Li’s desk.' }
      const by = await eyes.again(drafter)
      return unwrap(await eyes.room.doors.propose('lamp', { lamp: String(nth++) }, by, about)).proposalId
    }
    const agree = async (proposalId: string, by: StaffCaller) => {
      const { seen } = unwrap(await eyes.room.handlers.proposal({ proposalId }, by))
      return unwrap(await eyes.room.handlers.agreeToProposal({ proposalId, seen }, by))
    }
    return { ...world, clock, eyes, drafter, draft, agree }
  }
  type World = Awaited<ReturnType<typeof open>>

  it('is told once, and once more before it lapses, whoever starts the server anew', async () => {
    const { eyes, drafter, draft, round, restart, letters, robotTexts } = await open({
      ...{ mail: [DUTY, 'office@example.edu.cn'], robotUrlFile: 'robot.txt' },
    })
    await eyes.person('registrar')
    await eyes.person('auditor')
    const proposalId = await draft()
    await round()
    const { name } = await store()
      .db.selectFrom('staff_account')
      .select('name')
      .where('staff_id', '=', drafter.staffId)
      .executeTakeFirstOrThrow()
    const [letter, ...others] = await letters()
    expect(letter?.subject).toBe('Waits for a second person: Changing lamps')
    expect(letter?.text.split('\n')).toEqual([
      'Waits for a second person: Changing lamps',
      expect.stringMatching(`^Drafted by ${name}, \\d{4}-.* nobody can agree from \\d{4}-.* on\\.$`),
      'Other accounts that can agree to it now: 1.',
      `https://print.example.edu.cn/console/proposals/${proposalId}`,
    ])
    expect(others.map(({ to }) => to)).toEqual(['office@example.edu.cn'])
    expect(robotTexts()).toEqual([letter?.text])
    for (let hour = 0; hour < 3; hour++) await round(HOUR_MS)
    restart()
    await round(4 * DAY_MS)
    expect(await letters()).toHaveLength(2)
    await round(DAY_MS + 4 * HOUR_MS)
    const last = (await letters()).slice(2)
    expect(last.map(({ to, subject }) => [to, subject])).toEqual([
      [DUTY, 'Lapses soon, and waits for a second person: Changing lamps'],
      ['office@example.edu.cn', 'Lapses soon, and waits for a second person: Changing lamps'],
    ])
    expect(robotTexts()).toHaveLength(2)
    restart()
    for (let day = 0; day < 3; day++) await round(DAY_MS)
    expect(await letters()).toHaveLength(4)
    expect(robotTexts()).toHaveLength(2)
  })

  it('says nothing of what it is about, counts who may agree at the site, and says where nobody may', async () => {
    const { eyes, draft, round, letters } = await open()
    await eyes.person('registrar', ['north'])
    await eyes.person('registrar', ['south'])
    await eyes.person('finance')
    await draft('north')
    await draft()
    await round()
    const texts = (await letters()).map(({ text }) => text)
    const [north, house] = texts.toSorted((a, b) => Number(b.includes('(north)')) - Number(a.includes('(north)')))
    expect(north).toContain('Other accounts that can agree to it now: 1.')
    expect(house).toContain('No other account can agree to it now: an administrator has to see to that.')
    for (const told of ['4.00', 'somebody', 'Wang Li', 'dark']) expect(texts.join('\n')).not.toContain(told)
    const log = await store().db.selectFrom('audit').select('detail').where('event', 'like', 'message-%').execute()
    expect(JSON.stringify(log)).not.toContain('@')
  })

  it('is not told of any more once it was agreed to, declined, taken back or has lapsed, whatever still waits to go', async () => {
    const over: Record<string, (world: World, proposalId: string, second: StaffCaller) => Promise<unknown>> = {
      agreed: ({ agree }, proposalId, second) => agree(proposalId, second),
      declined: async ({ eyes }, proposalId, second) =>
        unwrap(await eyes.room.handlers.declineProposal({ proposalId, reason: 'No.' }, second)),
      'taken-back': async ({ eyes, drafter }, proposalId) =>
        unwrap(await eyes.room.handlers.takeBackProposal({ proposalId }, await eyes.again(drafter))),
      lapsed: ({ clock }) => clock.advance(8 * DAY_MS),
    }
    for (const [how, end] of Object.entries(over)) {
      const world = await open({ mail: [DUTY], robotUrlFile: 'robot.txt' })
      const second = await world.eyes.person('registrar')
      receivers.relay.faults.rcptTo = '450 4.2.0 greylisted'
      receivers.robot.faults([{ kind: 'errcode', errcode: 45_009 }])
      const proposalId = await world.draft()
      await world.round()
      receivers.relay.faults.rcptTo = null
      await end(world, proposalId, second)
      for (let hour = 0; hour < 2; hour++) await world.round(HOUR_MS)
      await world.round(5 * DAY_MS)
      expect(await world.letters(), how).toEqual([])
      expect(world.robotTexts(), how).toEqual([])
      const left = await store().db.selectFrom('message').select('state').execute()
      expect(left, how).toEqual([{ state: how === 'lapsed' ? 'given-up' : 'stopped' }])
    }
  })

  it('is told again where every letter was refused for good and the robot too, and then no more', async () => {
    const { draft, round, restart, letters, robotTexts } = await open({ mail: [DUTY], robotUrlFile: 'robot.txt' })
    receivers.relay.faults.rcptTo = '550 5.1.1 no such mailbox'
    receivers.robot.faults([{ kind: 'errcode', errcode: 93_000 }])
    await draft()
    await round()
    receivers.relay.faults.rcptTo = null
    await round(30 * MINUTE_MS)
    expect([await letters(), robotTexts()]).toEqual([[], []])
    restart()
    await round(31 * MINUTE_MS)
    expect([(await letters()).length, robotTexts().length]).toEqual([1, 1])
    for (let hour = 0; hour < 4; hour++) await round(HOUR_MS)
    expect([(await letters()).length, robotTexts().length]).toEqual([1, 1])
  })

  it('is told by one of two servers', async () => {
    const { draft, remind, another, send, letters } = await open()
    await draft()
    await Promise.all([remind(), another().doors.remind(), remind()])
    await send()
    expect(await letters()).toHaveLength(1)
  })

  it('is told once somebody gets the alerts, in their language', async () => {
    const { draft, round, letters, clock, eyes } = await open({ mail: [] })
    await draft()
    await round()
    expect(await store().db.selectFrom('reminder').selectAll().execute()).toEqual([])
    const later = await openReminderWorld(store(), receivers, {
      ...{ clock, fourEyes: eyes.room.doors, alerts: { mail: [DUTY], language: 'zh' } },
    })
    ends.push(later)
    await later.round()
    expect((await letters()).map(({ subject, text }) => [subject, text.split('\n').slice(1, 3)])).toEqual([
      [
        '等第二人同意：换灯',
        [expect.stringMatching(/ 起草；.* 起不能再同意。$/), '现在没有别的账号可以同意：请管理员安排。'],
      ],
    ])
  })

  it('is told of a refund above the set amount, which waits in its case and does not lapse, without the amount', async () => {
    const { eyes, round, letters } = await open()
    const cases = createCasesWorld(store())
    cases.desk.hearActs('copy-unclear', { carryOut: { refund: async () => ok({ isUnderWay: true }) } })
    await eyes.person('finance')
    const caseNumber = await cases.tell({ amountFen: 4_321 })
    const asked = await cases.run('act', caseNumber, 'refund', '--by', 'Li Wei', '--reason', 'Torn')
    expect(asked.exit, asked.message).toBe(0)
    await round()
    const [letter] = await letters()
    expect(letter?.text.split('\n')).toEqual([
      'Waits for a second person: the refund',
      expect.stringMatching(`^Asked for by Li Wei, .* in case ${caseNumber}; it does not lapse\\.$`),
      'Other accounts that can agree to it now: 1.',
      `https://print.example.edu.cn/console/cases/${caseNumber}`,
    ])
    expect(letter?.text).not.toMatch(/43\.21|4321|Torn/)
    await round(DAY_MS)
    expect(await letters()).toHaveLength(1)
    await round(5 * DAY_MS)
    expect((await letters()).map(({ subject }) => subject).slice(1)).toEqual([
      'Still waits for a second person: the refund',
    ])
    const agreed = await cases.run('agree', caseNumber, '--by', 'Zhang San')
    expect(agreed.exit, agreed.message).toBe(0)
    await round(20 * DAY_MS)
    expect(await letters()).toHaveLength(2)
  })
})
