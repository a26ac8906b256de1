import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { both } from '../../src/contract/texts.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { sayIn } from '../ground/commands/language.ts'
import { randomId } from '../ground/random-id.ts'
import type { Store } from '../ground/store/store.ts'
import { monthlyBridge } from './bridge.ts'
import { type Entry, post } from './entry.ts'
import { type Month, monthAt, monthBounds } from './month.ts'
import { csvOfStatement, textOfStatement } from './say-statement.ts'
import { monthlyStatement, STATEMENT_FIGURES, type Statement } from './statement.ts'

const ZONE = 'Asia/Shanghai'
const HALL = { terminal_id: 'hall', name_zh: '一号机', name_en: 'Kiosk 1', place_zh: '大厅', place_en: 'Hall' }
const LIBRARY = {
  terminal_id: 'library',
  name_zh: '=二号机',
  name_en: 'Kiosk 2',
  place_zh: '图书馆',
  place_en: 'Library',
}

/** Before October, in it, and after it, by the clock in Shanghai. */
const [SEPTEMBER, FIRST, MIDDLE, LAST, NOVEMBER] = [
  new Date('2026-09-30T15:59:59.999Z'),
  new Date('2026-09-30T16:00:00Z'),
  new Date('2026-10-15T04:00:00Z'),
  new Date('2026-10-31T15:59:59.999Z'),
  new Date('2026-10-31T16:00:00Z'),
]

async function makeHouse({ db }: Store): Promise<void> {
  for (const place of [HALL, LIBRARY])
    await db
      .insertInto('terminal')
      .values({ public_key: place.terminal_id, ...place, state: 'active', enrolled_at: SEPTEMBER })
      .execute()
  await db
    .insertInto('visit')
    .values({ visit_key: 'v', terminal_id: 'hall', person_id: 'p', started_at: SEPTEMBER, last_seen_at: SEPTEMBER })
    .execute()
  const titles = { transcript: both('成绩单', 'Transcript'), 'enrolment-proof': both('在读证明', 'Enrolment proof') }
  for (const [kind, { zh, en }] of Object.entries(titles))
    await db
      .insertInto('document')
      .values({
        ...{ document_id: kind, visit_key: 'v', terminal_id: 'hall', person_id: 'p', kind, edition: 'zh' },
        ...{ title_zh: zh, title_en: en, name_masked_zh: '', name_masked_en: '', unit_price_fen: 200 },
        ...{ document_number: kind, verification_key: kind, state: 'preparing' as const, created_at: SEPTEMBER },
      })
      .execute()
}

interface Sample {
  readonly terminal: string
  readonly kind: string
  readonly copies: number
  readonly freeCopies: number
  /** Null while nothing was told. */
  readonly delivered: number | null
  readonly heldFen?: number
  readonly paidAt: Date
  readonly overAt?: Date
  readonly refundedAt?: Date
  readonly unitFen?: number
  readonly isReprint?: boolean
}

/** An order with its entries, as the rooms write both. */
async function makeOrder({ db }: Store, one: Sample): Promise<void> {
  const { unitFen = 200 } = one
  const [orderId, amountFen] = [randomId(), (one.copies - one.freeCopies) * unitFen]
  const { delivered, heldFen = 0, overAt = MIDDLE } = one
  const chargedFen = Math.max(0, (delivered ?? 0) - one.freeCopies) * unitFen
  const refundFen = delivered === null ? 0 : amountFen - chargedFen - heldFen
  const isPaid = amountFen > 0
  await db
    .insertInto('print_order')
    .values({
      ...{ order_id: orderId, job_id: orderId, order_number: orderId, terminal_id: one.terminal, visit_key: 'v' },
      ...{ document_id: one.kind, quota_key: 'q', copies: one.copies, free_copies: one.freeCopies },
      ...{ unit_price_fen: unitFen, amount_fen: amountFen, state: delivered === null ? 'ready' : 'ended' },
      ...(isPaid ? { out_trade_no: `yz${orderId}`, provider: 'wechat-pay', merchant_id: 'm' } : {}),
      ...{ paid_fen: amountFen, refund_fen: refundFen, held_fen: heldFen, copies_delivered: delivered },
      outcome_by: delivered === null ? null : 'terminal',
      ...(one.isReprint ? { reprint_of: orderId } : {}),
      ...{ created_at: one.paidAt, ready_at: one.paidAt, over_at: delivered === null ? null : overAt },
    })
    .execute()
  const enter = (cause: Entry['cause'], fen: number, at: Date) =>
    fen === 0
      ? 0
      : db.transaction().execute(tx => post(tx, { subject: orderId, cause, amountFen: fen, reference: cause }, at))
  await enter('payment-seen', amountFen, one.paidAt)
  if (delivered === null) return
  await enter('charged', chargedFen, overAt)
  await enter('refund-owed', refundFen, overAt)
  if (one.refundedAt) await enter('refund-paid', refundFen, one.refundedAt)
}

