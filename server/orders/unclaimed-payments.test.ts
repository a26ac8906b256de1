import { expect, it } from 'vitest'
import type { DocumentId, JobId } from '../../src/contract/ids.ts'
import type { ForgottenOrder } from '../../src/contract/orders-api.ts'
import { unwrap } from '../../src/result.ts'
import { actOnCase, casesAbout, outcomeOf, PERSON } from '../../tests/peers/debt-world.ts'
import { createOrderWorld, type OrderWorld } from '../../tests/peers/order-world.ts'
import { createPaymentsDouble } from '../../tests/peers/payments-double.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { balanceOf } from '../books/books.ts'
import { randomId } from '../ground/random-id.ts'
import { merchantsOf } from '../payments/payments.ts'
import { unsettledOrders } from './unsettled-orders.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

async function pass(world: OrderWorld, forMs: number, everyMs = MINUTE_MS): Promise<void> {
  for (let passed = 0; passed < forMs; passed += everyMs) {
    await world.clock.advance(everyMs)
    await world.orders().sweep()
  }
}
let numbers = 0
const newNumber = () => `yz20261118${String(++numbers).padStart(20, 'A')}`

describeOnStores('a payment that no order knows', store => {
  const paid = async () => {
    const world = await createOrderWorld(store())
    const number = newNumber()
    world.double.payUnknown(number, 400)
    return { world, number }
  }
  const kept = (number: string) =>
    store().db.selectFrom('unclaimed_payment').selectAll().where('out_trade_no', '=', number).execute()
  const refunds = (world: OrderWorld, number: string) => [...world.double.trades.get(number)!.refunds.values()]

  it('is kept before it is acknowledged, and a case once its merchant has confirmed it', async () => {
    const { world, number } = await paid()
    expect(await world.notify(number)).toBe(true)
    expect(await kept(number)).toMatchObject([{ state: 'heard', said_fen: 400, transaction_id: `wx-${number}` }])
    expect(await casesAbout(store(), number)).toEqual([])
    expect(await world.notify(number)).toBe(true)
    await pass(world, MINUTE_MS)
    expect(await kept(number)).toMatchObject([
      { state: 'told', heard_times: 2, answer: 'paid 400 fen', answer_fen: 400 },
    ])
    expect(await casesAbout(store(), number)).toMatchObject([{ kind: 'paid-unknown', state: 'open', amount_fen: 400 }])
    expect(await balanceOf(store().db, number)).toMatchObject({ provider: 400, visitor: -400 })
    expect(await unsettledOrders(store().db)).toContainEqual(
      expect.objectContaining({ orderNumber: number, standing: 'paid without an order' }),
    )
  })

  it('is paid back by a person’s word, through the same driver as every refund', async () => {
    const { world, number } = await paid()
    await world.notify(number)
    await pass(world, MINUTE_MS)
    expect(await actOnCase(store(), world, { subject: number }, 'paid-unknown', { act: 'refund' })).toBeNull()
    await pass(world, 2 * MINUTE_MS)
    expect(refunds(world, number)).toMatchObject([{ refundFen: 400 }])
    world.double.endRefunds('succeeded')
    await pass(world, 3 * MINUTE_MS)
    expect(await casesAbout(store(), number)).toMatchObject([{ kind: 'paid-unknown', state: 'ended' }])
    expect(await balanceOf(store().db, number)).toMatchObject({ provider: 0, visitor: 0, 'given-back': 0 })
    expect((await unsettledOrders(store().db)).filter(({ orderNumber }) => orderNumber === number)).toEqual([])
    // The same notice again starts nothing anew.
    await world.notify(number)
    await pass(world, HOUR_MS, 10 * MINUTE_MS)
    expect(refunds(world, number)).toHaveLength(1)
  })

  it.each([
    ['by hand', { act: 'refunded-by-hand', reference: 'PZ-9' }, { provider: 400, 'by-hand': -400, university: 0 }],
    ['not at all', { act: 'close', reason: 'a test of the canteen' }, { provider: 400, university: -400 }],
    [
      'in part',
      { act: 'refund', amountFen: '100', reason: 'three came out' },
      { university: -300, 'given-back': -100 },
    ],
  ] as const)('is paid back %s, and the books say so', async (_, said, balance) => {
    const { world, number } = await paid()
    await world.notify(number)
    await pass(world, MINUTE_MS)
    expect(await actOnCase(store(), world, { subject: number }, 'paid-unknown', said)).toBeNull()
    expect(await balanceOf(store().db, number)).toMatchObject(balance)
    const rows = await store().db.selectFrom('refund').selectAll().where('out_trade_no', '=', number).execute()
    if (said.act === 'refunded-by-hand') expect(rows).toMatchObject([{ state: 'paid-by-hand', ended_by: PERSON }])
  })

  it('is believed with another sum than was said only when a second answer names it', async () => {
    const { world, number } = await paid()
    world.double.misstated.push(401)
    await world.notify(number)
    await pass(world, MINUTE_MS)
    expect(await kept(number)).toMatchObject([{ state: 'heard', said_fen: 401, answer_fen: 400 }])
    await pass(world, 2 * MINUTE_MS)
    expect(await casesAbout(store(), number)).toMatchObject([{ kind: 'paid-unknown', amount_fen: 400 }])
  })

  it('that its merchant does not confirm is asked about for a day, and then told all the same', async () => {
    const { world, number } = await paid()
    await world.notify(number)
    world.double.refusals.set('query', { kind: 'not-found', code: 'ORDER_NOT_EXIST' })
    await pass(world, 20 * HOUR_MS, HOUR_MS)
    expect(await casesAbout(store(), number)).toEqual([])
    await pass(world, 6 * HOUR_MS, HOUR_MS)
    const [found] = await casesAbout(store(), number)
    expect(found).toMatchObject({ kind: 'paid-unknown', state: 'open' })
    expect(found?.words).toContain('ORDER_NOT_EXIST')
    const refused = await actOnCase(store(), world, { subject: number }, 'paid-unknown', { act: 'refund' })
    expect(refused).toContain('no merchant has confirmed')
  })

  const forgotten = (world: OrderWorld, paymentReference: string | null): ForgottenOrder => ({
    ...{ jobId: randomId() as JobId, orderNumber: '261118-AAAAAAA', documentId: world.documentId as DocumentId },
    ...{ copies: 7, freeCopies: 5, unitPriceFen: 200, paymentReference, stationState: 'printed' },
    outcome: outcomeOf(6),
  })

  it('whose order a terminal remembers is one case, with the merchant’s answer and what is owed by the paper', async () => {
    const { world, number } = await paid()
    const told = forgotten(world, number)
    const { caseNumber } = unwrap(await world.orders().reportForgotten(world.terminalId, told))
    const [found] = await casesAbout(store(), told.jobId)
    expect(found).toMatchObject({ case_number: caseNumber, kind: 'order-forgotten', amount_fen: 200 })
    expect(found?.words).toContain('paid 400 fen')
    expect(found?.words.join()).toContain('ledger of the terminal')
    expect(await casesAbout(store(), number)).toEqual([])
    const said = { act: 'refund', reason: 'six came out' } as const
    expect(await actOnCase(store(), world, { subject: told.jobId }, 'order-forgotten', said)).toBeNull()
    await pass(world, 2 * MINUTE_MS)
    expect(refunds(world, number)).toMatchObject([{ refundFen: 200 }])
    world.double.endRefunds('succeeded')
    await pass(world, 3 * MINUTE_MS)
    expect(await casesAbout(store(), told.jobId)).toMatchObject([{ state: 'ended' }])
  })

  it('that was a case of its own before its terminal told of it becomes one with it', async () => {
    const { world, number } = await paid()
    await world.notify(number)
    await pass(world, MINUTE_MS)
    expect(await casesAbout(store(), number)).toMatchObject([{ kind: 'paid-unknown', state: 'open' }])
    const told = forgotten(world, number)
    unwrap(await world.orders().reportForgotten(world.terminalId, told))
    expect(await casesAbout(store(), number)).toMatchObject([{ kind: 'paid-unknown', state: 'ended' }])
    const [found] = await casesAbout(store(), told.jobId)
    expect(found).toMatchObject({ kind: 'order-forgotten', state: 'open' })
    expect(found?.words).toContain('paid 400 fen')
  })

  it('is looked for at every merchant, for nobody knows any more under whom it was', async () => {
    const world = await createOrderWorld(store())
    const former = createPaymentsDouble(world.clock, { provider: 'wechat-pay', merchantId: '1600000009' })
    const number = newNumber()
    former.payUnknown(number, 400)
    world.configure(merchantsOf(world.double.merchant, [former.merchant]))
    const told = forgotten(world, number)
    unwrap(await world.orders().reportForgotten(world.terminalId, told))
    const [found] = await casesAbout(store(), told.jobId)
    expect(found?.words).toEqual(expect.arrayContaining(['paid 400 fen', 'ORDER_NOT_EXIST']))
    expect(await actOnCase(store(), world, { subject: told.jobId }, 'order-forgotten', { act: 'refund' })).toBeNull()
    await pass(world, 2 * MINUTE_MS)
    expect([...former.trades.get(number)!.refunds.values()]).toMatchObject([{ refundFen: 200 }])
  })

  it('and an order without a payment is a case that costs nothing', async () => {
    const world = await createOrderWorld(store())
    const told = { ...forgotten(world, null), copies: 5, outcome: null }
    unwrap(await world.orders().reportForgotten(world.terminalId, told))
    expect(await casesAbout(store(), told.jobId)).toMatchObject([{ kind: 'order-forgotten', amount_fen: null }])
    const said = { act: 'close', reason: 'free copies only' } as const
    expect(await actOnCase(store(), world, { subject: told.jobId }, 'order-forgotten', said)).toBeNull()
  })
})
