import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { openTestGateway, type TestGateway } from '../../demo/wxpay-sim/test-gateway.ts'
import { systemClock } from '../../native/system-clock.ts'
import type { Order } from '../../src/contract/orders-api.ts'
import { unwrap } from '../../src/result.ts'
import { actOnCase, casesAbout, casesOf, differencesInBooks, outcomeOf } from '../../tests/peers/debt-world.ts'
import { openHouseStore } from '../../tests/peers/house-store.ts'
import { createOrderWorld, type OrderWorld } from '../../tests/peers/order-world.ts'
import { randomId } from '../ground/random-id.ts'
import type { Store } from '../ground/store/store.ts'
import { openMerchants } from '../payments/payment-config.ts'
import { type Merchant, merchantsOf } from '../payments/payments.ts'
import { wechatSectionSchema } from '../payments/wechat/wechat-config.ts'

/** Debts as WeChat Pay makes them: the real client against the gateway, by one clock of the business. */
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

let store: Store
let world: OrderWorld
let test: TestGateway
let merchant: Merchant

beforeAll(async () => {
  store = await openHouseStore({ kind: 'memory' })
})
afterAll(() => store?.close())
beforeEach(async () => {
  world = await createOrderWorld(store)
  const post = async (_url: string, headers: Record<string, string>, body: string) => {
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    const notice = merchant.payments.readNotice(lower, Buffer.from(body))
    return notice.ok && (await world.orders().takeNotice(merchant, notice.value)) ? '204' : '401'
  }
  test = await openTestGateway({}, { businessClock: world.clock, post })
  const section = wechatSectionSchema(path => path).parse({ ...test.merchant, attempts: 1 })
  const sections = { payment: { ...section, provider: 'wechat-pay', payeeName: null }, formerPayments: [] }
  merchant = openMerchants(sections, systemClock).present!
  world.configure(merchantsOf(merchant))
})
afterEach(() => test?.close())

async function pass(forMs: number, everyMs = MINUTE_MS): Promise<void> {
  for (let passed = 0; passed < forMs; passed += everyMs) {
    await world.clock.advance(everyMs)
    await test.gateway.idle()
    await world.orders().sweep()
  }
}
const open = async (copies: number): Promise<Order> => {
  const { visitId, documentId, terminalId } = world
  const expectedAmountFen = Math.max(0, copies - 5) * 200
  const wish = { visitId, documentId, jobId: randomId(), copies, expectedAmountFen }
  return unwrap(await world.orders().open(terminalId, wish))
}
const read = async ({ jobId }: Order) => unwrap(await world.orders().read(world.terminalId, jobId))
const rowOf = ({ orderId }: Order) =>
  store.db.selectFrom('print_order').selectAll().where('order_id', '=', orderId).executeTakeFirstOrThrow()
const refundOf = ({ orderId }: Order) =>
  store.db.selectFrom('refund').selectAll().where('order_id', '=', orderId).executeTakeFirstOrThrow()
const paidOrder = async () => {
  const order = await open(7)
  const trade = (await rowOf(order)).out_trade_no ?? ''
  expect(test.gateway.pay(trade)).toEqual({ state: 'paid' })
  await pass(4_000, 4_000)
  expect((await read(order)).state).toBe('ready')
  return { order, trade }
}
const tell = ({ jobId }: Order, copies: number) =>
  world.orders().reportOutcome(world.terminalId, jobId, outcomeOf(copies))

it('a refund after a year is refused for good: a case with WeChat’s own words, ended by hand', async () => {
  const { order } = await paidOrder()
  await world.clock.advance(366 * DAY_MS)
  unwrap(await tell(order, 0))
  await pass(15 * MINUTE_MS)
  const [found] = await casesOf(store, order)
  expect(found).toMatchObject({ kind: 'refund-refused', state: 'open', amount_fen: 400 })
  expect(found?.words).toContain('订单已超过可退款的最大期限')
  const said = { act: 'refunded-by-hand', reference: 'PZ-12' } as const
  expect(await actOnCase(store, world, order, 'refund-refused', said)).toBeNull()
  expect(await refundOf(order)).toMatchObject({ state: 'paid-by-hand', next_try_at: null })
  expect(await differencesInBooks(store)).toEqual([])
})

