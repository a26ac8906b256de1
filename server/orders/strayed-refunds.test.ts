import { expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { actOnCase, casesOf, lastTrade, openAndPay, outcomeOf } from '../../tests/peers/debt-world.ts'
import { createOrderWorld, type OrderWorld } from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import type { Store } from '../ground/store/store.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

async function pass(world: OrderWorld, forMs: number, everyMs: number): Promise<void> {
  for (let passed = 0; passed < forMs; passed += everyMs) {
    await world.clock.advance(everyMs)
    await world.orders().sweep()
    await world.orders().tellMissing()
  }
}
const refunds = (world: OrderWorld) =>
  [...world.double.trades.get(lastTrade(world))!.refunds].map(([number, { refundFen }]) => [number, refundFen])

/** Money of it has gone back, of which the tables know nothing. */
async function goesBack(world: OrderWorld, outRefundNo: string, refundFen: number): Promise<void> {
  const refund = { outTradeNo: lastTrade(world), outRefundNo, refundFen, totalFen: 400, reason: 'elsewhere' }
  unwrap(await world.double.payments.refund(refund))
  world.double.endRefunds('succeeded')
}

/**
 * Seven copies, two of them paid; one did not come out, and its money has gone back. Then an older state of the database was restored: in
 * it the order is paid, and nothing else is known.
 */
async function restoredAfterRefund(store: Store) {
  const world = await createOrderWorld(store)
  const order = await openAndPay(world, 7)
  const outTradeNo = lastTrade(world)
  const outRefundNo = `${outTradeNo}-not-delivered-1`
  const refund = { outTradeNo, outRefundNo, refundFen: 200, totalFen: 400, reason: 'Copies that were not printed' }
  unwrap(await world.double.payments.refund(refund))
  world.double.endRefunds('succeeded')
  return { world, order, outRefundNo }
}

describeOnStores('money that went back before an older state of the database was restored', store => {
  it('is found under its number when the terminal tells once more what came out, and is not sent again', async () => {
    const { world, order, outRefundNo } = await restoredAfterRefund(store())
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(6)))
    await pass(world, 10 * MINUTE_MS, MINUTE_MS)
    expect(refunds(world)).toEqual([[outRefundNo, 200]])
    expect(world.double.asked.filter(({ call }) => call === 'refund')).toHaveLength(1)
    expect(await casesOf(store(), order)).toEqual([])
  })

  it('is not paid back a second time by a person who cannot know of it: the case names it', async () => {
    const { world, order, outRefundNo } = await restoredAfterRefund(store())
    await pass(world, 26 * HOUR_MS, HOUR_MS)
    const said = { act: 'refund', amountFen: '200', reason: 'six sheets lie there' } as const
    expect(await actOnCase(store(), world, order, 'outcome-missing', said)).toBeNull()
    await pass(world, HOUR_MS, MINUTE_MS)
    expect(refunds(world)).toEqual([[outRefundNo, 200]])
    const cases = await casesOf(store(), order)
    const refused = cases.find(({ kind }) => kind === 'refund-refused')
    expect(refused).toMatchObject({ state: 'open', amount_fen: 200 })
    expect(refused?.words.join()).toContain(`200 fen under ${outRefundNo}`)
  })

  it.each([
    ['some of it', 200],
    ['all of it', 400],
  ])(
    'is told of within seconds where the provider says so of an order that waited for its payment: %s',
    async (_, backFen) => {
      const world = await createOrderWorld(store())
      const order = await openAndPay(world, 7, { isPaid: false })
      const outRefundNo = `${lastTrade(world)}-not-delivered-1`
      world.double.pay(lastTrade(world))
      await goesBack(world, outRefundNo, backFen)
      await pass(world, MINUTE_MS, 10_000)
      const cases = await casesOf(store(), order)
      expect(cases.map(({ kind, state, amount_fen }) => [kind, state, amount_fen])).toEqual([
        ['outcome-missing', 'open', 400],
      ])
      expect(cases[0]!.words.join()).toContain(`${backFen} fen under ${outRefundNo}, succeeded`)
      // Said once, over days of asking.
      await pass(world, 26 * HOUR_MS, HOUR_MS)
      expect(await casesOf(store(), order)).toHaveLength(1)
      expect(refunds(world)).toEqual([[outRefundNo, backFen]])
    },
  )

  it('is told of within a quarter of an hour of an order that was paid by then, and under a number that is not ours', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 7)
    await goesBack(world, 'console-1', 400)
    await pass(world, 15 * MINUTE_MS, MINUTE_MS)
    const [told, ...others] = await casesOf(store(), order)
    expect(told).toMatchObject({ kind: 'outcome-missing', state: 'open' })
    expect(told!.words.join()).toContain('under a number that is not known here')
    expect(others).toEqual([])
  })

  it('is no matter for people of an order whose refund is on record here', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 7)
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(6)))
    await pass(world, 10 * MINUTE_MS, MINUTE_MS)
    world.double.endRefunds('succeeded')
    await pass(world, HOUR_MS, MINUTE_MS)
    expect(await casesOf(store(), order)).toEqual([])
  })

  it('is told of again when its provider was silent at first', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 7)
    await goesBack(world, 'console-1', 400)
    world.double.refusals.set('queryRefund', { kind: 'unknown', code: 'TIMEOUT' })
    await pass(world, 15 * MINUTE_MS, MINUTE_MS)
    expect(await casesOf(store(), order)).toEqual([])
    world.double.refusals.clear()
    await pass(world, 31 * MINUTE_MS, MINUTE_MS)
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'outcome-missing' }])
  })

  it('is settled with its case by what the terminal tells all the same, and nothing is sent', async () => {
    const { world, order, outRefundNo } = await restoredAfterRefund(store())
    await pass(world, 15 * MINUTE_MS, MINUTE_MS)
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'outcome-missing', state: 'open' }])
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(6)))
    await pass(world, 10 * MINUTE_MS, MINUTE_MS)
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'outcome-missing', state: 'ended' }])
    expect(refunds(world)).toEqual([[outRefundNo, 200]])
  })
})
