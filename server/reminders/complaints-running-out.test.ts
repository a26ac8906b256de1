import { afterAll, beforeAll, expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { type ComplaintsWorld, createComplaintsWorld } from '../../tests/peers/complaints-world.ts'
import { openReminderWorld, type ReminderWorld, startReceivers } from '../../tests/peers/reminder-world.ts'
import { staffCaller } from '../../tests/peers/staff-callers.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

let receivers: Awaited<ReturnType<typeof startReceivers>>
beforeAll(async () => {
  receivers = await startReceivers()
})
afterAll(() => receivers?.close())

describeOnStores('complaints whose time runs out', store => {
  let complaints: ComplaintsWorld
  let world: ReminderWorld
  beforeAll(async () => {
    complaints = await createComplaintsWorld(store())
    const alerts = { mail: ['duty@example.edu.cn'], robotUrlFile: 'robot.txt' }
    world = await openReminderWorld(store(), receivers, { clock: complaints.clock, alerts })
  })
  afterAll(async () => {
    await world?.close()
    await complaints?.close()
  })
  const heard = async () => {
    const { outTradeNo } = await complaints.paid()
    const complaintId = complaints.complain(outTradeNo, { phone: '13800138000' })
    await complaints.sweep(11 * MINUTE_MS)
    return complaintId
  }
  const pass = async (ms: number) => {
    await complaints.sweep(ms)
    await world.round()
  }
  const act = async (complaintId: string, what: string, more: object = {}) => {
    const nowMs = complaints.clock.now()
    const caller = await staffCaller(store().db, { name: '王芳', role: 'finance', nowMs })
    const { seen } = unwrap(await complaints.room().handlers.staffComplaint({ complaintId }, caller))
    const wish = { complaintId, seen, isPreview: false, act: what, ...more } as never
    unwrap(await complaints.room().handlers.actOnComplaint(wish, caller))
  }
  const subjects = async () => (await world.letters()).map(({ subject }) => subject)

  it('are told of once within four hours of the end of each clock, and not once that was met', async () => {
    const complaintId = await heard()
    await pass(19 * HOUR_MS)
    expect(await subjects()).toEqual([])
    await pass(HOUR_MS)
    const [letter] = await world.letters()
    expect(letter?.subject).toMatch(/^A payer’s complaint must be answered by \d{4}-/)
    expect(letter?.text.split('\n').slice(1)).toEqual([
      `Complaint ${complaintId}. No answer stands at the provider yet.`,
      `https://print.example.edu.cn/console/complaints/${complaintId}`,
    ])
    expect(world.robotTexts()).toEqual([letter?.text])
    for (const told of ['付了两份', '8000', '4.00']) expect(letter?.text).not.toContain(told)
    world.restart()
    for (let hour = 0; hour < 2; hour++) await pass(HOUR_MS)
    expect(await subjects()).toHaveLength(1)
    await act(complaintId, 'reply', { words: '已查明' })
    await pass(0)
    await pass(45 * HOUR_MS)
    expect(await subjects()).toHaveLength(1)
    await pass(HOUR_MS)
    expect((await subjects()).slice(1)).toEqual([expect.stringMatching(/^A payer’s complaint must be dealt with by /)])
    await act(complaintId, 'complete')
    await pass(0)
    await pass(10 * HOUR_MS)
    expect(await subjects()).toHaveLength(2)
  })

  it('are not told of where the answer comes before the letter can go, and are where the server was down then', async () => {
    const before = (await subjects()).length
    const complaintId = await heard()
    await complaints.sweep(20 * HOUR_MS)
    receivers.relay.faults.rcptTo = '450 4.2.0 greylisted'
    receivers.robot.faults([{ kind: 'errcode', errcode: 45_009 }])
    await world.round()
    receivers.relay.faults.rcptTo = null
    await act(complaintId, 'reply', { words: '已查明' })
    await complaints.sweep()
    await pass(2 * HOUR_MS)
    expect(await subjects()).toHaveLength(before)
    await act(complaintId, 'complete')
    await complaints.sweep()

    const missed = await heard()
    await pass(26 * HOUR_MS)
    const told = (await world.letters()).slice(before)
    expect(told.map(({ subject }) => subject)).toEqual([
      expect.stringMatching(/^The time to answer a payer’s complaint is over \(/),
    ])
    expect(told[0]?.text).toContain(`Complaint ${missed}.`)
  })
})
