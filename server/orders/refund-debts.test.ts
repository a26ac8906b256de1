import { expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { actOnCase, casesOf, differencesInBooks, openAndPay, outcomeOf } from '../../tests/peers/debt-world.ts'
import { createOrderWorld, type OrderWorld } from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { createCaseWork } from '../cases/work-on-case.ts'
import type { PaymentFailure } from '../payments/payments.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const REFUSED: PaymentFailure = { kind: 'refused', code: 'INVALID_REQUEST', words: '订单已超过可退款的最大期限' }

/** Lets time go by, with a turn of the sweep each `everyMs`. */
async function pass(world: OrderWorld, forMs: number, everyMs = MINUTE_MS): Promise<void> {
  for (let passed = 0; passed < forMs; passed += everyMs) {
    await world.clock.advance(everyMs)
    await world.orders().sweep()
  }
}
const asked = (world: OrderWorld, call: string) => world.double.asked.filter(one => one.call === call).length

describeOnStores('a refund that is owed', store => {
  const refundOf = (world: OrderWorld) =>
    store()
      .db.selectFrom('refund as r')
      .innerJoin('print_order as o', 'o.order_id', 'r.order_id')
      .selectAll('r')
      .where('o.terminal_id', '=', world.terminalId)
      .executeTakeFirstOrThrow()
  /** An order of two paid copies of which none came out. */
  const owed = async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 7)
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(0)))
    return { world, order }
  }

  it.each<[string, PaymentFailure]>([
    ['INVALID_REQUEST', REFUSED],
    ['USER_ACCOUNT_ABNORMAL', { kind: 'refused', code: 'USER_ACCOUNT_ABNORMAL' }],
    ['MCH_NOT_EXISTS', { kind: 'refused', code: 'MCH_NOT_EXISTS' }],
    ['RESOURCE_NOT_EXISTS', { kind: 'not-found', code: 'RESOURCE_NOT_EXISTS' }],
  ])(
    'and refused for good by %s is a case with the words of the provider, and is asked about daily',
    async (_, failure) => {
      const { world, order } = await owed()
      world.double.refusals.set('refund', failure)
      await world.orders().sweep()
      expect(await casesOf(store(), order)).toEqual([])
      await pass(world, 10 * MINUTE_MS)
      expect(await casesOf(store(), order)).toMatchObject([
        {
          kind: 'refund-refused',
          state: 'open',
          amount_fen: 400,
          words: expect.arrayContaining([
            failure.kind === 'not-found' ? `not known (${failure.code})` : (failure.words ?? failure.code),
          ]),
        },
      ])
      await pass(world, 2 * DAY_MS, HOUR_MS)
      const before = asked(world, 'refund')
      await pass(world, 7 * DAY_MS, HOUR_MS)
      expect(asked(world, 'refund') - before).toBeLessThanOrEqual(8)
      expect(asked(world, 'refund') - before).toBeGreaterThanOrEqual(6)
      expect(await refundOf(world)).toMatchObject({ state: 'due', refusal_code: failure.code })
      expect(await casesOf(store(), order)).toHaveLength(1)
    },
  )

  it('and refused is asked for before it is sent again, each time', async () => {
    const { world } = await owed()
    world.double.refusals.set('refund', REFUSED)
    await pass(world, 10 * MINUTE_MS)
    const calls = world.double.asked.map(({ call }) => call).filter(call => call === 'refund' || call === 'queryRefund')
    for (const [i, call] of calls.entries()) if (call === 'refund' && i > 0) expect(calls[i - 1]).toBe('queryRefund')
  })

  it('goes through by itself when the refusal ends, and its case ends with it', async () => {
    const { world, order } = await owed()
    world.double.refusals.set('refund', REFUSED)
    await pass(world, 10 * MINUTE_MS)
    world.double.refusals.clear()
    await pass(world, 2 * HOUR_MS, 10 * MINUTE_MS)
    world.double.endRefunds('succeeded')
    await pass(world, HOUR_MS, 10 * MINUTE_MS)
    expect(await refundOf(world)).toMatchObject({ state: 'succeeded', refusal_code: null })
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'refund-refused', state: 'ended' }])
  })

  it('and short of balance is told at once and stays due', async () => {
    const { world, order } = await owed()
    world.double.refusals.set('refund', { kind: 'unknown', code: 'NOT_ENOUGH', about: 'balance', words: '余额不足' })
    await world.orders().sweep()
    expect(await casesOf(store(), order)).toMatchObject([
      { kind: 'refund-refused', words: expect.arrayContaining(['余额不足']) },
    ])
    expect(await refundOf(world)).toMatchObject({ state: 'due' })
    world.double.refusals.clear()
    await pass(world, 2 * HOUR_MS, 10 * MINUTE_MS)
    world.double.endRefunds('succeeded')
    await pass(world, HOUR_MS, 10 * MINUTE_MS)
    expect(await refundOf(world)).toMatchObject({ state: 'succeeded' })
  })

  it.each<[string, PaymentFailure]>([
    ['passing', { kind: 'unknown', code: 'SYSTEM_ERROR' }],
    ['limited', { kind: 'unknown', code: 'FREQUENCY_LIMITED' }],
    ['our clock or key', { kind: 'refused', code: 'SIGN_ERROR', about: 'configuration' }],
  ])('and kept off by what is %s is no case, and goes on', async (_, failure) => {
    const { world, order } = await owed()
    world.double.refusals.set('refund', failure)
    await pass(world, 5 * HOUR_MS, 10 * MINUTE_MS)
    expect(await casesOf(store(), order)).toEqual([])
    expect(await refundOf(world)).toMatchObject({ state: 'due', refusal_code: null })
    world.double.refusals.clear()
    await pass(world, HOUR_MS, 10 * MINUTE_MS)
    expect(await refundOf(world)).toMatchObject({ state: 'accepted' })
  })

  it('and abnormal is asked about every day, and ends by the signed word of what was done at the console', async () => {
    const { world, order } = await owed()
    await world.orders().sweep()
    world.double.endRefunds('abnormal')
    await pass(world, 2 * MINUTE_MS)
    expect(await refundOf(world)).toMatchObject({ state: 'needs-hand' })
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'refund-abnormal', state: 'open', amount_fen: 400 }])
    const sent = asked(world, 'refund')
    await pass(world, 3 * DAY_MS, HOUR_MS)
    world.double.endRefunds('succeeded', 'abnormal')
    await pass(world, DAY_MS + HOUR_MS, HOUR_MS)
    expect(await refundOf(world)).toMatchObject({ state: 'succeeded' })
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'refund-abnormal', state: 'ended' }])
    expect(asked(world, 'refund')).toBe(sent)
  })

  it('and abnormal ends by a notice at once', async () => {
    const { world, order } = await owed()
    await world.orders().sweep()
    world.double.endRefunds('abnormal')
    await pass(world, 2 * MINUTE_MS)
    world.double.endRefunds('succeeded', 'abnormal')
    const { out_refund_no } = await refundOf(world)
    expect(await world.orders().takeNotice(world.double.merchant, world.double.refundNotice(out_refund_no))).toBe(true)
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'refund-abnormal', state: 'ended' }])
  })

  it('and given up by the provider again and again is told', async () => {
    const { world, order } = await owed()
    await world.orders().sweep()
    for (let time = 0; time < 2; time++) {
      world.double.endRefunds('closed')
      await pass(world, 40 * MINUTE_MS, 10 * MINUTE_MS)
    }
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'refund-refused', state: 'open' }])
    expect((await refundOf(world)).out_refund_no).toMatch(/-not-delivered-3$/)
  })

  it('and said to be through by an answer and by notices, again and again, is booked once', async () => {
    const { world, order } = await owed()
    await world.orders().sweep()
    world.double.endRefunds('succeeded')
    const { out_refund_no } = await refundOf(world)
    const notice = world.double.refundNotice(out_refund_no)
    const tell = () => world.orders().takeNotice(world.double.merchant, notice)
    expect(await Promise.all([tell(), tell(), pass(world, 2 * MINUTE_MS)])).toEqual([true, true, undefined])
    expect(await tell()).toBe(true)
    const { db } = store()
    const said = await db.selectFrom('audit').select('event').where('subject', '=', order.orderId).execute()
    expect(said.filter(({ event }) => event === 'refund-succeeded')).toHaveLength(1)
    expect(await differencesInBooks(store())).toEqual([])
  })

  it('is never booked with another sum, whoever says so, and takes the true word later', async () => {
    const { world, order } = await owed()
    await world.orders().sweep()
    world.double.endRefunds('succeeded')
    const { out_refund_no } = await refundOf(world)
    const odd = world.double.refundNotice(out_refund_no, 401)
    expect(await world.orders().takeNotice(world.double.merchant, odd)).toBe(true)
    expect(await refundOf(world)).toMatchObject({ state: 'accepted', doubt: '401 fen' })
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'amount-differs', state: 'open' }])
    await pass(world, 5 * MINUTE_MS)
    expect(await refundOf(world)).toMatchObject({ state: 'succeeded', doubt: null })
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'amount-differs', state: 'ended' }])
  })

  it('is reckoned from the total that the provider has signed, and from no single odd answer', async () => {
    const { world, order } = await owed()
    world.double.misstated.push(401)
    await world.orders().sweep()
    expect([...world.double.trades.values()].flatMap(({ refunds }) => [...refunds.values()])).toMatchObject([
      { refundFen: 400, content: expect.stringContaining('"totalFen":400') },
    ])
    world.double.endRefunds('succeeded')
    await pass(world, 5 * MINUTE_MS)
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'amount-differs', state: 'ended' }])
  })

  it('is not sent while the provider says that the payment is closed, and its case says so', async () => {
    const { world, order } = await owed()
    const trade = [...world.double.trades.values()].at(-1)!
    trade.state = 'closed'
    await pass(world, 10 * MINUTE_MS)
    expect([asked(world, 'refund'), trade.refunds.size]).toEqual([0, 0])
    expect(await casesOf(store(), order)).toMatchObject([
      { kind: 'amount-differs', state: 'open', words: expect.arrayContaining(['the payment is closed']) },
    ])
    trade.state = 'paid'
    await pass(world, 2 * DAY_MS, HOUR_MS)
    world.double.endRefunds('succeeded')
    await pass(world, 2 * DAY_MS, HOUR_MS)
    expect(await refundOf(world)).toMatchObject({ state: 'succeeded', doubt: null })
    expect(await differencesInBooks(store())).toEqual([])
  })

  it('ends by a person who has paid it another way, and is asked about no more', async () => {
    const { world, order } = await owed()
    world.double.refusals.set('refund', REFUSED)
    await pass(world, 10 * MINUTE_MS)
    expect(
      await actOnCase(store(), world, order, 'refund-refused', { act: 'refunded-by-hand', reference: 'PZ-7' }),
    ).toBeNull()
    expect(await refundOf(world)).toMatchObject({
      ...{ state: 'paid-by-hand', next_try_at: null, ended_by: '王会计', ended_because: 'PZ-7' },
    })
    const { out_trade_no } = await refundOf(world)
    const about = () => world.double.asked.filter(({ number }) => number.startsWith(out_trade_no)).length
    const before = about()
    await pass(world, 3 * DAY_MS, HOUR_MS)
    expect(about()).toBe(before)
  })

  it('of a person’s word and refused: the case that waits says why, when it is tried next, and which case it became', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 7)
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(7)))
    const at = () => new Date(world.clock.now())
    const about = {
      kind: 'bad-print',
      subject: order.orderId,
      orderId: order.orderId,
      amountFen: 400,
      evidence: [],
    } as const
    await store()
      .db.transaction()
      .execute(tx => world.cases.open(tx, about, at()))
    world.double.refusals.set('refund', REFUSED)
    expect(await actOnCase(store(), world, order, 'bad-print', { act: 'refund', reason: '有黑条' })).toBeNull()
    await pass(world, MINUTE_MS)
    const waiting = async () => (await casesOf(store(), order)).find(({ kind }) => kind === 'bad-print')
    const isTrue = async () => {
      const { next_try_at: next } = await refundOf(world)
      expect(next?.getTime()).toBeGreaterThan(world.clock.now())
      expect(await waiting()).toMatchObject({ state: 'under-way', by_itself_at: next })
    }
    await isTrue()
    expect((await waiting())?.words).toEqual([REFUSED.words])
    await pass(world, 10 * MINUTE_MS)
    await isTrue()
    const refused = (await casesOf(store(), order)).find(({ kind }) => kind === 'refund-refused')
    expect((await waiting())?.words).toContain(`its refund is a case of its own: ${refused?.case_number}`)
    world.double.refusals.clear()
    await pass(world, 3 * HOUR_MS, 10 * MINUTE_MS)
    world.double.endRefunds('succeeded')
    await pass(world, 3 * HOUR_MS, 10 * MINUTE_MS)
    expect(await waiting()).toMatchObject({ state: 'ended' })
    expect(await casesOf(store(), order)).toHaveLength(2)
  })

  it('is tried at once when a person wants it', async () => {
    const { world, order } = await owed()
    world.double.refusals.set('refund', REFUSED)
    await pass(world, 10 * MINUTE_MS)
    world.double.refusals.clear()
    expect(await actOnCase(store(), world, order, 'refund-refused', { act: 'refund' })).toBeNull()
    await pass(world, MINUTE_MS)
    expect(await refundOf(world)).toMatchObject({ state: 'accepted' })
  })

  it('is not tried at once when a person takes that back before it was', async () => {
    const { world, order } = await owed()
    world.double.refusals.set('refund', REFUSED)
    await pass(world, 10 * MINUTE_MS)
    const [found] = await casesOf(store(), order)
    const takeBack = () =>
      createCaseWork({
        ...store(),
        clock: world.clock,
        isServing: true,
        desk: world.cases,
        fourEyesAboveFen: 1_000_000,
      }).takeBack(found?.case_number ?? '', '先查明原因', { name: '李伟', user: 'li' })
    expect(await actOnCase(store(), world, order, 'refund-refused', { act: 'refund' })).toBeNull()
    expect(await takeBack()).toMatchObject({ ok: true })
    const before = asked(world, 'refund')
    await pass(world, 30 * MINUTE_MS, 10 * MINUTE_MS)
    expect(asked(world, 'refund')).toBe(before)
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'refund-refused', state: 'open' }])
    expect(await actOnCase(store(), world, order, 'refund-refused', { act: 'refund' })).toBeNull()
    await world.orders().sweep()
    expect(await takeBack()).toMatchObject({ ok: false })
    await pass(world, 2 * HOUR_MS, 10 * MINUTE_MS)
    expect(asked(world, 'refund')).toBeGreaterThan(before)
  })

  it('and held up by a provider that hangs holds up no order', async () => {
    const { world } = await owed()
    const second = await openAndPay(world, 6, { isPaid: false })
    const { letGo } = world.double.hang('refund', 'queryRefund')
    const refunds = world.orders().sweepRefunds()
    await world.clock.advance(301_000)
    await world.orders().sweepOrders()
    await world.orders().sweepOrders()
    expect(unwrap(await world.orders().read(world.terminalId, second.jobId)).state).toBe('closed')
    letGo()
    await refunds
  })
})
