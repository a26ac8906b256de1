import pino from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FaultInput } from '../../demo/wxpay-sim/faults.ts'
import { seededRandom } from '../../demo/wxpay-sim/irregular-json.ts'
import { openTestGateway, type TestGateway } from '../../demo/wxpay-sim/test-gateway.ts'
import { systemClock } from '../../native/system-clock.ts'
import type { Order } from '../../src/contract/orders-api.ts'
import { type FakeClock, fakeClock } from '../../src/fake-clock.ts'
import { unwrap } from '../../src/result.ts'
import { openHouseStore } from '../../tests/peers/house-store.ts'
import { freeCopiesOf, ORDER_SETTINGS, ORDERS_IN_FORCE, UNIT_PRICE_FEN } from '../../tests/peers/order-world.ts'
import { createCases } from '../cases/create-cases.ts'
import { randomId } from '../ground/random-id.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import type { Store } from '../ground/store/store.ts'
import { createVisits } from '../identity/visits.ts'
import { createCardsInHand } from '../orders/cards-in-hand.ts'
import { createOrders, type TerminalOrders } from '../orders/create-orders.ts'
import { openMerchants } from '../payments/payment-config.ts'
import { type Merchant, type MerchantKey, merchantsOf } from '../payments/payments.ts'
import { wechatSectionSchema } from '../payments/wechat/wechat-config.ts'
import type { PersonId } from '../records/records.ts'
import { addDays, wallClock } from './calendar.ts'
import { createReconciliation } from './create-reconciliation.ts'
import type { DayReport, Reconciliation } from './reconciliation.ts'

/**
 * A week of trade at twenty kiosks: the real orders room and the real client of WeChat Pay against the gateway, by one clock of the
 * business. Signatures are dated by the machine's own time on both sides.
 */
const ZONE = 'Asia/Shanghai'
const KIOSKS = 20
const DAYS = 7
const ORDERS_A_DAY = 34
const MINUTE_MS = 60_000
const FIRST_DAY = '2026-11-02'

let store: Store
let test: TestGateway
let clock: FakeClock
let orders: TerminalOrders
let merchant: Merchant
let room: Reconciliation
const log = pino({ level: 'silent' })
const counted: Record<string, number> = {}

/** A kiosk with a person who has used the free copies up and one document of two pages. */
interface Kiosk {
  readonly terminalId: string
  readonly personId: PersonId
  readonly documentId: string
}

async function setUpKiosk(number: number): Promise<Kiosk> {
  const now = new Date(clock.now())
  const [terminalId, personId, documentId] = [`K-${number}`, randomId() as PersonId, randomId()]
  const place = { name_zh: `${number}号机`, name_en: `Kiosk ${number}`, place_zh: '', place_en: '' }
  await store.db
    .insertInto('terminal')
    .values({ terminal_id: terminalId, public_key: terminalId, ...place, state: 'active', enrolled_at: now })
    .execute()
  const visitId = await createVisits(store.db, clock).begin(terminalId, personId, { proofs: [] })
  await store.db
    .insertInto('document')
    .values({
      ...{ document_id: documentId, visit_key: sha256Hex(visitId), terminal_id: terminalId, person_id: personId },
      ...{ kind: 'transcript', edition: 'zh', title_zh: '成绩单', title_en: 'Transcript' },
      ...{ name_masked_zh: '张*', name_masked_en: 'Z****', pages: 2, byte_length: 10, sha256: '0'.repeat(64) },
      ...{ unit_price_fen: UNIT_PRICE_FEN, document_number: documentId, verification_key: documentId },
      ...{ state: 'issued', created_at: now, issued_at: now },
    })
    .execute()
  return { terminalId, personId, documentId }
}

async function open(kiosk: Kiosk, copies: number): Promise<Order | null> {
  const visitId = await createVisits(store.db, clock).begin(kiosk.terminalId, kiosk.personId, { proofs: [] })
  const visit = { visit_key: sha256Hex(visitId) }
  await store.db.updateTable('document').set(visit).where('document_id', '=', kiosk.documentId).execute()
  const used = await store.db
    .selectFrom('quota_use')
    .select('used')
    .where('quota_key', '=', `ever/*/${kiosk.personId}`)
    .executeTakeFirst()
  const free = Math.max(0, ORDER_SETTINGS.quota.freeCopies - (used?.used ?? 0))
  const expectedAmountFen = Math.max(0, copies - free) * UNIT_PRICE_FEN
  const wish = { visitId, documentId: kiosk.documentId, jobId: randomId(), copies, expectedAmountFen }
  const opened = await orders.open(kiosk.terminalId, wish)
  return opened.ok ? opened.value : null
}

/** Time goes on: what falls due at the gateway happens, its notices arrive, and the server does what it does every few seconds. */
async function pass(ms: number): Promise<void> {
  await clock.advance(ms)
  await test.gateway.idle()
  await orders.sweep()
}

