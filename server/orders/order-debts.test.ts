import { expect, it } from 'vitest'
import { ok, unwrap } from '../../src/result.ts'
import {
  actOnCase,
  casesOf,
  differencesInBooks,
  lastTrade,
  openAndPay,
  outcomeOf,
  PERSON,
} from '../../tests/peers/debt-world.ts'
import { createOrderWorld, type OrderWorld } from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { sentence } from '../cases/cases.ts'
import type { Store } from '../ground/store/store.ts'
import { merchantsOf, type PaymentFailure, type Payments } from '../payments/payments.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const NOT_FOUND: PaymentFailure = { kind: 'not-found', code: 'ORDER_NOT_EXIST' }

async function pass(world: OrderWorld, forMs: number, everyMs = MINUTE_MS): Promise<void> {
  for (let passed = 0; passed < forMs; passed += everyMs) {
    await world.clock.advance(everyMs)
    await world.orders().sweep()
    await world.orders().tellMissing()
  }
}
/** What of a trade is still with the merchant. */
const keptFen = (world: OrderWorld, outTradeNo: string): number => {
  const trade = world.double.trades.get(outTradeNo)
  const back = [...(trade?.refunds.values() ?? [])].filter(({ state }) => state !== 'closed')
  return (trade?.paidFen ?? 0) - back.reduce((sum, { refundFen }) => sum + refundFen, 0)
}

const rowOf = ({ db }: Store, { orderId }: { readonly orderId: string }) =>
  db.selectFrom('print_order').selectAll().where('order_id', '=', orderId).executeTakeFirstOrThrow()

describeOnStores('a paid order whose terminal tells nothing', store => {
  const suspend = ({ terminalId }: OrderWorld) =>
    store().db.updateTable('terminal').set({ state: 'suspended' }).where('terminal_id', '=', terminalId).execute()

  it('becomes a case after the set time, once, and stays as it is until somebody decides', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 7)
    await pass(world, 23 * HOUR_MS, HOUR_MS)
    expect(await casesOf(store(), order)).toEqual([])
    await pass(world, 5 * HOUR_MS, HOUR_MS)
    expect(await casesOf(store(), order)).toMatchObject([
      { kind: 'outcome-missing', state: 'open', amount_fen: 400, times_heard: 1 },
    ])
    expect(unwrap(await world.orders().read(world.terminalId, order.jobId)).state).toBe('ready')
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(7)))
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'outcome-missing', state: 'ended' }])
    expect(await differencesInBooks(store())).toEqual([])
  })

  it('becomes one within ten minutes when the terminal is shut out', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 7)
    await suspend(world)
    await pass(world, 5 * MINUTE_MS)
    expect(await casesOf(store(), order)).toEqual([])
    await pass(world, 5 * MINUTE_MS)
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'outcome-missing', state: 'open' }])
  })

  it('is paid back by a person’s word; an outcome that comes after that is a case, and acknowledged', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 7)
    const trade = lastTrade(world)
    await pass(world, 25 * HOUR_MS, HOUR_MS)
    expect(await actOnCase(store(), world, order, 'outcome-missing', { act: 'refund' })).toBeNull()
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'outcome-missing', state: 'under-way' }])
    await pass(world, 5 * MINUTE_MS)
    world.double.endRefunds('succeeded')
    await pass(world, 5 * MINUTE_MS)
    expect(keptFen(world, trade)).toBe(0)
    expect(await world.used()).toBe(0)
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'outcome-missing', state: 'ended' }])

    const told = await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(6))
    expect(told).toMatchObject({ ok: true, value: { state: 'ended', settlement: { chargedFen: 0 } } })
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(6)))
    expect(await casesOf(store(), order)).toMatchObject([
      { kind: 'outcome-missing' },
      { kind: 'outcome-conflict', state: 'open', amount_fen: null },
    ])
    expect(await differencesInBooks(store())).toEqual([])
  })

  it('is paid back in part, by hand, or not at all', async () => {
    const decided = async (said: Parameters<typeof actOnCase>[4]) => {
      const world = await createOrderWorld(store())
      const order = await openAndPay(world, 8)
      const trade = lastTrade(world)
      await pass(world, 25 * HOUR_MS, HOUR_MS)
      const refused = await actOnCase(store(), world, order, 'outcome-missing', said)
      if (refused !== null) return refused
      await pass(world, 5 * MINUTE_MS)
      const { copies_delivered, outcome_by } = await store()
        .db.selectFrom('print_order')
        .selectAll()
        .where('order_id', '=', order.orderId)
        .executeTakeFirstOrThrow()
      return { keptFen: keptFen(world, trade), copies_delivered, outcome_by }
    }
    expect(await decided({ act: 'refund', amountFen: '200', reason: 'two are there' })).toMatchObject({
      ...{ keptFen: 400, copies_delivered: 7, outcome_by: 'person' },
    })
    expect(await decided({ act: 'refunded-by-hand', reference: 'PZ-1' })).toMatchObject({ copies_delivered: 0 })
    expect(await decided({ act: 'close', reason: 'paper is in the tray' })).toMatchObject({ copies_delivered: 8 })
    expect(await decided({ act: 'refund', amountFen: '150', reason: 'half' })).toContain('150 fen')
    const byHand = await store()
      .db.selectFrom('refund')
      .selectAll()
      .where('state', '=', 'paid-by-hand')
      .where('ended_because', '=', 'PZ-1')
      .execute()
    expect(byHand).toMatchObject([{ cause: 'by-hand-decided', ended_by: PERSON, next_try_at: null }])
    expect(await differencesInBooks(store())).toEqual([])
  })
})

