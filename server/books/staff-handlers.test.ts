import { beforeAll, expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { createOrderWorld, FREE_COPIES, type OrderWorld, UNIT_PRICE_FEN } from '../../tests/peers/order-world.ts'
import { staffCaller } from '../../tests/peers/staff-callers.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import type { StaffCaller } from '../ground/callers.ts'
import { staffHandlers as reconciliationHandlers } from '../reconciliation/staff-handlers.ts'
import { receiptsOf } from './receipts/receipts-of.ts'
import { staffHandlers } from './staff-handlers.ts'

describeOnStores('the books and the bills in the console', store => {
  let world: OrderWorld
  let finance: StaffCaller
  let north: StaffCaller
  const ground = () => ({
    ...{ db: store().db, clock: world.clock },
    house: {
      ...{ name: { zh: '示范大学', en: 'Model University' }, payeeName: '', helpPhone: '' },
      ...{ timeZone: 'Asia/Shanghai', publicBaseUrl: 'https://print.example.edu.cn' },
    },
  })
  const books = () => staffHandlers(ground())
  const bills = () =>
    reconciliationHandlers(ground(), { run: async day => ({ day, merchants: [], sheets: [], differences: [] }) })
  const month = () => new Date(world.clock.now() + 8 * 3_600_000).toISOString().slice(0, 7)

  beforeAll(async () => {
    world = await createOrderWorld(store())
    const used = { quota_key: `ever/*/${world.personId}`, used: FREE_COPIES, last_taken: 0 }
    await store().db.insertInto('quota_use').values(used).execute()
    const nowMs = world.clock.now()
    finance = await staffCaller(store().db, { name: '财务', role: 'finance', nowMs })
    north = await staffCaller(store().db, { name: '北区', role: 'finance', sites: ['north'], nowMs })
    const { terminalId, visitId, documentId } = world
    const wish = { visitId, documentId, jobId: 'job-of-books', copies: 2, expectedAmountFen: 2 * UNIT_PRICE_FEN }
    const opened = unwrap(await world.orders().open(terminalId, wish as never))
    world.double.pay(opened.paymentReference!)
    await world.notify(opened.paymentReference!)
    const outcome = { copiesDelivered: 1, copiesUnclear: 0, sheetsDelivered: 2, copies: [], fault: null }
    unwrap(await world.orders().reportOutcome(terminalId, 'job-of-books' as never, outcome))
  })

  it('show a month as the command has it, and as a table', async () => {
    const shown = unwrap(await books().monthOfBooks({ month: month() }, finance))
    expect(shown.total).toMatchObject({ receivedFen: 400, chargedFen: 200, owedAtEndFen: 200, copiesPaid: 1 })
    expect(shown.ties).toBe(true)
    expect(shown.lines).toHaveLength(1)
    for (const of of ['statement', 'bridge', 'by-hand', 'receipts'] as const) {
      const file = unwrap(await books().monthOfBooksTable({ month: month(), of, language: 'en' }, finance))
      expect(file.fileName).toBe(`${month()}-${of}.csv`)
      expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes).charCodeAt(0)).toBe(0xfeff)
    }
  })

  it('have a line for each order that a receipt is made out for, which make what was charged', async () => {
    const lines = await receiptsOf(store().db, 'Asia/Shanghai', month())
    const { total } = unwrap(await books().monthOfBooks({ month: month() }, finance))
    expect(lines.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(total.chargedFen)
    expect(lines).toMatchObject([{ amountFen: 200, copies: 1, title: { en: 'Transcript' } }])
    const file = unwrap(await books().monthOfBooksTable({ month: month(), of: 'receipts', language: 'zh' }, finance))
    expect(new TextDecoder().decode(file.bytes)).toContain(`${lines[0]?.transactionNumber},成绩单,1,2.00`)
  })

  it('say nothing of a month that has not begun', async () => {
    expect(await books().monthOfBooks({ month: '2999-01' }, finance)).toMatchObject({ ok: false })
  })

  it('are of the whole house, and not for who is in charge of some sites', async () => {
    for (const answer of [
      await books().monthOfBooks({ month: month() }, north),
      await books().monthOfBooksTable({ month: month(), of: 'statement', language: 'zh' }, north),
      await bills().reconciledDays({ onlyOpen: 'no', limit: 50 }, north),
      await bills().reconciledDay({ day: '2026-11-28' }, north),
      await bills().reconciledDayTable({ day: '2026-11-28', language: 'zh' }, north),
      await bills().reconcileDay({ day: '2026-11-20' }, north),
    ])
      expect(answer).toMatchObject({ ok: false, error: { code: 'staff-not-permitted' } })
  })

  it('list the days that were compared, those with differences alone where that is asked', async () => {
    const { db } = store()
    const row = (day: string) => ({
      ...{ provider: 'wechat-pay', merchant_id: 'm', day, state: 'matched' as const, bill: 'taken' as const },
      ...{ payments_fen: '400', refunds_fen: '0', first_tried_at: new Date() },
    })
    await db.insertInto('reconciled_day').values(['2026-11-26', '2026-11-27', '2026-11-28'].map(row)).execute()
    await db
      .insertInto('bill_difference')
      .values({
        ...{ provider: 'wechat-pay', merchant_id: 'm', day: '2026-11-27', class: 'there-only', subject: '=cmd|1' },
        ...{ state: 'open', case_number: 'C-261128-0000', found_at: new Date(), there_fen: 400 },
      })
      .execute()
    const first = unwrap(await bills().reconciledDays({ onlyOpen: 'no', limit: 2 }, finance))
    expect(first.rows.map(({ day, open }) => [day, open])).toEqual([
      ['2026-11-28', 0],
      ['2026-11-27', 1],
    ])
    const rest = unwrap(await bills().reconciledDays({ onlyOpen: 'no', limit: 2, after: first.next! }, finance))
    expect(rest.rows.map(({ day }) => day)).toEqual(['2026-11-26'])
    expect(rest.next).toBeNull()
    const open = unwrap(await bills().reconciledDays({ onlyOpen: 'yes', limit: 2 }, finance))
    expect(open.rows.map(({ day }) => day)).toEqual(['2026-11-27'])
    const day = unwrap(await bills().reconciledDay({ day: '2026-11-27' }, finance))
    expect(day).toMatchObject({
      isClean: false,
      differences: [{ state: 'open', there: 400, caseNumber: 'C-261128-0000' }],
    })
  })

  it('compare no day that is not over', async () => {
    const today = new Date(world.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    expect(await bills().reconcileDay({ day: today }, finance)).toMatchObject({ ok: false })
    expect(await bills().reconcileDay({ day: '2026-01-02' }, finance)).toMatchObject({ ok: true })
  })
})