const numberOf = async ({ orderId }: Order) => {
  const row = await store.db
    .selectFrom('print_order')
    .select('out_trade_no')
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow()
  return row.out_trade_no
}
const print = async (kiosk: Kiosk, order: Order, delivered: number) => {
  const copies = order.quote.copies
  const fault = delivered === copies ? null : ({ code: 'printer-jam' } as const)
  const outcome = { copiesDelivered: delivered, sheetsDelivered: delivered * 2, copiesUnclear: 0, copies: [], fault }
  unwrap(await orders.reportOutcome(kiosk.terminalId, order.jobId, outcome))
}

/** What may become of an order. Each is rolled by a seed, so that a failing week comes again. */
async function live(kiosk: Kiosk, roll: () => number): Promise<void> {
  const copies = 1 + Math.floor(roll() * 4)
  const fate = roll()
  const is = (name: string) => {
    counted[name] = (counted[name] ?? 0) + 1
  }
  const faults = (list: FaultInput[]) => test.gateway.faults(list)
  faults([])
  if (fate < 0.06) {
    faults([
      { kind: 'reset', where: 'after', times: 4, match: { operation: 'order' } },
      { kind: 'reset', where: 'before', times: 4, match: { operation: 'query' } },
    ])
    const before = new Set(
      test.gateway.journal().flatMap(({ happening: one }) => (one.type === 'order-opened' ? [one.outTradeNo] : [])),
    )
    const opened = await open(kiosk, copies)
    faults([])
    if (opened) return print(kiosk, opened, copies)
    is('opened in doubt, and paid late')
    const lost = test.gateway
      .journal()
      .flatMap(({ happening: one }) =>
        one.type === 'order-opened' && !before.has(one.outTradeNo) ? [one.outTradeNo] : [],
      )
    for (const outTradeNo of lost) test.gateway.pay(outTradeNo)
    await pass(MINUTE_MS)
    return pass(MINUTE_MS)
  }
  const order = await open(kiosk, copies)
  if (!order) throw new Error('an order was refused')
  const outTradeNo = await numberOf(order)
  if (outTradeNo === null) {
    is('free')
    return print(kiosk, order, copies)
  }
  await pass(5_000 + roll() * 30_000)
  if (fate < 0.14) {
    is('given up')
    await orders.close(kiosk.terminalId, order.jobId)
    return
  }
  if (fate < 0.2) {
    is('expired')
    await pass(ORDER_SETTINGS.payWithinMs)
    return pass(MINUTE_MS)
  }
  if (fate < 0.26) {
    is('paid while it was being closed')
    faults([{ kind: 'payDuringClose' }])
    await orders.close(kiosk.terminalId, order.jobId)
    return print(kiosk, order, copies)
  }
  if (fate < 0.34) faults([{ kind: 'dropNotice', times: 'always' }])
  else if (fate < 0.4) faults([{ kind: 'duplicateNotice', copies: 3 }])
  else if (fate < 0.44) faults([{ kind: 'voucher', fen: 50 }])
  expect(test.gateway.pay(outTradeNo)).toEqual({ state: 'paid' })
  await pass(10_000)
  expect(unwrap(await orders.read(kiosk.terminalId, order.jobId)).state).toBe('ready')
  if (fate < 0.7) {
    is('printed')
    return print(kiosk, order, copies)
  }
  const how = roll()
  if (how < 0.15) faults([{ kind: 'refundStatus', status: 'CLOSED', match: { operation: 'refund' } }])
  else if (how < 0.3)
    faults([{ kind: 'error', status: 500, code: 'SYSTEM_ERROR', commit: true, match: { operation: 'refund' } }])
  else if (how < 0.45) faults([{ kind: 'notEnough', match: { operation: 'refund' } }])
  is(how < 0.15 ? 'refunded under a second number' : 'refunded in part')
  await print(kiosk, order, Math.floor(roll() * copies))
  await pass(20_000)
  await pass(MINUTE_MS)
}

beforeAll(async () => {
  clock = fakeClock(Date.parse(`${FIRST_DAY}T08:00:00+08:00`))
  let take: (headers: Record<string, string | undefined>, body: string) => Promise<string> = async () => '503'
  const post = (_url: string, headers: Record<string, string>, body: string) => {
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    return take(lower, body)
  }
  store = await openHouseStore({ kind: 'memory' })
  test = await openTestGateway({}, { businessClock: clock, post })
  const section = wechatSectionSchema(path => path).parse({ ...test.merchant, attempts: 2, retryPauseMs: 0 })
  const sections = { payment: { ...section, provider: 'wechat-pay', payeeName: null }, formerPayments: [] }
  merchant = openMerchants(sections, systemClock).present!
  const visits = createVisits(store.db, clock)
  const merchants = merchantsOf(merchant)
  const cases = createCases(ZONE)
  const cards = createCardsInHand(clock)
  const parts = { db: store.db, merchants, cases, visits, clock, log, cards }
  orders = createOrders({
    ...parts,
    freeCopies: freeCopiesOf(store.db, clock),
    inForce: ORDERS_IN_FORCE,
    settings: ORDER_SETTINGS,
  })
  take = async (headers, body) => {
    const notice = merchant.payments.readNotice(headers, Buffer.from(body))
    return notice.ok && (await orders.takeNotice(merchant, notice.value)) ? '204' : '401'
  }
  room = createReconciliation({
    ...{ db: store.db, clock, log, timeZone: ZONE, cases, merchants, at: '10:15' },
    takeNotice: (from: MerchantKey, notice) => orders.takeNotice(from, notice),
    ...{ retryMs: 30 * MINUTE_MS, isShared: false },
  })
})
afterAll(async () => {
  await test?.close()
  await store?.close()
})

