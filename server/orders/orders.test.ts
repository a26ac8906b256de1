import { expect, it } from 'vitest'
import type { DocumentId, JobId } from '../../src/contract/ids.ts'
import { unwrap } from '../../src/result.ts'
import { createOrderWorld, type OrderWorld } from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { randomId } from '../ground/random-id.ts'

const open = (world: OrderWorld, copies: number, expectedAmountFen: number, jobId: string = randomId()) => {
  const { visitId, documentId } = world
  return world.orders().open(world.terminalId, { visitId, documentId, jobId, copies, expectedAmountFen })
}
const onlyTrade = (world: OrderWorld) => {
  const [number = ''] = [...world.double.trades.keys()]
  return number
}
const outcome = (copiesDelivered: number, copiesUnclear = 0) => ({
  ...{ copiesDelivered, copiesUnclear, sheetsDelivered: copiesDelivered * 2, copies: [], fault: null },
})

describeOnStores('orders', store => {
  it('are ready at once when every copy is free, and never reach a provider', async () => {
    const world = await createOrderWorld(store())
    const order = unwrap(await open(world, 2, 0))
    expect(order).toMatchObject({
      state: 'ready',
      codeUrl: null,
      payWithinMs: null,
      quote: { freeCopies: 2, amountFen: 0 },
    })
    expect(world.double.trades.size).toBe(0)
    const ended = unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcome(2)))
    expect(ended).toMatchObject({ state: 'ended', settlement: { chargedFen: 0, freeCopiesLeft: 3 } })
  })

  it('show a code, see the payment, settle, and refund without being asked', async () => {
    const world = await createOrderWorld(store())
    const order = unwrap(await open(world, 7, 400))
    expect(order).toMatchObject({
      state: 'awaiting-payment',
      payWithinMs: 300_000,
      quote: { freeCopies: 5, paidCopies: 2 },
    })
    expect(order.codeUrl).toBe(`weixin://wxpay/bizpayurl?pr=${onlyTrade(world)}`)
    expect(order.orderNumber).toMatch(/^\d{6}-[0-9A-Z]{7}$/)
    world.double.pay(onlyTrade(world))
    expect(unwrap(await world.orders().read(world.terminalId, order.jobId)).state).toBe('ready')
    const ended = unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcome(4)))
    // Seven ordered, five free and two paid; four came out, which would have cost nothing.
    expect(ended.settlement).toEqual({
      copiesDelivered: 4,
      copiesUnclear: 0,
      copiesGivenBack: 3,
      quotaGivenBack: 1,
      refundFen: 400,
      chargedFen: 0,
      heldFen: 0,
      freeCopiesLeft: 1,
    })
    await world.orders().sweep()
    expect([...world.double.trades.get(onlyTrade(world))!.refunds.values()]).toMatchObject([{ refundFen: 400 }])
    const again = unwrap(await world.orders().reportOutcome(world.terminalId, order.jobId, outcome(7)))
    expect(again.settlement).toEqual(ended.settlement)
  })

  it('are the same order when the same job asks again, also at once', async () => {
    const world = await createOrderWorld(store())
    const answers = await Promise.all([1, 2, 3].map(() => open(world, 6, 200, 'job-at-once-1')))
    const orders = answers.map(unwrap)
    expect(new Set(orders.map(({ orderId }) => orderId)).size).toBe(1)
    expect(world.double.trades.size).toBe(1)
    expect(await world.used()).toBe(5)
    const other = await open(world, 5, 0, 'job-at-once-1')
    expect(other).toMatchObject({ ok: false, error: { code: 'order-conflict' } })
  })

  it('never give the last free copy twice', async () => {
    const world = await createOrderWorld(store())
    const answers = await Promise.all(Array.from({ length: 8 }, () => open(world, 1, 0)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(5)
    for (const answer of answers) if (!answer.ok) expect(answer.error.code).toBe('quote-changed')
    expect(await world.used()).toBe(5)
  })

  it('refuse an amount that the visitor has not seen, and too many copies', async () => {
    const world = await createOrderWorld(store())
    expect(await open(world, 6, 0)).toMatchObject({ error: { code: 'quote-changed' } })
    expect(await open(world, 21, 3200)).toMatchObject({ error: { code: 'copies-refused' } })
    expect(await world.used()).toBe(0)
  })

  it('belong to one terminal and one visit', async () => {
    const [world, other] = [await createOrderWorld(store()), await createOrderWorld(store())]
    const order = unwrap(await open(world, 1, 0))
    for (const foreign of [
      world.orders().read(other.terminalId, order.jobId),
      world.orders().close(other.terminalId, order.jobId),
      world.orders().reportOutcome(other.terminalId, order.jobId, outcome(1)),
    ]) {
      expect(await foreign).toMatchObject({ ok: false, error: { code: 'order-unknown' } })
    }
    const input = { documentId: other.documentId, jobId: 'job-foreign', copies: 1, expectedAmountFen: 0 }
    expect(await world.orders().open(world.terminalId, { ...input, visitId: world.visitId })).toMatchObject({
      error: { code: 'document-unavailable' },
    })
    expect(await world.orders().open(world.terminalId, { ...input, visitId: other.visitId })).toMatchObject({
      error: { code: 'visit-expired' },
    })
  })

  it('that the provider refuses cost nothing, and stay refused', async () => {
    const world = await createOrderWorld(store())
    world.double.faults.push({ on: 'openCode', what: 'refused' })
    const jobId = randomId()
    expect(await open(world, 6, 200, jobId)).toMatchObject({ error: { code: 'payment-unavailable' } })
    expect(await open(world, 6, 200, jobId)).toMatchObject({ error: { code: 'payment-unavailable' } })
    expect(await world.used()).toBe(0)
    expect(world.double.trades.size).toBe(0)
  })

  it('are opened at the second try when the first reply is lost', async () => {
    const world = await createOrderWorld(store())
    world.double.faults.push({ on: 'openCode', what: 'lost-reply' })
    expect(unwrap(await open(world, 6, 200)).state).toBe('awaiting-payment')
    expect(world.double.trades.size).toBe(1)
  })

  it('whose opening stays unclear give free copies back at once, are closed at the provider later, and refund what was paid', async () => {
    const world = await createOrderWorld(store())
    for (const what of ['lost-reply', 'lost-reply'] as const) world.double.faults.push({ on: 'openCode', what })
    expect(await open(world, 6, 200)).toMatchObject({ error: { code: 'payment-unavailable' } })
    expect(await world.used()).toBe(0)
    expect(world.double.pay(onlyTrade(world))).toBe(true)
    await world.orders().sweep()
    world.double.endRefunds('succeeded')
    await world.clock.advance(60_000)
    await world.orders().sweep()
    expect(world.double.trades.get(onlyTrade(world))).toMatchObject({ state: 'paid', paidFen: 200 })
    const row = await store()
      .db.selectFrom('refund')
      .selectAll()
      .where('out_refund_no', 'like', `${onlyTrade(world)}%`)
      .execute()
    expect(row).toMatchObject([{ cause: 'paid-late', refund_fen: 200, state: 'succeeded', next_try_at: null }])
  })

  it('close when the visitor gives up, or are ready when the payment was quicker', async () => {
    const world = await createOrderWorld(store())
    const first = unwrap(await open(world, 6, 200))
    expect(unwrap(await world.orders().close(world.terminalId, first.jobId))).toMatchObject({
      state: 'closed',
      codeUrl: null,
    })
    expect(world.double.trades.get(onlyTrade(world))?.state).toBe('closed')
    expect(await world.used()).toBe(0)
    const second = unwrap(await open(world, 6, 200))
    const number = [...world.double.trades.keys()].at(-1) ?? ''
    world.double.pay(number)
    expect(unwrap(await world.orders().close(world.terminalId, second.jobId)).state).toBe('ready')
    expect(await world.used()).toBe(5)
  })

  it('keep free copies while the provider does not say whether the order is closed', async () => {
    const world = await createOrderWorld(store())
    const order = unwrap(await open(world, 6, 200))
    world.double.faults.push({ on: 'query', what: 'lost-request' })
    expect(await world.orders().close(world.terminalId, order.jobId)).toMatchObject({
      error: { code: 'payment-unclear' },
    })
    expect(await world.used()).toBe(5)
    await world.clock.advance(6_000)
    await world.orders().sweep()
    expect(unwrap(await world.orders().read(world.terminalId, order.jobId)).state).toBe('closed')
    expect(await world.used()).toBe(0)
  })

  it('close by themselves when the time to pay is over', async () => {
    const world = await createOrderWorld(store())
    const order = unwrap(await open(world, 6, 200))
    await world.clock.advance(299_000)
    await world.orders().sweep()
    expect(unwrap(await world.orders().read(world.terminalId, order.jobId))).toMatchObject({ payWithinMs: 1_000 })
    await world.clock.advance(6_000)
    await world.orders().sweep()
    expect(unwrap(await world.orders().read(world.terminalId, order.jobId)).state).toBe('closed')
    expect(await world.used()).toBe(0)
  })

  it('do not ask the provider at every poll', async () => {
    const world = await createOrderWorld(store())
    const order = unwrap(await open(world, 6, 200))
    await world.orders().read(world.terminalId, order.jobId)
    world.double.pay(onlyTrade(world))
    await world.clock.advance(1_900)
    expect(unwrap(await world.orders().read(world.terminalId, order.jobId)).state).toBe('awaiting-payment')
    await world.clock.advance(100)
    expect(unwrap(await world.orders().read(world.terminalId, order.jobId)).state).toBe('ready')
  })

  it('take a notice as well, however often, and know when it is not about one of theirs', async () => {
    const world = await createOrderWorld(store())
    const order = unwrap(await open(world, 6, 200))
    world.double.pay(onlyTrade(world))
    for (let i = 0; i < 3; i++) expect(await world.notify(onlyTrade(world))).toBe(true)
    expect(unwrap(await world.orders().read(world.terminalId, order.jobId)).state).toBe('ready')
    const transaction = { ...unwrap(await world.double.payments.query(onlyTrade(world))), outTradeNo: 'yz-of-nobody' }
    // It is kept, and so acknowledged: `unclaimed-payments.test.ts` says what follows.
    expect(await world.orders().takeNotice(world.double.merchant, { kind: 'payment', transaction })).toBe(true)
  })

  it('refuse an outcome of copies for which nobody has paid', async () => {
    const world = await createOrderWorld(store())
    const order = unwrap(await open(world, 6, 200))
    expect(await world.orders().reportOutcome(world.terminalId, order.jobId, outcome(6))).toMatchObject({
      error: { code: 'order-conflict' },
    })
  })

  it('keep a refund number through lost calls, and take a new one only when the provider has closed the old', async () => {
    const world = await createOrderWorld(store())
    const order = unwrap(await open(world, 6, 200))
    world.double.pay(onlyTrade(world))
    await world.orders().read(world.terminalId, order.jobId)
    for (const what of ['lost-reply', 'refused'] as const) world.double.faults.push({ on: 'refund', what })
    await world.orders().reportOutcome(world.terminalId, order.jobId, outcome(0))
    await world.orders().sweep()
    const refunds = world.double.trades.get(onlyTrade(world))!.refunds
    for (let minute = 0; minute < 3; minute++) {
      await world.clock.advance(60_000)
      await world.orders().sweep()
    }
    expect([...refunds.keys()]).toEqual([`${onlyTrade(world)}-not-delivered-1`])
    world.double.endRefunds('closed')
    for (let round = 0; round < 3; round++) {
      await world.clock.advance(31 * 60_000)
      await world.orders().sweep()
    }
    expect([...refunds.keys()]).toEqual([1, 2].map(n => `${onlyTrade(world)}-not-delivered-${n}`))
  })

  it('give back what cannot be told up to the set amount, hold it beyond, and go on to say so', async () => {
    const ended = async (copies: number, amountFen: number, delivered: number, unclear: number) => {
      const world = await createOrderWorld(store())
      const order = unwrap(await open(world, copies, amountFen))
      expect(order.paymentReference).toBe(onlyTrade(world))
      world.double.pay(onlyTrade(world))
      await world.orders().read(world.terminalId, order.jobId)
      const told = await world.orders().reportOutcome(world.terminalId, order.jobId, outcome(delivered, unclear))
      await world.orders().sweep()
      const refunds = [...world.double.trades.get(onlyTrade(world))!.refunds.values()].map(({ refundFen }) => refundFen)
      const read = unwrap(await world.orders().read(world.terminalId, order.jobId))
      expect(read.settlement).toEqual(unwrap(told).settlement)
      return { ...read.settlement, refunds }
    }
    expect(await ended(11, 1_200, 6, 5)).toMatchObject({
      copiesGivenBack: 5,
      heldFen: 0,
      chargedFen: 200,
      refunds: [1_000],
    })
    expect(await ended(12, 1_400, 5, 6)).toEqual({
      copiesDelivered: 5,
      copiesUnclear: 6,
      copiesGivenBack: 1,
      quotaGivenBack: 0,
      refundFen: 200,
      chargedFen: 1_200,
      heldFen: 1_200,
      freeCopiesLeft: 0,
      refunds: [200],
    })
  })

  it('that are not known here are taken down under a number when a terminal tells of them, late paper too', async () => {
    const world = await createOrderWorld(store())
    const told = {
      ...{ jobId: randomId() as JobId, orderNumber: '261122-0000001', documentId: world.documentId as DocumentId },
      ...{ copies: 7, freeCopies: 5, unitPriceFen: 200, paymentReference: 'T1', stationState: 'printed' as const },
      outcome: outcome(7),
    }
    const { caseNumber } = unwrap(await world.orders().reportForgotten(world.terminalId, told))
    expect(caseNumber).toMatch(/^\S{1,40}$/)
    expect(unwrap(await world.orders().reportForgotten(world.terminalId, told)).caseNumber).toBe(caseNumber)
    const late = [{ copyNumber: 2, end: 'delivered' as const, sheetsCounted: 2, evidence: 'job-state 9' }]
    expect(await world.orders().reportLatePaper(world.terminalId, told.jobId, late)).toMatchObject({
      error: { code: 'order-unknown' },
    })
    const { jobId } = unwrap(await open(world, 1, 0))
    expect(await world.orders().reportLatePaper(world.terminalId, jobId, late)).toMatchObject({
      error: { code: 'order-conflict' },
    })
    unwrap(await world.orders().reportOutcome(world.terminalId, jobId, outcome(0)))
    expect(unwrap(await world.orders().reportLatePaper(world.terminalId, jobId, late)).caseNumber).not.toBe(caseNumber)
    const events = await store()
      .db.selectFrom('audit')
      .select(['event', 'detail'])
      .where('terminal_id', '=', world.terminalId)
      .where('event', 'in', ['order-forgotten', 'order-late-paper'])
      .execute()
    expect(events.map(({ event }) => event)).toContain('order-late-paper')
    expect(JSON.stringify(events)).toContain('T1')
  })
})
