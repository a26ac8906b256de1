import { expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { createOrderWorld, FREE_COPIES, type OrderWorld, UNIT_PRICE_FEN } from '../../tests/peers/order-world.ts'
import { createPaymentsDouble, type PaymentsDouble } from '../../tests/peers/payments-double.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { randomId } from '../ground/random-id.ts'
import { merchantsOf } from '../payments/payments.ts'

const COPIES = 6
const AMOUNT_FEN = UNIT_PRICE_FEN
const MINUTE_MS = 60_000

/** Brings one order of six copies, one of them paid for, to the named point. */
const POINTS: Record<string, (world: OrderWorld, jobId: string) => Promise<void>> = {
  opening: async (world, jobId) => {
    world.double.faults.push({ on: 'openCode', what: 'crash-after' })
    await expect(open(world, jobId)).rejects.toThrow('crashed')
  },
  'awaiting-payment': async (world, jobId) => {
    unwrap(await open(world, jobId))
  },
  'awaiting-payment, and paid meanwhile': async (world, jobId) => {
    unwrap(await open(world, jobId))
    world.double.pay(tradeOf(world))
  },
  closing: async (world, jobId) => {
    unwrap(await open(world, jobId))
    world.double.faults.push({ on: 'query', what: 'lost-request' })
    expect(await world.orders().close(world.terminalId, jobId)).toMatchObject({ error: { code: 'payment-unclear' } })
  },
  'closing, and paid meanwhile': async (world, jobId) => {
    await POINTS.closing?.(world, jobId)
    world.double.pay(tradeOf(world))
  },
  'a loose end that was paid': async (world, jobId) => {
    for (const what of ['lost-reply', 'lost-reply'] as const) world.double.faults.push({ on: 'openCode', what })
    expect(await open(world, jobId)).toMatchObject({ error: { code: 'payment-unavailable' } })
    world.double.pay(tradeOf(world))
  },
  'ready without outcome': async (world, jobId) => {
    unwrap(await open(world, jobId))
    world.double.pay(tradeOf(world))
    expect(unwrap(await world.orders().read(world.terminalId, jobId)).state).toBe('ready')
  },
  'a refund due': async (world, jobId) => {
    await POINTS['ready without outcome']?.(world, jobId)
    await world.orders().reportOutcome(world.terminalId, jobId, nothingPrinted)
  },
  'a refund accepted': async (world, jobId) => {
    await POINTS['a refund due']?.(world, jobId)
    await world.orders().sweep()
  },
}
const nothingPrinted = { copiesDelivered: 0, copiesUnclear: 0, sheetsDelivered: 0, copies: [], fault: null }
const open = (world: OrderWorld, jobId: string) => {
  const { visitId, documentId } = world
  const wish = { visitId, documentId, jobId, copies: COPIES, expectedAmountFen: AMOUNT_FEN }
  return world.orders().open(world.terminalId, wish)
}
const tradeOf = (world: OrderWorld) => [...world.double.trades.keys()][0] ?? ''

const CHANGES: Record<string, (world: OrderWorld) => PaymentsDouble | null> = {
  'another merchant': world => createPaymentsDouble(world.clock, { provider: 'wechat-pay', merchantId: '1600000002' }),
  'another provider': world => createPaymentsDouble(world.clock, { provider: 'other-pay', merchantId: '1600000001' }),
  'no merchant at all': () => null,
}

/** Time goes by, and the terminal asks what it asks when nobody stands there. */
async function letTimePass(world: OrderWorld, jobId: string): Promise<void> {
  for (let round = 0; round < 5; round++) {
    await world.clock.advance(31 * MINUTE_MS)
    await world.orders().sweep()
    const closed = await world.orders().close(world.terminalId, jobId)
    if (closed.ok && closed.value.state === 'ready')
      await world.orders().reportOutcome(world.terminalId, jobId, nothingPrinted)
    world.double.endRefunds('succeeded')
  }
}

function keptFen(world: OrderWorld): number {
  const trade = world.double.trades.get(tradeOf(world))
  const refunds = [...(trade?.refunds.values() ?? [])].filter(({ state }) => state === 'succeeded')
  return (trade?.paidFen ?? 0) - refunds.reduce((sum, { refundFen }) => sum + refundFen, 0)
}

describeOnStores('an order whose merchant is changed in the configuration', store => {
  const rowOf = (jobId: string) =>
    store().db.selectFrom('print_order').selectAll().where('job_id', '=', jobId).executeTakeFirstOrThrow()
  const cases = Object.keys(POINTS).flatMap(point => Object.keys(CHANGES).map(change => [point, change] as const))

  it.each(cases)(
    '%s: is never ended by the word of %s, and by its own merchant when that is back',
    async (point, change) => {
      const world = await createOrderWorld(store())
      const jobId = randomId()
      await POINTS[point]?.(world, jobId)
      const before = await rowOf(jobId)
      const usedBefore = await world.used()
      const other = CHANGES[change]?.(world) ?? null

      world.configure(merchantsOf(other?.merchant ?? null))
      await letTimePass(world, jobId)
      const meanwhile = await rowOf(jobId)
      // Whoever may still have paid is still followed up. A code that was never shown holds no free copies back.
      if (before.next_check_at && before.state !== 'ready') expect(meanwhile.next_check_at).not.toBeNull()
      expect(meanwhile.paid_fen).toBe(before.paid_fen)
      if (before.code_url && !['ready', 'ended'].includes(before.state)) {
        expect(['awaiting-payment', 'closing']).toContain(meanwhile.state)
        expect(await world.used()).toBe(usedBefore)
      }
      expect(other?.asked ?? []).toEqual([])

      world.configure(merchantsOf(world.double.merchant))
      await letTimePass(world, jobId)
      expect(keptFen(world)).toBe(0)
      expect(world.double.trades.get(tradeOf(world))?.state).not.toBe('not-paid')
      expect(await rowOf(jobId)).toMatchObject({ loose_end: false })
      expect(['closed', 'ended']).toContain((await rowOf(jobId)).state)
    },
  )

  it.each(cases)('%s: is settled under its own merchant while new ones are opened under %s', async (point, change) => {
    const world = await createOrderWorld(store())
    const jobId = randomId()
    await POINTS[point]?.(world, jobId)
    const other = CHANGES[change]?.(world) ?? null
    world.configure(merchantsOf(other?.merchant ?? null, [world.double.merchant]))

    // The next order takes what is free, and is paid for under the new merchant, or not to be had.
    const free = FREE_COPIES - (await world.used())
    const { visitId, documentId } = world
    const wish = { visitId, documentId, jobId: randomId(), copies: free + 1, expectedAmountFen: AMOUNT_FEN }
    const next = await world.orders().open(world.terminalId, wish)
    if (other) {
      expect(next).toMatchObject({ ok: true, value: { state: 'awaiting-payment' } })
      expect(await rowOf(wish.jobId)).toMatchObject({ provider: other.merchant.provider })
      expect(await rowOf(wish.jobId)).toMatchObject({ merchant_id: other.merchant.merchantId })
    } else expect(next).toMatchObject({ error: { code: 'payment-unavailable' } })

    await letTimePass(world, jobId)
    expect(keptFen(world)).toBe(0)
    expect(await rowOf(jobId)).toMatchObject({ loose_end: false, merchant_id: world.double.merchant.merchantId })
    expect(['closed', 'ended']).toContain((await rowOf(jobId)).state)
    expect(await world.used()).toBe(0)
    const number = tradeOf(world)
    expect(other?.asked.filter(asked => asked.number.startsWith(number)) ?? []).toEqual([])
  })

  it('is not paid by the word of another merchant about the same number', async () => {
    const world = await createOrderWorld(store())
    const jobId = randomId()
    unwrap(await open(world, jobId))
    const transaction = {
      outTradeNo: tradeOf(world),
      state: 'paid',
      totalFen: AMOUNT_FEN,
      transactionId: 'forged',
      paidAt: new Date(world.clock.now()),
    } as const
    for (const key of [
      { provider: 'wechat-pay', merchantId: '1600000002' },
      { provider: 'other-pay', merchantId: '1600000001' },
    ]) {
      expect(await world.orders().takeNotice(key, { kind: 'payment', transaction })).toBe(false)
    }
    expect(await rowOf(jobId)).toMatchObject({ state: 'awaiting-payment', paid_fen: 0 })
  })

  it('nor is its refund believed by such a word', async () => {
    const world = await createOrderWorld(store())
    const jobId = randomId()
    await POINTS['a refund accepted']?.(world, jobId)
    const outRefundNo = `${tradeOf(world)}-not-delivered-1`
    const refund = { outRefundNo, state: 'succeeded', refundFen: AMOUNT_FEN } as const
    const notice = { kind: 'refund', outTradeNo: tradeOf(world), refund } as const
    expect(await world.orders().takeNotice({ provider: 'wechat-pay', merchantId: '1600000002' }, notice)).toBe(false)
    expect(await world.orders().takeNotice(world.double.merchant, notice)).toBe(true)
    const row = await store()
      .db.selectFrom('refund')
      .select('state')
      .where('out_refund_no', '=', outRefundNo)
      .executeTakeFirst()
    expect(row?.state).toBe('succeeded')
  })

  it('is not closed by its own merchant’s number either, where somebody else answers for it', async () => {
    const world = await createOrderWorld(store())
    const jobId = randomId()
    unwrap(await open(world, jobId))
    world.double.pay(tradeOf(world))
    // The number is right and the keys are not those of the merchant that has given the code.
    const stranger = createPaymentsDouble(world.clock)
    world.configure(merchantsOf(stranger.merchant))
    await letTimePass(world, jobId)
    expect(stranger.asked.length).toBeGreaterThan(0)
    expect((await rowOf(jobId)).state).toBe('closing')
    world.configure(merchantsOf(world.double.merchant))
    await letTimePass(world, jobId)
    expect(keptFen(world)).toBe(0)
  })
})