it('a refund that is abnormal and then settled at the console ends by the signed word', async () => {
  const { order } = await paidOrder()
  test.gateway.faults([
    { kind: 'refundStatus', status: 'ABNORMAL' },
    { kind: 'dropNotice', times: 'always' },
  ])
  unwrap(await tell(order, 0))
  await pass(10 * MINUTE_MS)
  expect(await refundOf(order)).toMatchObject({ state: 'needs-hand' })
  expect(await casesOf(store, order)).toMatchObject([{ kind: 'refund-abnormal', state: 'open' }])
  test.gateway.resumeRefund((await refundOf(order)).out_refund_no)
  await pass(25 * HOUR_MS, HOUR_MS)
  expect(await refundOf(order)).toMatchObject({ state: 'succeeded' })
  expect(await casesOf(store, order)).toMatchObject([{ kind: 'refund-abnormal', state: 'ended' }])
})

it('a refund that is abnormal and sent back to the university is owed on, through WeChat’s own words', async () => {
  const { order } = await paidOrder()
  test.gateway.faults([{ kind: 'refundStatus', status: 'ABNORMAL' }])
  unwrap(await tell(order, 0))
  await pass(2 * MINUTE_MS)
  const act = (said: Parameters<typeof actOnCase>[4]) => actOnCase(store, world, order, 'refund-abnormal', said)
  expect(await act({ act: 'refund-to-card', card: '招商银行\n6214831759204636\n张三丰' })).toBeNull()
  test.gateway.faults([{ kind: 'refundStatus', status: 'ABNORMAL' }])
  await pass(5 * MINUTE_MS)
  // The bank did not take it: WeChat says abnormal again.
  expect(await casesOf(store, order)).toMatchObject([{ kind: 'refund-abnormal', state: 'open' }])
  expect(await act({ act: 'return-to-university' })).toBeNull()
  await pass(5 * MINUTE_MS)
  expect(await refundOf(order)).toMatchObject({ state: 'needs-hand', returned_at: expect.any(Date) })
  expect(await casesOf(store, order)).toMatchObject([
    { kind: 'refund-abnormal', state: 'ended' },
    { kind: 'refund-returned', state: 'open', amount_fen: 400 },
  ])
  expect(await differencesInBooks(store)).toEqual([])
  const paid = { act: 'refunded-by-hand', reference: '转账20261202-0007' } as const
  expect(await actOnCase(store, world, order, 'refund-returned', paid)).toBeNull()
  expect(await refundOf(order)).toMatchObject({ state: 'paid-by-hand' })
  expect(await differencesInBooks(store)).toEqual([])
})

it('a refund that the console sends to the merchant’s own account has paid nobody', async () => {
  const { order } = await paidOrder()
  test.gateway.faults([{ kind: 'refundStatus', status: 'ABNORMAL' }])
  unwrap(await tell(order, 0))
  await pass(2 * MINUTE_MS)
  test.gateway.resumeRefund((await refundOf(order)).out_refund_no, '商户基本账户')
  await pass(2 * MINUTE_MS)
  expect(await casesOf(store, order)).toMatchObject([
    { kind: 'refund-abnormal', state: 'ended' },
    { kind: 'refund-returned', state: 'open' },
  ])
})

it('a notice of another amount prints and books nothing; the answer of a query is taken', async () => {
  const order = await open(7)
  test.gateway.faults([{ kind: 'noticeWrongAmount' }])
  test.gateway.pay((await rowOf(order)).out_trade_no ?? '')
  await world.clock.advance(1_000)
  await test.gateway.idle()
  expect(await rowOf(order)).toMatchObject({ state: 'awaiting-payment', doubt: 'paid 401 fen', paid_fen: 0 })
  expect(await casesOf(store, order)).toMatchObject([{ kind: 'amount-differs', state: 'open' }])
  await pass(10_000, 5_000)
  expect((await read(order)).state).toBe('ready')
  expect(await casesOf(store, order)).toMatchObject([{ kind: 'amount-differs', state: 'ended' }])
})

it('two answers of another amount are believed, and the refund still asks for what WeChat holds', async () => {
  const order = await open(7)
  const trade = (await rowOf(order)).out_trade_no ?? ''
  test.gateway.faults([
    { kind: 'dropNotice', times: 'always' },
    { kind: 'wrongAmount', match: { operation: 'query' }, times: 2 },
  ])
  test.gateway.pay(trade)
  await world.clock.advance(4_000)
  await read(order)
  expect(await rowOf(order)).toMatchObject({ state: 'closed', paid_fen: 401 })
  await pass(10 * MINUTE_MS)
  expect(await refundOf(order)).toMatchObject({ state: 'succeeded', refund_fen: 400, total_fen: 400 })
  expect(await rowOf(order)).toMatchObject({ paid_fen: 400, refund_fen: 400 })
  expect(await differencesInBooks(store)).toEqual([])
})

