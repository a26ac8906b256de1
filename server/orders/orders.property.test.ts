import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createOrderWorld, FREE_COPIES, type OrderWorld, UNIT_PRICE_FEN } from '../../tests/peers/order-world.ts'
import {
  type CallFault,
  createPaymentsDouble,
  type PaymentCall,
  type PaymentsDouble,
} from '../../tests/peers/payments-double.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { type Balances, balanceOf } from '../books/books.ts'
import { checkOrders } from '../books/check-orders.ts'
import type { Store } from '../ground/store/store.ts'
import { merchantsOf } from '../payments/payments.ts'

const job = fc.nat(1)
const callFault = fc.constantFrom<CallFault>('refused', 'lost-request', 'lost-reply', 'crash-before', 'crash-after')
const paymentCall = fc.constantFrom<PaymentCall>('openCode', 'query', 'close', 'refund', 'queryRefund')
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('open' as const), job, copies: fc.integer({ min: 1, max: 8 }) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pay' as const), job }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pay-wrong' as const), job }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('notice' as const), job }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('read' as const), job }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const), job }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('outcome' as const), job, copies: fc.nat(8) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1_000, 6_000, 100_000, 301_000) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('sweep' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('configure' as const),
      present: fc.constantFrom('first', 'second', null),
      former: fc.boolean(),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('fault' as const), on: paymentCall, what: callFault }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close-refunds' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('misstate' as const), fen: fc.constantFrom(1, 300) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Two merchants that the configuration goes back and forth between, now and then without the other one. */
interface Merchants {
  readonly first: PaymentsDouble
  readonly second: PaymentsDouble
}

const NOTHING_STANDS: Balances = { provider: 0, visitor: 0, university: 0, 'given-back': 0, 'by-hand': 0, lost: 0 }
const FIRST: Step = { do: 'open', job: 0, copies: 8 }

const rowsOf = (store: Store, world: OrderWorld) =>
  store.db.selectFrom('print_order').selectAll().where('terminal_id', '=', world.terminalId).execute()

const tradeOfRow = ({ first, second }: Merchants, outTradeNo: string | null) => {
  const [holder, other] = [first, second].filter(({ trades }) => trades.has(outTradeNo ?? ''))
  if (other) throw new Error('two merchants have the same order')
  return holder && outTradeNo !== null ? { holder, outTradeNo } : null
}

const outcomeOf = (copiesDelivered: number) => ({
  ...{ copiesDelivered, copiesUnclear: 0, sheetsDelivered: copiesDelivered * 2, copies: [], fault: null },
})

/** Does one step; a crash of the server is followed by its next start. */
async function perform(store: Store, world: OrderWorld, merchants: Merchants, taken: Step): Promise<void> {
  const jobId = 'job' in taken ? `job-${taken.job}-${world.terminalId}` : ''
  const tradeOf = async () => {
    const row = (await rowsOf(store, world)).find(({ job_id }) => job_id === jobId)
    return tradeOfRow(merchants, row?.out_trade_no ?? null)
  }
  const { terminalId, visitId, documentId } = world
  try {
    switch (taken.do) {
      case 'open': {
        const left = Math.max(0, FREE_COPIES - (await world.used()))
        const expectedAmountFen = Math.max(0, taken.copies - left) * UNIT_PRICE_FEN
        const input = { visitId, documentId, jobId, copies: taken.copies, expectedAmountFen }
        await world.orders().open(terminalId, input)
        return
      }
      case 'pay':
      case 'pay-wrong': {
        const trade = await tradeOf()
        if (trade) trade.holder.pay(trade.outTradeNo, taken.do === 'pay' ? undefined : 1)
        return
      }
      case 'notice': {
        const trade = await tradeOf()
        if (trade) await world.notify(trade.outTradeNo, trade.holder)
        return
      }
      case 'read':
        return void (await world.orders().read(terminalId, jobId))
      case 'close':
        return void (await world.orders().close(terminalId, jobId))
      case 'outcome': {
        const outcome = outcomeOf(taken.copies)
        return void (await world.orders().reportOutcome(terminalId, jobId, outcome))
      }
      case 'wait':
        return await world.clock.advance(taken.ms)
      case 'sweep':
        return await world.orders().sweep()
      case 'restart':
        return world.restart()
      case 'configure': {
        const { first, second } = merchants
        const present = taken.present === null ? null : merchants[taken.present]
        const former = taken.former ? [first, second].filter(one => one !== present) : []
        return world.configure(
          merchantsOf(
            present?.merchant ?? null,
            former.map(({ merchant }) => merchant),
          ),
        )
      }
      case 'fault':
        for (const { faults } of [merchants.first, merchants.second]) faults.push({ on: taken.on, what: taken.what })
        return
      case 'misstate':
        for (const { misstated } of [merchants.first, merchants.second]) misstated.push(taken.fen)
        return
      case 'close-refunds':
        for (const one of [merchants.first, merchants.second]) one.endRefunds('closed')
        return
    }
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('crashed'))) throw error
    world.restart()
  }
}

