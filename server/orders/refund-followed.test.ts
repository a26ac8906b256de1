import { expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import {
  actOnCase,
  casesAbout,
  casesOf,
  differencesInBooks,
  openAndPay,
  outcomeOf,
} from '../../tests/peers/debt-world.ts'
import { createOrderWorld, type OrderWorld } from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { sentence } from '../cases/cases.ts'
import type { Notice } from '../payments/payments.ts'

const DAY_MS = 24 * 3_600_000
/** Between two turns: longer than the longest pause between two questions. */
const TURN_MS = DAY_MS / 4

/** Lets time go by, with a turn of everything that goes on by itself now and then. */
async function pass(world: OrderWorld, forMs: number): Promise<void> {
  for (let passed = 0; passed < forMs; passed += TURN_MS) {
    await world.clock.advance(TURN_MS)
    await world.orders().sweep()
    await world.orders().tellSlowRefunds()
  }
}

describeOnStores('a refund that is under way', store => {
  const refundOf = (orderId: string) =>
    store().db.selectFrom('refund').selectAll().where('order_id', '=', orderId).executeTakeFirstOrThrow()
  /** A refund of two paid copies that the provider has taken on. */
  const underWay = async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 7)
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(0)))
    await world.orders().sweep()
    return { world, order }
  }
  const stateOfCases = async (order: { readonly orderId: string }) =>
    (await casesOf(store(), order)).map(({ kind, state }) => `${kind} ${state}`)

  it('for longer than the set time is a case, once, and ends it when it is through', async () => {
    const { world, order } = await underWay()
    await pass(world, 3 * DAY_MS - TURN_MS)
    expect(await casesOf(store(), order)).toEqual([])
    await pass(world, 2 * DAY_MS)
    const [found] = await casesOf(store(), order)
    expect(found).toMatchObject({ kind: 'refund-slow', state: 'open', amount_fen: 400, times_heard: 1 })
    expect(found?.words).toContain('the provider has it under way for longer than 3 days')
    expect((await refundOf(order.orderId)).state).toBe('accepted')
    world.double.endRefunds('succeeded')
    await pass(world, TURN_MS)
    expect(await stateOfCases(order)).toEqual(['refund-slow ended'])
    expect((await refundOf(order.orderId)).state).toBe('succeeded')
  })

  it('and then abnormal, or given up, is that, and slow no more; under its next number it has its time again', async () => {
    const first = await underWay()
    await pass(first.world, 4 * DAY_MS)
    first.world.double.endRefunds('abnormal')
    await pass(first.world, TURN_MS)
    expect(await stateOfCases(first.order)).toEqual(['refund-slow ended', 'refund-abnormal open'])
    const second = await underWay()
    await pass(second.world, 4 * DAY_MS)
    second.world.double.endRefunds('closed')
    await pass(second.world, 2 * TURN_MS)
    expect(await stateOfCases(second.order)).toEqual(['refund-slow ended'])
    expect((await refundOf(second.order.orderId)).state).toBe('accepted')
    await pass(second.world, 2 * DAY_MS)
    expect(await stateOfCases(second.order)).toEqual(['refund-slow ended'])
    await pass(second.world, 2 * DAY_MS)
    expect(await stateOfCases(second.order)).toEqual(['refund-slow ended', 'refund-slow open'])
  })

  it('and is answered with another amount says which, and quotes no code of the house', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 7)
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(0)))
    const named = { refundFen: 300, totalFen: 400 }
    const failure = { kind: 'unknown', code: 'REPLY_WITH_ANOTHER_AMOUNT', about: 'amount', named } as const
    world.double.refusals.set('refund', failure)
    await world.orders().sweep()
    const [found] = await casesOf(store(), order)
    expect(found).toMatchObject({ kind: 'amount-differs', state: 'open' })
    expect(found?.words).toContain(sentence('answer-names-another', named))
    expect(found?.words).not.toContain('REPLY_WITH_ANOTHER_AMOUNT')
  })

  it('for too long may be paid another way, by a person who notes the reference', async () => {
    const { world, order } = await underWay()
    await pass(world, 4 * DAY_MS)
    const act = { act: 'refunded-by-hand', reference: 'PZ-31' } as const
    expect(await actOnCase(store(), world, order, 'refund-slow', act)).toBeNull()
    expect(await refundOf(order.orderId)).toMatchObject({ state: 'paid-by-hand', next_try_at: null })
    expect(await differencesInBooks(store())).toEqual([])
  })
})

describeOnStores('a refund that nobody here has asked for', store => {
  const noticeOf = (outTradeNo: string, state: 'succeeded' | 'abnormal' = 'succeeded'): Notice => ({
    kind: 'refund',
    outTradeNo,
    refund: { outRefundNo: `at-the-console-${outTradeNo}`, state, refundFen: 300 },
  })

  it('is kept with what was said and a case before its notice is acknowledged; a repeat is counted', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 7)
    const { out_trade_no: trade } = await store()
      .db.selectFrom('print_order')
      .select('out_trade_no')
      .where('order_id', '=', order.orderId)
      .executeTakeFirstOrThrow()
    const take = (notice: Notice) => world.orders().takeNotice(world.double.merchant, notice)
    const notice = noticeOf(trade ?? '')
    expect(await take(notice)).toBe(true)
    const subject = `at-the-console-${trade}`
    const [found] = await casesAbout(store(), subject)
    expect(found).toMatchObject({ kind: 'refund-differs', state: 'open', amount_fen: 300, order_id: order.orderId })
    expect(found?.words).toContain('the refund is succeeded: 300 fen; nobody here has asked for it')
    expect(await take(notice)).toBe(true)
    const kept = () =>
      store().db.selectFrom('unknown_refund').selectAll().where('out_refund_no', '=', subject).executeTakeFirst()
    expect(await kept()).toMatchObject({ said_state: 'succeeded', said_fen: 300, heard_times: 2 })
    const said = { act: 'close', reason: '据来信在商户平台退款' } as const
    expect(await actOnCase(store(), world, { subject }, 'refund-differs', said)).toBeNull()
    // What was said and decided is not asked of anybody again; what is new is.
    await take(notice)
    expect(await casesAbout(store(), subject)).toHaveLength(1)
    await take(noticeOf(trade ?? '', 'abnormal'))
    expect((await casesAbout(store(), subject)).map(({ state }) => state)).toEqual(['ended', 'open'])
    expect(await differencesInBooks(store())).toEqual([])
  })

  it('is kept as well when no order has its payment’s number', async () => {
    const world = await createOrderWorld(store())
    const notice = noticeOf(`yz-of-nobody-${world.terminalId}`)
    expect(await world.orders().takeNotice(world.double.merchant, notice)).toBe(true)
    const [found] = await casesAbout(store(), `at-the-console-yz-of-nobody-${world.terminalId}`)
    expect(found).toMatchObject({ kind: 'refund-differs', order_id: null })
  })
})
