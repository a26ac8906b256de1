import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { pictureOfBadSheet } from '../../../demo/wxpay-sim/complaint-picture.ts'
import { unwrap } from '../../../src/result.ts'
import { type ComplaintsWorld, createComplaintsWorld } from '../../../tests/peers/complaints-world.ts'
import { staffCaller } from '../../../tests/peers/staff-callers.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import type { StaffCaller } from '../../ground/callers.ts'

const MINUTE_MS = 60_000

describeOnStores('complaints in the console', store => {
  let world: ComplaintsWorld
  let caller: StaffCaller
  let north: StaffCaller
  let complaintId = ''
  let orderNumber = ''
  beforeAll(async () => {
    world = await createComplaintsWorld(store())
    const { db } = store()
    const nowMs = world.clock.now()
    caller = await staffCaller(db, { name: '王芳', role: 'finance', nowMs })
    north = await staffCaller(db, { name: '北区王', role: 'operator', sites: ['north'], nowMs })
  })
  afterAll(() => world?.close())
  beforeEach(async () => {
    const order = await world.paid()
    orderNumber = order.orderNumber
    complaintId = world.complain(order.outTradeNo, { pictures: [pictureOfBadSheet(`sheet-${order.outTradeNo}.png`)] })
    await world.sweep(11 * MINUTE_MS)
  })
  const at = (who: StaffCaller) => ({ ...who, steppedUpAtMs: world.clock.now() })
  const desk = () => world.room().handlers
  const look = async () => unwrap(await desk().staffComplaint({ complaintId }, caller))
  const wish = async (more: object = {}) =>
    ({ complaintId, seen: (await look()).seen, isPreview: false, act: 'reply', words: '您好', ...more }) as never

  it('are listed with the most urgent first, found by any of their numbers, and a page after the other', async () => {
    const { rows } = unwrap(await desk().staffComplaints({ state: 'open', limit: 200 }, caller))
    const times = rows.map(row => row.at)
    expect(times).toEqual([...times].sort())
    const { payments } = await look()
    for (const search of [
      complaintId,
      orderNumber.toLowerCase().replace('-', ''),
      payments[0]!.outTradeNo,
      payments[0]!.transactionId,
    ])
      expect(unwrap(await desk().staffComplaints({ state: 'all', limit: 5, search }, caller)).rows).toMatchObject([
        { complaintId, orderNumber },
      ])
    for (const search of ['%', "' or true--", '\\', 'x'.repeat(100)])
      expect(unwrap(await desk().staffComplaints({ state: 'all', limit: 5, search }, caller)).rows).toEqual([])
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = unwrap(await desk().staffComplaints({ state: 'all', limit: 1, after }, caller))
      seen.push(...page.rows.map(row => row.complaintId))
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(new Set(seen).size).toBe(seen.length)
    expect(await desk().staffComplaints({ state: 'all', limit: 1, after: 'nonsense' }, caller)).toMatchObject({
      ok: false,
    })
  })

  it('of a site are seen and answered by nobody of another one', async () => {
    expect(unwrap(await desk().staffComplaints({ state: 'all', limit: 200 }, north)).rows).toEqual([])
    const errandId = '1'
    for (const refused of [
      await desk().staffComplaint({ complaintId }, north),
      await desk().complaintPicture({ complaintId, place: 0 }, north),
      await desk().actOnComplaint(await wish(), at(north)),
      await desk().takeBackComplaintErrand({ complaintId, errandId }, at(north)),
      await desk().retryComplaintErrand({ complaintId, errandId }, at(north)),
    ])
      expect(refused).toMatchObject({ ok: false, error: { code: 'case-unknown' } })
  })

  it('are looked at first, and answered after a fresh second proof alone', async () => {
    await world.clock.advance(6 * MINUTE_MS)
    expect(await desk().actOnComplaint(await wish({ isPreview: true }), caller)).toMatchObject({
      value: { outcome: 'done', notes: [{}] },
    })
    expect((await look()).errands).toEqual([])
    expect(await desk().actOnComplaint(await wish(), caller)).toMatchObject({ error: { code: 'step-up-needed' } })
    expect(await desk().actOnComplaint(await wish(), at(caller))).toMatchObject({ value: { outcome: 'done' } })
    expect((await look()).errands).toMatchObject([{ act: 'reply', words: '您好', by: '王芳', state: 'due' }])
  })

  it.each([
    ['nothing', ''],
    ['more than the provider takes', '字'.repeat(201)],
  ])('are not answered with %s', async (_, words) => {
    expect(await desk().actOnComplaint(await wish({ words }), at(caller))).toMatchObject({
      value: { outcome: 'refused' },
    })
  })

  it('are left alone where something has happened since somebody looked, or where it is not open to them', async () => {
    const first = await wish()
    expect(await desk().actOnComplaint(first, at(caller))).toMatchObject({ value: { outcome: 'done' } })
    expect(await desk().actOnComplaint(first, at(caller))).toMatchObject({ value: { outcome: 'refused' } })
    expect(await desk().actOnComplaint(await wish({ act: 'refuse-refund' }), at(caller))).toMatchObject({
      value: { outcome: 'refused' },
    })
    const auditor = await staffCaller(store().db, { name: '审计', role: 'auditor', nowMs: world.clock.now() })
    expect(unwrap(await desk().staffComplaint({ complaintId }, auditor)).acts).toEqual([])
  })

  it('show their pictures, fetched at the provider and looked into, and no others', async () => {
    const one = await look()
    expect([one.pictures, one.ownPictures]).toEqual([1, [0]])
    expect(unwrap(await desk().complaintPicture({ complaintId, place: 0 }, caller))).toMatchObject({
      mediaType: 'image/png',
    })
    expect(await desk().complaintPicture({ complaintId, place: 1 }, caller)).toMatchObject({ ok: false })
  })

  it('have answers to begin with that say what is on record of paper and money', async () => {
    const { templates } = await look()
    const texts = templates.map(({ text }) => text)
    expect(texts[1]).toBe(`您好，订单 ${orderNumber}：共 2 份，打印机记录显示已出 1 份，已付 ¥4.00。`)
    for (const text of texts) expect([...text].length).toBeLessThanOrEqual(200)
  })
})
