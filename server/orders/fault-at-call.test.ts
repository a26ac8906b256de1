import { describe, expect, it } from 'vitest'
import { differencesInBooks, lastTrade, outcomeOf } from '../../tests/peers/debt-world.ts'
import { createOrderWorld, type OrderWorld, UNIT_PRICE_FEN } from '../../tests/peers/order-world.ts'
import type { CallFault, PaymentCall } from '../../tests/peers/payments-double.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { randomId } from '../ground/random-id.ts'

const FAULTS: readonly { readonly name: string; readonly what: CallFault }[] = [
  { name: 'the server is killed before it makes the call', what: 'crash-before' },
  { name: 'the server is killed after the call, before it has heard of it', what: 'crash-after' },
  { name: 'the provider never gets the call', what: 'lost-request' },
  { name: 'the provider does as asked, and its answer is lost: the call', what: 'lost-reply' },
  { name: 'the provider refuses once the call', what: 'refused' },
]
const CALLS: readonly { readonly name: string; readonly on: PaymentCall }[] = [
  { name: 'that opens the order', on: 'openCode' },
  { name: 'that asks about the payment', on: 'query' },
  { name: 'that closes the order', on: 'close' },
  { name: 'that asks for the refund', on: 'refund' },
  { name: 'that asks about the refund under way', on: 'queryRefund' },
]
/** Seven copies, five free and two paid, six of which come out. */
const COPIES = 7
const DELIVERED = 6
const CHARGED_FEN = UNIT_PRICE_FEN

/** A step of the kiosk or the sweep; a server that is killed in it starts again. */
async function step(world: OrderWorld, take: () => Promise<unknown>): Promise<void> {
  try {
    await take()
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('crashed'))) throw error
    world.restart()
  }
}

async function sweep(world: OrderWorld, times: number, everyMs: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await world.clock.advance(everyMs)
    await step(world, () => world.orders().sweep())
    world.restart()
  }
}

describeOnStores('one call that goes wrong', store => {
  describe.each(FAULTS)('$name', ({ what }) => {
    it.each(CALLS)('$name: paid is what came out, given back once, and the books agree', async ({ on }) => {
      const world = await createOrderWorld(store())
      const { visitId, documentId, terminalId, double } = world
      const isOfRefund = on === 'refund' || on === 'queryRefund'
      if (!isOfRefund) double.faults.push({ on, what })
      const jobId = randomId()
      const wish = { visitId, documentId, jobId, copies: COPIES, expectedAmountFen: 2 * UNIT_PRICE_FEN }
      await step(world, () => world.orders().open(terminalId, wish))
      const row = () =>
        store().db.selectFrom('print_order').selectAll().where('job_id', '=', jobId).executeTakeFirstOrThrow()
      if (on === 'close') await step(world, () => world.orders().close(terminalId, jobId))
      // Whoever has the code pays it, also where it was given up.
      double.pay(lastTrade(world))
      await sweep(world, 2, 5_000)
      if (isOfRefund) double.faults.push({ on, what })
      if ((await row()).state === 'ready')
        await step(world, () => world.orders().reportOutcome(terminalId, jobId, outcomeOf(DELIVERED)))
      await sweep(world, 6, 120_000)
      double.endRefunds('succeeded')
      await sweep(world, 3, 30 * 60_000)

      const { state, paid_fen, refund_fen, loose_end } = await row()
      expect(double.faults).toEqual([])
      expect(['ended', 'closed']).toContain(state)
      expect(loose_end).toBe(false)
      const trade = double.trades.get(lastTrade(world))
      const refunds = [...(trade?.refunds.values() ?? [])]
      expect(refunds.length).toBeLessThanOrEqual(1)
      expect(refunds.every(refund => refund.state === 'succeeded')).toBe(true)
      const kept = (trade?.paidFen ?? 0) - refunds.reduce((sum, { refundFen }) => sum + refundFen, 0)
      expect(kept).toBe(state === 'ended' ? CHARGED_FEN : 0)
      expect(paid_fen - (refund_fen ?? 0)).toBe(kept)
      expect(await world.used()).toBe(state === 'ended' ? 5 : 0)
      expect(await differencesInBooks(store())).toEqual([])
    })
  })
})