/** Everybody is there, nothing fails and time goes by: everything must come to its end without anyone asking. */
async function comeToRest(store: Store, world: OrderWorld, { first, second }: Merchants): Promise<void> {
  world.configure(merchantsOf(null, [first.merchant, second.merchant]))
  for (const { faults, misstated } of [first, second]) {
    faults.length = 0
    misstated.length = 0
  }
  for (let round = 0; round < 6; round++) {
    await world.clock.advance(31 * 60_000)
    await world.orders().sweep()
    for (const row of await rowsOf(store, world)) {
      if (row.state !== 'ready') continue
      const outcome = outcomeOf(0)
      await world.orders().reportOutcome(world.terminalId, row.job_id, outcome)
    }
    if (round > 0) for (const one of [first, second]) one.endRefunds('succeeded')
  }
}

describeOnStores('orders under random events', store => {
  it('end with quota and money that match the paper', async () => {
    const seen = { paid: 0, refunded: 0, closed: 0, ended: 0, late: 0, atTheSecond: 0 }
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 40, size: 'max' }), async steps => {
        const world = await createOrderWorld(store())
        const second = createPaymentsDouble(world.clock, { provider: 'wechat-pay', merchantId: '1600000002' })
        const merchants = { first: world.double, second }
        // Each run begins with something to pay, and now and then with a call that fails on the way there.
        for (const taken of [...steps.slice(0, 2), FIRST, ...steps.slice(2)]) {
          await perform(store(), world, merchants, taken)
          expect((await checkOrders(store().db, '', 1_000)).differences).toEqual([])
        }
        await comeToRest(store(), world, merchants)

        const rows = await rowsOf(store(), world)
        let freeDelivered = 0
        for (const row of rows) {
          expect(['closed', 'ended']).toContain(row.state)
          expect(row.loose_end).toBe(false)
          const held = tradeOfRow(merchants, row.out_trade_no)
          const trade = held?.holder.trades.get(held.outTradeNo)
          if (held) expect(row.merchant_id).toBe(held.holder.merchant.merchantId)
          if (held?.holder === second) seen.atTheSecond++
          const paidFen = trade?.paidFen ?? 0
          const refunds = [...(trade?.refunds.values() ?? [])].filter(({ state }) => state === 'succeeded')
          const refundedFen = refunds.reduce((sum, { refundFen }) => sum + refundFen, 0)
          const delivered = row.state === 'ended' ? (row.copies_delivered ?? 0) : 0
          const freeUsed = Math.min(delivered, row.free_copies)
          freeDelivered += freeUsed
          const earnedFen = (delivered - freeUsed) * UNIT_PRICE_FEN
          expect(paidFen - refundedFen).toBe(earnedFen)
          expect(await balanceOf(store().db, row.order_id)).toEqual({
            ...NOTHING_STANDS,
            ...(earnedFen > 0 ? { provider: earnedFen, university: -earnedFen } : {}),
          })
          expect(refunds.length).toBeLessThanOrEqual(1)
          expect(trade?.state).not.toBe('not-paid')
          if (paidFen > 0) seen.paid++
          if (refundedFen > 0) seen.refunded++
          if (row.state === 'closed' && paidFen > 0) seen.late++
          seen[row.state === 'closed' ? 'closed' : 'ended']++
        }
        expect(await world.used()).toBe(freeDelivered)
        const owed = await store().db.selectFrom('refund').select('state').where('state', '<>', 'succeeded').execute()
        expect(owed).toEqual([])
      }),
      { numRuns: 60 },
    )
    // The property says nothing if the interesting ends were never reached.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0)
  })
})