const openCases = () =>
  store.db.selectFrom('open_case').select(['kind', 'subject']).where('state', '<>', 'ended').orderBy('kind').execute()
const oddOf = ({ differences }: DayReport) =>
  differences.filter(({ state }) => state === 'open').map(one => [one.class, one.outTradeNo, one.here, one.there])

it('a week of trade at twenty kiosks leaves nothing unexplained, and three rows that are changed are three cases', async () => {
  const roll = seededRandom(20_261_102)
  const kiosks: Kiosk[] = []
  for (let number = 1; number <= KIOSKS; number++) kiosks.push(await setUpKiosk(number))
  const days = Array.from({ length: DAYS }, (_, number) => addDays(FIRST_DAY, number))
  for (const day of days) {
    // The last orders of a day stand around midnight.
    const times = Array.from({ length: ORDERS_A_DAY }, (_, number) =>
      number < 3 ? 23 * 60 + 55 + number * 2 : 8 * 60 + Math.floor(roll() * 15 * 60),
    ).sort((a, b) => a - b)
    for (const minutes of times) {
      const at = Date.parse(`${day}T00:00:00+08:00`) + minutes * MINUTE_MS
      await pass(Math.max(0, at - clock.now()))
      await live(kiosks[Math.floor(roll() * KIOSKS)]!, roll)
    }
  }
  test.gateway.faults([])
  // Refunds that were held up come through: half an hour is the longest pause.
  for (let step = 0; step < 6; step++) await pass(30 * MINUTE_MS)
  const morning = Date.parse(`${addDays(FIRST_DAY, DAYS)}T10:15:00+08:00`)
  await pass(morning - clock.now())
  expect(Object.keys(counted).toSorted()).toEqual([
    ...['expired', 'free', 'given up', 'opened in doubt, and paid late', 'paid while it was being closed', 'printed'],
    ...['refunded in part', 'refunded under a second number'],
  ])

  await room.sweep()
  const reports = []
  for (const day of days) reports.push(await room.run(day))
  expect(reports.flatMap(oddOf)).toEqual([])
  expect(await openCases()).toEqual([])
  const merchants = reports.flatMap(report => report.merchants)
  expect(merchants.map(({ state, bill }) => `${state} ${bill}`)).toEqual(Array(DAYS).fill('matched taken'))
  const paid = test.gateway.journal().flatMap(({ happening: one }) => (one.type === 'paid' ? [one.outTradeNo] : []))
  const inBills = merchants.flatMap(({ lines }) => lines).filter(({ kind }) => kind === 'payment')
  expect(inBills.reduce((sum, { count }) => sum + count, 0)).toBe(paid.length)
  expect(paid.length).toBeGreaterThan(100)

  // One row changed, one removed, one added, on three days.
  const paidOn = async (day: string) => {
    const row = await store.db
      .selectFrom('bill_line')
      .select(['out_trade_no', 'amount_fen', 'order_id'])
      .where('day', '=', day)
      .where('kind', '=', 'payment')
      .orderBy('line_number')
      .limit(1)
      .executeTakeFirstOrThrow()
    return { outTradeNo: row.out_trade_no, fen: row.amount_fen, orderId: row.order_id }
  }
  const [, , third = '', fourth = '', fifth = ''] = days
  const [changed, removed] = [await paidOn(third), await paidOn(fourth)]
  const added = `yz${fifth.replaceAll('-', '')}ADDEDADDEDADDEDADDED`
  const spoiled: [day: string, fault: FaultInput, odd: unknown[]][] = [
    [
      third,
      { kind: 'amountOff', fen: 1, match: { out_trade_no: changed.outTradeNo } },
      ['amount-differs', changed.outTradeNo, changed.fen, changed.fen + 1],
    ],
    [
      fourth,
      { kind: 'missingRow', match: { out_trade_no: removed.outTradeNo } },
      ['here-only', removed.outTradeNo, removed.fen, null],
    ],
    [fifth, { kind: 'extraRow', outTradeNo: added, fen: 300 }, ['there-only', added, null, 300]],
  ]
  for (let times = 0; times < 2; times++) {
    for (const [day, fault, odd] of spoiled) {
      test.gateway.faults([fault])
      expect(oddOf(await room.run(day))).toEqual([odd])
    }
    expect(await openCases()).toEqual([
      { kind: 'amount-differs', subject: changed.orderId },
      { kind: 'bill-differs', subject: removed.orderId },
      { kind: 'paid-unknown', subject: added },
    ])
  }

  test.gateway.faults([])
  for (const day of days) expect(oddOf(await room.run(day))).toEqual([])
  expect(await openCases()).toEqual([])
  expect(wallClock(ZONE, new Date(clock.now()))).toBe(`${addDays(FIRST_DAY, DAYS)} 10:15`)
})