describeOnStores('the statement of a month', store => {
  let statement: Statement
  beforeAll(async () => {
    await makeHouse(store())
    const hall = { terminal: 'hall', kind: 'transcript' }
    const library = { terminal: 'library', kind: 'enrolment-proof' }
    for (const one of [
      // Paid in September and told of in October; all out.
      { ...hall, copies: 4, freeCopies: 1, delivered: 4, paidAt: SEPTEMBER, overAt: FIRST },
      // Short in September, paid back in October.
      { ...hall, copies: 3, freeCopies: 0, delivered: 1, paidAt: SEPTEMBER, overAt: SEPTEMBER, refundedAt: LAST },
      // All within October: five free ones out, of two paid ones one.
      { ...hall, copies: 7, freeCopies: 5, delivered: 6, paidAt: FIRST, refundedAt: LAST },
      // Free copies alone, the last moment of October and the first of November.
      { ...library, copies: 3, freeCopies: 3, delivered: 2, paidAt: LAST, overAt: LAST },
      { ...library, copies: 3, freeCopies: 3, delivered: 3, paidAt: LAST, overAt: NOVEMBER },
      // Held, and what is to be paid back reaches nobody before November.
      { ...library, copies: 9, freeCopies: 0, delivered: 2, heldFen: 1_000, paidAt: MIDDLE, refundedAt: NOVEMBER },
      // Paid at the end of October, told of in November.
      { ...library, copies: 1, freeCopies: 0, delivered: 1, paidAt: LAST, overAt: NOVEMBER },
      // Printed again for nothing, and a kind that costs nothing at all.
      { ...library, copies: 4, freeCopies: 0, delivered: 3, unitFen: 0, isReprint: true, paidAt: MIDDLE },
      { ...library, copies: 5, freeCopies: 1, delivered: 5, unitFen: 0, paidAt: MIDDLE },
      // Of September alone, and of November alone.
      { ...hall, copies: 2, freeCopies: 0, delivered: 2, paidAt: SEPTEMBER, overAt: SEPTEMBER },
      { ...hall, copies: 2, freeCopies: 0, delivered: 2, paidAt: NOVEMBER, overAt: NOVEMBER },
    ])
      await makeOrder(store(), one)
    const unknown = { subject: 'yz-foreign', amountFen: 333 }
    await store()
      .db.transaction()
      .execute(async tx => {
        await post(tx, { ...unknown, cause: 'payment-unknown', reference: 'yz-foreign' }, MIDDLE)
        await post(tx, { ...unknown, cause: 'refund-owed', reference: 'C-1' }, MIDDLE)
        await post(tx, { ...unknown, cause: 'refunded-by-hand', reference: 'C-1' }, LAST)
      })
    statement = await monthlyStatement(store().db, ZONE, '2026-10')
  })

  it('is by kiosk and kind, in fen, from the first to the last moment of the month there', () => {
    const nothing = Object.fromEntries(STATEMENT_FIGURES.map(name => [name, 0]))
    expect(statement.lines).toEqual([
      {
        ...{ terminalId: 'library', kind: 'enrolment-proof', kiosk: { zh: '=二号机', en: 'Kiosk 2' } },
        kindTitle: { zh: '在读证明', en: 'Enrolment proof' },
        ...{ place: { zh: '图书馆', en: 'Library' }, ...nothing },
        ...{ copiesFree: 7, copiesPaid: 2, copiesReprinted: 3, receivedFen: 2_000, chargedFen: 400 },
        // The held 1,000 and the 200 that were paid and not told of; 400 on their way.
        ...{ heldAtEndFen: 1_200, owedAtEndFen: 400 },
      },
      {
        ...{ terminalId: 'hall', kind: 'transcript', kiosk: { zh: '一号机', en: 'Kiosk 1' } },
        kindTitle: { zh: '成绩单', en: 'Transcript' },
        ...{ place: { zh: '大厅', en: 'Hall' }, ...nothing },
        ...{ copiesFree: 6, copiesPaid: 4, heldAtStartFen: 600, owedAtStartFen: 400, receivedFen: 400 },
        ...{ chargedFen: 800, refundedFen: 600 },
      },
      {
        ...{
          terminalId: null,
          kind: null,
          kindTitle: null,
          kiosk: { zh: '', en: '' },
          place: { zh: '', en: '' },
          ...nothing,
        },
        ...{ receivedFen: 333, refundedByHandFen: 333 },
      },
    ])
    expect(statement.total).toMatchObject({
      copiesFree: 13,
      copiesReprinted: 3,
      copiesPaid: 6,
      receivedFen: 2_733,
      chargedFen: 1_200,
    })
    expect(statement.ties).toBe(true)
  })

  it('goes on where the month before has ended, for as long as there are months', async () => {
    let before: Statement | null = null
    for (const month of ['2026-08', '2026-09', '2026-10', '2026-11', '2026-12', '2027-01']) {
      const here = await monthlyStatement(store().db, ZONE, month)
      expect(here.ties, month).toBe(true)
      if (before) {
        expect(here.total.heldAtStartFen).toBe(before.total.heldAtEndFen)
        expect(here.total.owedAtStartFen).toBe(before.total.owedAtEndFen)
      }
      before = here
    }
    expect(before?.total.heldAtEndFen).toBe(1_000)
  })

  it('ties no more while a line was changed behind the triggers', async () => {
    const change = (fen: number) =>
      store()
        .db.transaction()
        .execute(async tx => {
          await sql`alter table book_line disable trigger all`.execute(tx)
          await sql`update book_line set amount_fen = amount_fen + ${fen}::integer where account = 'provider' and entry_id in
            (select entry_id from book_entry where subject = 'yz-foreign')`.execute(tx)
          await sql`alter table book_line enable trigger all`.execute(tx)
        })
    await change(1)
    expect((await monthlyStatement(store().db, ZONE, '2026-10')).ties).toBe(false)
    await change(-1)
    expect((await monthlyStatement(store().db, ZONE, '2026-10')).ties).toBe(true)
  })

  const OVER = { month: '2026-10', isOver: true, asOf: '2026-11-29T02:00:00.000Z' }
  const said = async (month: Month, change: Partial<Statement> = {}) => ({
    ...{ statement: { ...statement, ...change }, month, timeZone: ZONE },
    bridge: await monthlyBridge(store().db, ZONE, month),
  })

  it('is a table that spreadsheets open: UTF-8 by its mark, yuan with two digits, no formula', async () => {
    const csv = csvOfStatement(await said(OVER), sayIn('zh'))
    expect([...new TextEncoder().encode(csv).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const rows = csv.slice(1).split('\r\n')
    expect(rows).toEqual([
      '月份,自助机,自助机编号,位置,文件种类,免费份数,付费份数,重打份数,月初待定(元),月初待退(元),收款(元),计费(元),已退款(元),人工退款(元),退回本校(元),损失(元),月末待定(元),月末待退(元)',
      "2026-10,'=二号机,library,图书馆,在读证明,7,2,3,0.00,0.00,20.00,4.00,0.00,0.00,0.00,0.00,12.00,4.00",
      '2026-10,一号机,hall,大厅,成绩单,6,4,0,6.00,4.00,4.00,8.00,6.00,0.00,0.00,0.00,0.00,0.00',
      '2026-10,无订单,,,,0,0,0,0.00,0.00,3.33,0.00,0.00,3.33,0.00,0.00,0.00,0.00',
    ])
    const english = csvOfStatement(await said(OVER), sayIn('en')).split('\r\n')
    expect(english[0]).toMatch(
      /^\ufeffmonth,kiosk,kiosk id,place,kind of document,copies free,.*,held at start \(yuan\)/,
    )
    expect(english[2]).toMatch(/^2026-10,Kiosk 1,hall,Hall,Transcript,/)
  })

  it('is a table for people, which says whether it ties and leads to the bills', async () => {
    const text = textOfStatement(await said(OVER), sayIn('zh'))
    expect(text).toMatch(/^2026-10 收支，金额单位：元\n/)
    expect(text).toMatch(/一号机 大厅 +成绩单 +6 +4 +0 +6\.00/)
    expect(text).toMatch(/^无订单/m)
    expect(text).toMatch(/^合计与账簿相符。$/m)
    expect(text).toMatch(/^账簿：支付方 +27\.33 +6\.00$/m)
    expect(text).toMatch(/^ {2}已入账，那天的账单还没有 +\d+ +-27\.33 +-6\.00$/m)
    expect(text).toMatch(/^支付方的账单 +0\.00 +0\.00$/m)
    const english = textOfStatement(await said(OVER, { ties: false }), sayIn('en'))
    expect(english).toMatch(/Kiosk 1 Hall +Transcript/)
    expect(english).toMatch(/does not tie .* yinzheng check/)
  })

  it('says so where the month is not over, and up to when it goes', async () => {
    const now = monthAt(ZONE, '2026-10', new Date('2026-10-15T04:00:00Z'))
    expect(now).toEqual({ month: '2026-10', isOver: false, asOf: '2026-10-15T04:00:00.000Z' })
    const zh = await said(now)
    expect(textOfStatement(zh, sayIn('zh'))).toMatch(/^2026-10（未完，截至 2026-10-15 12:00） 收支/)
    expect(textOfStatement(zh, sayIn('en'))).toMatch(/^2026-10 \(not finished; up to 2026-10-15 12:00\), amounts/)
    expect(csvOfStatement(zh, sayIn('zh'))).toContain('\r\n2026-10（未完，截至 2026-10-15 12:00）,')
    expect(monthAt(ZONE, '2026-10', NOVEMBER).isOver).toBe(true)
    expect(monthAt(ZONE, '2026-10', LAST).isOver).toBe(false)
  })
})

it('a month is as long as it is where the house stands', () => {
  expect(monthBounds(ZONE, '2026-10')).toEqual({ from: FIRST, until: NOVEMBER })
  expect(monthBounds('Europe/Berlin', '2026-03')).toEqual({
    from: new Date('2026-02-28T23:00:00Z'),
    until: new Date('2026-03-31T22:00:00Z'),
  })
  expect(monthBounds('UTC', '2026-12').until).toEqual(new Date('2027-01-01T00:00:00Z'))
})