it('a refund that WeChat has and names with another amount is neither closed away nor paid by hand a second time', async () => {
  const order = await open(7)
  test.gateway.pay((await rowOf(order)).out_trade_no ?? '')
  await test.gateway.idle()
  unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(0)))
  test.gateway.faults([
    { kind: 'dropNotice', times: 'always' },
    { kind: 'wrongAmount', match: { operation: 'refund' }, times: 'always' },
    { kind: 'wrongAmount', match: { operation: 'refund-query' }, times: 'always' },
  ])
  // The one answer of its first try, which says so by a code, is enough; and so are all those after it.
  await world.orders().sweep()
  await world.clock.advance(MINUTE_MS)
  expect(await casesOf(store, order)).toMatchObject([{ kind: 'amount-differs', state: 'open' }])
  const act = (said: Parameters<typeof actOnCase>[4]) => actOnCase(store, world, order, 'amount-differs', said)
  for (let time = 0; time < 2; time++) {
    expect(await act({ act: 'refunded-by-hand', reference: 'PZ-77' })).toBe(
      'a refund of 400 fen is at the provider already, and goes on by itself',
    )
    expect(await act({ act: 'close', reason: '已退' })).toBe(
      'a refund of 400 fen is owed, and goes on by itself: the case ends when it is through',
    )
    await pass(10 * MINUTE_MS)
  }
  test.gateway.faults([])
  await pass(DAY_MS, HOUR_MS)
  expect(await refundOf(order)).toMatchObject({ state: 'succeeded', refund_fen: 400 })
  expect(await casesOf(store, order)).toMatchObject([{ kind: 'amount-differs', state: 'ended' }])
  expect(await differencesInBooks(store)).toEqual([])
})

it('one false "not found" while an order is being closed loses nothing', async () => {
  test.gateway.faults([
    { kind: 'error', status: 500, code: 'SYSTEM_ERROR', commit: true, match: { operation: 'order' }, times: 2 },
    { kind: 'error', status: 500, code: 'SYSTEM_ERROR', match: { operation: 'query' }, times: 2 },
  ])
  const { visitId, documentId, terminalId } = world
  const wish = { visitId, documentId, jobId: randomId(), copies: 7, expectedAmountFen: 400 }
  expect(await world.orders().open(terminalId, wish)).toMatchObject({ error: { code: 'payment-unavailable' } })
  const row = () =>
    store.db.selectFrom('print_order').selectAll().where('job_id', '=', wish.jobId).executeTakeFirstOrThrow()
  const trade = (await row()).out_trade_no ?? ''
  await world.clock.advance(325_000)
  test.gateway.faults([
    { kind: 'dropNotice', times: 'always' },
    { kind: 'error', status: 404, code: 'ORDER_NOT_EXIST', match: { operation: 'query' } },
  ])
  expect(test.gateway.pay(trade)).toEqual({ state: 'paid' })
  await world.clock.advance(6_000)
  await world.orders().sweepOrders()
  await pass(20 * MINUTE_MS)
  expect(await row()).toMatchObject({ state: 'closed', loose_end: false, paid_fen: 400, refund_fen: 400 })
})

it('a payment of a number that the database has lost is found by its notice and paid back by a person’s word', async () => {
  const number = 'yz20261118LOSTLOSTLOSTLOST'
  const order = { outTradeNo: number, description: 'x', amountFen: 400, terminalId: 'T' }
  unwrap(await merchant.payments.openCode({ ...order, expiresAt: new Date(world.clock.now() + 300_000) }))
  test.gateway.pay(number)
  await pass(2 * MINUTE_MS)
  expect(await casesAbout(store, number)).toMatchObject([{ kind: 'paid-unknown', state: 'open', amount_fen: 400 }])
  expect(await actOnCase(store, world, { subject: number }, 'paid-unknown', { act: 'refund' })).toBeNull()
  await pass(10 * MINUTE_MS)
  expect(await casesAbout(store, number)).toMatchObject([{ kind: 'paid-unknown', state: 'ended' }])
  const settled = test.gateway.journal().filter(({ happening: one }) => one.type === 'refund-settled')
  expect(settled.map(({ happening }) => happening)).toMatchObject([{ outTradeNo: number, status: 'SUCCESS' }])
})