describeOnStores('what a terminal tells that contradicts the order', store => {
  it('is a case with both sides, and acknowledged where nothing more can come', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 6, { isPaid: false })
    const tell = (copies: number) => world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(copies))
    // It may still be paid: it has to be told again.
    expect(await tell(6)).toMatchObject({ error: { code: 'order-conflict' } })
    unwrap(await world.orders().close(world.terminalId, order.jobId))
    expect(await tell(6)).toMatchObject({ ok: true, value: { state: 'closed' } })
    const [found, ...more] = await casesOf(store(), order)
    expect(more).toEqual([])
    expect(found).toMatchObject({ kind: 'outcome-conflict', state: 'open' })
    expect(found?.words.join()).toContain('6 copies')
    expect(unwrap(await tell(0)).state).toBe('closed')
  })

  it('is none when it was told before, and one when it was told otherwise; what is owed then goes back by a person’s word', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 8)
    const trade = lastTrade(world)
    const tell = async (copies: number) =>
      unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(copies)))
    for (let time = 0; time < 2; time++) await tell(8)
    expect(await casesOf(store(), order)).toEqual([])
    await tell(7)
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'outcome-conflict', amount_fen: 200 }])
    expect(await actOnCase(store(), world, order, 'outcome-conflict', { act: 'refund' })).toBeNull()
    await pass(world, 3 * MINUTE_MS)
    expect(keptFen(world, trade)).toBe(400)
    world.double.endRefunds('succeeded')
    await pass(world, 3 * MINUTE_MS)
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'outcome-conflict', state: 'ended' }])
    expect(await differencesInBooks(store())).toEqual([])
  })

  it('is one when only what cannot be told is told otherwise, with no money where the paper costs what was charged', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 8)
    const tell = async (copiesUnclear: number) => {
      const outcome = { ...outcomeOf(8), copiesUnclear }
      return unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcome))
    }
    for (let time = 0; time < 2; time++) await tell(0)
    expect(await casesOf(store(), order)).toEqual([])
    await tell(1)
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'outcome-conflict', amount_fen: null }])
    expect(await differencesInBooks(store())).toEqual([])
  })

  it('late paper is a case with the printer’s words', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 1)
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(0)))
    const late = [{ copyNumber: 1, end: 'delivered' as const, sheetsCounted: 2, evidence: 'job-state 9' }]
    const { caseNumber } = unwrap(await world.orders().reportLatePaper(world.terminalId, order.jobId, late))
    expect(unwrap(await world.orders().reportLatePaper(world.terminalId, order.jobId, late)).caseNumber).toBe(
      caseNumber,
    )
    const [found] = await casesOf(store(), order)
    expect(found).toMatchObject({ kind: 'late-paper', case_number: caseNumber })
    expect(found?.words).toContain('job-state 9')
  })
})

describeOnStores('copies of which nobody can tell', store => {
  const copies = [{ copyNumber: 6, end: 'cannot-be-told' as const, sheetsCounted: 1, evidence: 'gone after power-up' }]
  /** Twelve copies, five of them free; five came out, six cannot be told: their 1200 fen are held. */
  const held = async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 12)
    const trade = lastTrade(world)
    const told = { ...outcomeOf(5, 6), copies }
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, told))
    await pass(world, 3 * MINUTE_MS)
    const settled = async () => unwrap(await world.orders().read(world.terminalId, order.jobId)).settlement
    return { world, order, trade, settled }
  }

  it('are a case with the evidence of each copy, and the money that is held', async () => {
    const { order } = await held()
    const [found] = await casesOf(store(), order)
    expect(found).toMatchObject({ kind: 'copy-unclear', state: 'open', amount_fen: 1_200 })
    expect(found?.words).toContain('gone after power-up')
  })

  it('have their money paid back by a person’s word', async () => {
    const { world, order, trade, settled } = await held()
    expect(keptFen(world, trade)).toBe(1_200)
    expect(await actOnCase(store(), world, order, 'copy-unclear', { act: 'refund' })).toBeNull()
    await pass(world, 3 * MINUTE_MS)
    world.double.endRefunds('succeeded')
    await pass(world, 3 * MINUTE_MS)
    expect(keptFen(world, trade)).toBe(0)
    expect(await settled()).toMatchObject({ heldFen: 0, chargedFen: 0, refundFen: 1_400 })
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'copy-unclear', state: 'ended' }])
    expect(await differencesInBooks(store())).toEqual([])
  })

  it('count as delivered when a person says so', async () => {
    const { world, order, trade, settled } = await held()
    expect(
      await actOnCase(store(), world, order, 'copy-unclear', { act: 'close', reason: 'seen on camera' }),
    ).toBeNull()
    await pass(world, 3 * MINUTE_MS)
    expect(keptFen(world, trade)).toBe(1_200)
    expect(await settled()).toMatchObject({ copiesDelivered: 11, copiesUnclear: 0, heldFen: 0, chargedFen: 1_200 })
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'copy-unclear', state: 'ended' }])
  })

  it('that were given back unseen are a case all the same', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 7)
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(5, 2)))
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'copy-unclear', amount_fen: null }])
  })
})

describeOnStores('an order that its merchant says it does not know', store => {
  it('is not over by one such word: what was paid without a notice is found and paid back', async () => {
    const world = await createOrderWorld(store())
    for (const what of ['lost-reply', 'lost-reply'] as const) world.double.faults.push({ on: 'openCode', what })
    const { visitId, documentId, terminalId } = world
    const wish = { visitId, documentId, jobId: `lost-${terminalId}`, copies: 6, expectedAmountFen: 200 }
    expect(await world.orders().open(terminalId, wish)).toMatchObject({ error: { code: 'payment-unavailable' } })
    // Just before its end somebody pays, and the one answer at the end is a false one.
    await world.clock.advance(329_000)
    const trade = lastTrade(world)
    expect(world.double.pay(trade)).toBe(true)
    world.double.refusals.set('query', NOT_FOUND)
    await world.clock.advance(2_000)
    await world.orders().sweepOrders()
    world.double.refusals.clear()
    await pass(world, 15 * MINUTE_MS)
    world.double.endRefunds('succeeded')
    await pass(world, 15 * MINUTE_MS)
    expect(keptFen(world, trade)).toBe(0)
    const row = await store()
      .db.selectFrom('print_order')
      .selectAll()
      .where('job_id', '=', wish.jobId)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ state: 'closed', loose_end: false, paid_fen: 200, refund_fen: 200 })
  })

  it('once said closed by the provider that nobody had asked to close it, is asked about: what is paid after that goes back', async () => {
    const world = await createOrderWorld(store())
    const { merchant } = world.double
    let lies = 1
    const query: Payments['query'] = async number => {
      const answer = await merchant.payments.query(number)
      return answer.ok && lies-- > 0 ? ok({ ...answer.value, state: 'closed' }) : answer
    }
    world.configure(merchantsOf({ ...merchant, payments: { ...merchant.payments, query } }))
    const order = await openAndPay(world, 6, { isPaid: false })
    expect(unwrap(await world.orders().read(world.terminalId, order.jobId)).state).toBe('closed')
    const trade = lastTrade(world)
    expect(world.double.pay(trade)).toBe(true)
    await pass(world, 15 * MINUTE_MS)
    world.double.endRefunds('succeeded')
    await pass(world, 15 * MINUTE_MS)
    expect(keptFen(world, trade)).toBe(0)
    expect(await rowOf(store(), order)).toMatchObject({ state: 'closed', loose_end: false, refund_fen: 200 })
  })

  it('although it gave a code becomes a case; the merchant’s own word ends it', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 6, { isPaid: false })
    world.double.refusals.set('query', NOT_FOUND)
    await pass(world, 30 * MINUTE_MS)
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'order-unclosable', state: 'open', amount_fen: 200 }])
    // The code is no word of the provider's.
    const [found] = await casesOf(store(), order)
    expect(found?.words).toContain(sentence('not-known', { code: NOT_FOUND.code }))
    expect(found?.words).not.toContain(NOT_FOUND.code)
    expect(await world.used()).toBe(5)
    world.double.refusals.clear()
    await pass(world, HOUR_MS, 10 * MINUTE_MS)
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'order-unclosable', state: 'ended' }])
    expect(await world.used()).toBe(0)
  })

  it('is given up by a person, and its free copies go back', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 6, { isPaid: false })
    world.double.refusals.set('query', { kind: 'refused', code: 'NO_AUTH', words: '无权限' })
    await pass(world, 30 * MINUTE_MS)
    const [found] = await casesOf(store(), order)
    expect(found?.words).toContain('无权限')
    const said = { act: 'close', reason: 'the merchant number was given back' } as const
    expect(await actOnCase(store(), world, order, 'order-unclosable', said)).toBeNull()
    expect(unwrap(await world.orders().read(world.terminalId, order.jobId)).state).toBe('closed')
    expect(await world.used()).toBe(0)
    const asked = world.double.asked.filter(({ number }) => number === lastTrade(world)).length
    await pass(world, 5 * HOUR_MS, HOUR_MS)
    expect(world.double.asked.filter(({ number }) => number === lastTrade(world))).toHaveLength(asked)
  })
})

describeOnStores('a payment of another amount', store => {
  const odd = async (world: OrderWorld, fen: number) => {
    world.double.misstated.push(fen)
    expect(await world.notify(lastTrade(world))).toBe(true)
  }

  it('that is said once is held, nothing printed and nothing paid back; the true answer is taken', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 6, { isPaid: false })
    world.double.pay(lastTrade(world))
    await odd(world, 201)
    // The provider is silent for now: the screen neither shows the code any more nor says that nothing was charged.
    world.double.refusals.set('query', { kind: 'unknown', code: 'TIMEOUT' })
    expect(unwrap(await world.orders().read(world.terminalId, order.jobId))).toMatchObject({
      ...{ state: 'awaiting-payment', codeUrl: null, payWithinMs: null },
    })
    expect(await world.orders().close(world.terminalId, order.jobId)).toMatchObject({
      error: { code: 'payment-unclear' },
    })
    await pass(world, 10 * MINUTE_MS)
    expect(await rowOf(store(), order)).toMatchObject({
      state: 'closing',
      doubt: 'paid 201 fen',
      paid_fen: 0,
      refund_fen: 0,
    })
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'amount-differs', state: 'open', amount_fen: 201 }])
    world.double.refusals.clear()
    await pass(world, HOUR_MS, 10 * MINUTE_MS)
    expect(await rowOf(store(), order)).toMatchObject({ state: 'ready', doubt: null, paid_fen: 200 })
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'amount-differs', state: 'ended' }])
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(6)))
    expect(await differencesInBooks(store())).toEqual([])
  })

  it('that is a slip of one answer is not even seen by the visitor', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 6, { isPaid: false })
    world.double.pay(lastTrade(world))
    world.double.misstated.push(201)
    await world.clock.advance(2_000)
    expect(unwrap(await world.orders().read(world.terminalId, order.jobId)).state).toBe('ready')
  })

  it('that is named once an order is paid stops nothing; it is asked about, and its case ends by the true answer', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 6)
    await odd(world, 201)
    expect(await rowOf(store(), order)).toMatchObject({ state: 'ready', doubt: 'paid 201 fen', paid_fen: 200 })
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'amount-differs', state: 'open' }])
    await pass(world, 2 * MINUTE_MS)
    expect(await rowOf(store(), order)).toMatchObject({ state: 'ready', doubt: null, paid_fen: 200 })
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'amount-differs', state: 'ended' }])
    unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcomeOf(6)))
    await odd(world, 1)
    // Who is silent about it leads to no case of another kind, and what two answers say of a paid order changes no sum.
    world.double.refusals.set('query', { kind: 'unknown', code: 'TIMEOUT' })
    await pass(world, 26 * HOUR_MS, HOUR_MS)
    world.double.refusals.clear()
    world.double.misstated.push(1, 1)
    await pass(world, MINUTE_MS, 30 * MINUTE_MS)
    expect(await rowOf(store(), order)).toMatchObject({ state: 'ended', doubt: 'paid 1 fen', paid_fen: 200 })
    await pass(world, HOUR_MS, 30 * MINUTE_MS)
    expect(await rowOf(store(), order)).toMatchObject({ state: 'ended', doubt: null, paid_fen: 200, refund_fen: 0 })
    expect((await casesOf(store(), order)).map(({ kind, state }) => [kind, state])).toEqual([
      ['amount-differs', 'ended'],
      ['amount-differs', 'ended'],
    ])
    // Of other orders of this store, paid and not told of, the provider is asked all the while.
    const asked = () => world.double.asked.filter(({ number }) => number === lastTrade(world)).length
    const before = asked()
    await pass(world, 3 * HOUR_MS, HOUR_MS)
    expect(asked()).toBe(before)
    expect(await differencesInBooks(store())).toEqual([])
  })

  it('that two answers name alike is paid back whole, and the screen does not say that nothing was charged', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 6, { isPaid: false })
    const trade = lastTrade(world)
    world.double.pay(trade, 150)
    await world.clock.advance(2_000)
    expect(unwrap(await world.orders().read(world.terminalId, order.jobId)).state).toBe('awaiting-payment')
    expect(await rowOf(store(), order)).toMatchObject({ state: 'closed', paid_fen: 150 })
    expect(await world.orders().close(world.terminalId, order.jobId)).toMatchObject({
      error: { code: 'payment-unclear' },
    })
    await pass(world, 5 * MINUTE_MS)
    expect(keptFen(world, trade)).toBe(0)
    world.double.endRefunds('succeeded')
    await pass(world, 15 * MINUTE_MS)
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'amount-differs', state: 'ended' }])
    expect(unwrap(await world.orders().close(world.terminalId, order.jobId)).state).toBe('closed')
    expect(await differencesInBooks(store())).toEqual([])
  })

  it.each([201, 199])(
    'that was named alike twice, %i for 200, and was another after all is paid back as it truly was',
    async fen => {
      const world = await createOrderWorld(store())
      const order = await openAndPay(world, 6, { isPaid: false })
      const trade = lastTrade(world)
      world.double.pay(trade)
      world.double.misstated.push(fen, fen)
      await world.clock.advance(2_000)
      await world.orders().read(world.terminalId, order.jobId)
      expect(await rowOf(store(), order)).toMatchObject({ state: 'closed', paid_fen: fen })
      await pass(world, 5 * MINUTE_MS)
      world.double.endRefunds('succeeded')
      await pass(world, 5 * MINUTE_MS)
      expect([...world.double.trades.get(trade)!.refunds.values()]).toMatchObject([
        { refundFen: 200, state: 'succeeded' },
      ])
      expect(await rowOf(store(), order)).toMatchObject({ paid_fen: 200, refund_fen: 200 })
      expect(await differencesInBooks(store())).toEqual([])
    },
  )

  it('in another currency is held until a person has looked', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 6, { isPaid: false })
    world.double.refusals.set('query', { kind: 'unknown', code: 'REPLY_IN_ANOTHER_CURRENCY', about: 'amount' })
    await pass(world, 30 * MINUTE_MS)
    expect(await rowOf(store(), order)).toMatchObject({
      state: 'closing',
      doubt: 'REPLY_IN_ANOTHER_CURRENCY',
      paid_fen: 0,
    })
    const [held] = await casesOf(store(), order)
    expect(held).toMatchObject({ kind: 'amount-differs', state: 'open', amount_fen: null })
    // The code is the house's own, and nobody's words.
    expect(held?.words).not.toContain('REPLY_IN_ANOTHER_CURRENCY')
    expect(held?.words).toContain(sentence('answer-does-not-fit', { code: 'REPLY_IN_ANOTHER_CURRENCY' }))
    world.double.refusals.clear()
    await pass(world, HOUR_MS, 10 * MINUTE_MS)
    expect(await rowOf(store(), order)).toMatchObject({ state: 'closed', doubt: null, loose_end: false })
    expect((await casesOf(store(), order)).filter(({ state }) => state !== 'ended')).toEqual([])
  })

  it('is believed by a person’s word, and paid back', async () => {
    const world = await createOrderWorld(store())
    const order = await openAndPay(world, 6, { isPaid: false })
    const trade = lastTrade(world)
    world.double.pay(trade, 150)
    world.double.refusals.set('query', { kind: 'unknown', code: 'TIMEOUT' })
    expect(await world.notify(trade)).toBe(true)
    expect(await actOnCase(store(), world, order, 'amount-differs', { act: 'refund' })).toBeNull()
    world.double.refusals.clear()
    await pass(world, 10 * MINUTE_MS)
    world.double.endRefunds('succeeded')
    await pass(world, 10 * MINUTE_MS)
    expect(keptFen(world, trade)).toBe(0)
    expect(await casesOf(store(), order)).toMatchObject([{ kind: 'amount-differs', state: 'ended' }])
  })
})
