import { expect, it } from 'vitest'
import type { DocumentId, JobId } from '../../src/contract/ids.ts'
import { unwrap } from '../../src/result.ts'
import { actOnCase, casesAbout, casesOf, lastTrade, openAndPay, outcomeOf } from '../../tests/peers/debt-world.ts'
import { createOrderWorld, type OrderWorld } from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { balanceOf } from '../books/books.ts'
import { checkEntries, checkProviderBalance } from '../books/check-entries.ts'
import { checkOrders } from '../books/check-orders.ts'
import { checkUnclaimed } from '../books/check-unclaimed.ts'
import { monthlyStatement } from '../books/statement.ts'
import type { CaseKind } from '../cases/cases.ts'
import { CASE_KINDS } from '../cases/kinds.ts'
import { dayIn } from '../ground/local-day.ts'
import { randomId } from '../ground/random-id.ts'
import type { PaymentFailure } from '../payments/payments.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const ZONE = 'Asia/Shanghai'
const REFUSED: PaymentFailure = { kind: 'refused', code: 'INVALID_REQUEST' }

async function pass(world: OrderWorld, forMs: number, everyMs = MINUTE_MS): Promise<void> {
  for (let passed = 0; passed < forMs; passed += everyMs) {
    await world.clock.advance(everyMs)
    await world.orders().sweep()
    await world.orders().tellMissing()
    await world.orders().tellSlowRefunds()
  }
}

/** What ends with money that was paid back by hand: the case’s subject, what the books call it, and how much. */
interface Scene {
  readonly subject: string
  readonly books: string
  readonly fen: number
  /** What the provider has sent back to the university before. */
  readonly cameBackFen?: number
}
type ByHandKind = {
  [Kind in CaseKind]: 'refunded-by-hand' extends (typeof CASE_KINDS)[Kind]['acts'][number] ? Kind : never
}[CaseKind]

const order = async (world: OrderWorld, copies: number, delivered: number, unclear = 0) => {
  const { orderId, jobId } = await openAndPay(world, copies)
  unwrap(await world.orders().reportOutcome(world.terminalId, jobId, outcomeOf(delivered, unclear)))
  return orderId
}
const told = async (world: OrderWorld, kind: CaseKind, db: Parameters<typeof openCase>[0]): Promise<Scene> => {
  const orderId = await order(world, 7, 7)
  await openCase(db, world, kind, orderId)
  return { subject: orderId, books: orderId, fen: 400 }
}
const openCase = (db: Parameters<typeof balanceOf>[0], world: OrderWorld, kind: CaseKind, orderId: string) =>
  db
    .transaction()
    .execute(tx =>
      world.cases.open(
        tx,
        { kind, subject: orderId, orderId, amountFen: null, evidence: [] },
        new Date(world.clock.now()),
      ),
    )
const refund = async (world: OrderWorld): Promise<Scene> => {
  const orderId = await order(world, 7, 0)
  return { subject: `${orderId}/not-delivered`, books: orderId, fen: 400 }
}
const paidOf = (world: OrderWorld, number: string) => {
  world.double.payUnknown(number, 400)
  return world.notify(number)
}
/** An order of ¥2.00 under which ¥1.50 were paid, by two answers of the provider, which refuses their refund. */
const paidOddly = async (world: OrderWorld) => {
  const { orderId, jobId } = await openAndPay(world, 6, { isPaid: false })
  world.double.pay(lastTrade(world), 150)
  world.double.refusals.set('refund', REFUSED)
  await world.clock.advance(2_000)
  unwrap(await world.orders().read(world.terminalId, jobId))
  return orderId
}

const SCENES: Readonly<Record<ByHandKind, (world: OrderWorld, db: Parameters<typeof balanceOf>[0]) => Promise<Scene>>> =
  {
    'copy-unclear': async world => {
      const orderId = await order(world, 11, 5, 6)
      return { subject: orderId, books: orderId, fen: 1_200 }
    },
    'refund-refused': async world => {
      const scene = await refund(world)
      world.double.refusals.set('refund', REFUSED)
      await pass(world, 10 * MINUTE_MS)
      return scene
    },
    'refund-abnormal': async world => {
      const scene = await refund(world)
      await pass(world, 2 * MINUTE_MS)
      world.double.endRefunds('abnormal')
      await pass(world, 10 * MINUTE_MS)
      return scene
    },
    'refund-returned': async world => {
      const scene = await refund(world)
      await pass(world, 2 * MINUTE_MS)
      world.double.endRefunds('succeeded', 'processing', 'merchant')
      await pass(world, 10 * MINUTE_MS)
      return { ...scene, cameBackFen: 400 }
    },
    'refund-slow': async world => {
      const scene = await refund(world)
      await pass(world, 80 * HOUR_MS, HOUR_MS)
      return scene
    },
    'amount-differs': async world => {
      const orderId = await paidOddly(world)
      await pass(world, 2 * MINUTE_MS)
      await world.clock.advance(MINUTE_MS)
      return { subject: orderId, books: orderId, fen: 150 }
    },
    'outcome-missing': async world => {
      const { orderId } = await openAndPay(world, 7)
      await pass(world, 25 * HOUR_MS, HOUR_MS)
      return { subject: orderId, books: orderId, fen: 400 }
    },
    'order-forgotten': async world => {
      const number = `yz-forgotten-${randomId().slice(0, 8)}`
      world.double.payUnknown(number, 400)
      const jobId = randomId() as JobId
      unwrap(
        await world.orders().reportForgotten(world.terminalId, {
          ...{ jobId, orderNumber: '261118-AAAAAAA', documentId: world.documentId as DocumentId },
          ...{ copies: 7, freeCopies: 5, unitPriceFen: 200, paymentReference: number, stationState: 'printed' },
          outcome: outcomeOf(6),
        }),
      )
      return { subject: jobId, books: number, fen: 200 }
    },
    'paid-unknown': async world => {
      const number = `yz-unknown-${randomId().slice(0, 8)}`
      await paidOf(world, number)
      await pass(world, MINUTE_MS)
      return { subject: number, books: number, fen: 400 }
    },
    'bill-differs': (world, db) => told(world, 'bill-differs', db),
    'outcome-conflict': (world, db) => told(world, 'outcome-conflict', db),
    'bad-print': (world, db) => told(world, 'bad-print', db),
  }

describeOnStores('money that was paid back by hand', store => {
  let vouchers = 0
  const byHand = (fen: number) =>
    ({
      act: 'refunded-by-hand',
      reference: `PZ-${1_000 + vouchers++}`,
      reason: '现金退还',
      amountFen: String(fen),
    }) as const
  const differences = async () => {
    const { db } = store()
    const [entries, orders] = [await checkEntries(db, '0', 10_000), await checkOrders(db, '', 10_000)]
    const unclaimed = await checkUnclaimed(db, '', 10_000)
    const atProvider = await checkProviderBalance(db)
    return [...entries.differences, ...orders.differences, ...unclaimed.differences, ...atProvider]
  }
  const statedFen = async (world: OrderWorld) => {
    const month = dayIn(ZONE, new Date(world.clock.now())).slice(0, 7)
    const { total, ties } = await monthlyStatement(store().db, ZONE, month)
    expect(ties).toBe(true)
    return total.refundedByHandFen
  }
  const refundsOf = (orderId: string) =>
    store().db.selectFrom('refund').selectAll().where('order_id', '=', orderId).execute()

  it.each(Object.keys(SCENES) as ByHandKind[])('is in the books and the statement, of %s', async kind => {
    expect(CASE_KINDS[kind].acts).toContain('refunded-by-hand')
    const world = await createOrderWorld(store())
    const { subject, books, fen, cameBackFen = 0 } = await SCENES[kind](world, store().db)
    const before = await statedFen(world)
    expect(await actOnCase(store(), world, { subject }, kind, byHand(fen))).toBeNull()
    expect(await balanceOf(store().db, books)).toMatchObject({ 'by-hand': cameBackFen - fen, 'given-back': 0 })
    expect((await statedFen(world)) - before).toBe(fen)
    world.double.refusals.clear()
    await pass(world, HOUR_MS, 10 * MINUTE_MS)
    world.double.endRefunds('succeeded')
    await pass(world, HOUR_MS, 10 * MINUTE_MS)
    expect(await balanceOf(store().db, books)).toMatchObject({ 'by-hand': cameBackFen - fen, 'given-back': 0 })
    expect(await differences()).toEqual([])
  })

  it.each(Object.keys(SCENES) as ByHandKind[])('is never more than was paid and is not back, of %s', async kind => {
    const world = await createOrderWorld(store())
    const { subject, books } = await SCENES[kind](world, store().db)
    const before = await balanceOf(store().db, books)
    expect(await actOnCase(store(), world, { subject }, kind, byHand(9_999_999))).toMatch(/fen/)
    expect(await balanceOf(store().db, books)).toEqual(before)
  })

  it('of another amount is not paid a second time by the machine; its case says what goes on', async () => {
    const world = await createOrderWorld(store())
    const { subject: orderId } = await SCENES['amount-differs'](world, store().db)
    const act = (said: Parameters<typeof actOnCase>[4]) =>
      actOnCase(store(), world, { orderId }, 'amount-differs', said)
    expect(await act({ act: 'refund' })).toBe('a refund of 150 fen is owed already, and goes on by itself')
    expect(await act({ act: 'close', reason: '已查' })).toBe(
      'a refund of 150 fen is owed, and goes on by itself: the case ends when it is through',
    )
    expect(await act({ ...byHand(100) })).toBe('this refund is owed whole: 150 fen')
    expect(await act(byHand(150))).toBeNull()
    expect(await refundsOf(orderId)).toMatchObject([{ state: 'paid-by-hand', next_try_at: null }])
    expect(await casesOf(store(), { orderId })).toMatchObject([{ kind: 'amount-differs', state: 'ended' }])
  })

  it('of another amount can’t be paid by hand while its refund is at the provider, or is being asked for', async () => {
    const world = await createOrderWorld(store())
    const orderId = await paidOddly(world)
    const act = () => actOnCase(store(), world, { orderId }, 'amount-differs', byHand(150))
    await pass(world, MINUTE_MS)
    expect(await act()).toBe('a refund of 150 fen is being asked for just now: wait half a minute and look again')
    world.double.refusals.clear()
    await pass(world, 10 * MINUTE_MS)
    expect(await refundsOf(orderId)).toMatchObject([{ state: 'accepted' }])
    expect(await act()).toBe('a refund of 150 fen is at the provider already, and goes on by itself')
    world.double.endRefunds('succeeded')
    await pass(world, 30 * MINUTE_MS)
    expect(await casesOf(store(), { orderId })).toMatchObject([{ kind: 'amount-differs', state: 'ended' }])
    // A bill may speak of it again: nothing is left, and nothing goes on.
    await openCase(store().db, world, 'amount-differs', orderId)
    const nothing =
      'all 150 fen that were paid for this order have gone back already, or a refund of them is under way: nothing more is owed'
    expect(await act()).toBe(nothing)
  })

  it('is refused, and so is closing, of a refund that the provider has and names with another amount', async () => {
    const world = await createOrderWorld(store())
    const { subject, books: orderId } = await refund(world)
    world.double.faults.push({ on: 'refund', what: 'lost-reply' })
    // As long as it is asked, the provider names ¥3.99.
    world.double.misstatedRefunds.push(...Array.from({ length: 2_000 }, () => 399))
    await pass(world, 10 * MINUTE_MS)
    expect(await refundsOf(orderId)).toMatchObject([{ state: 'due', doubt: '399 fen' }])
    const act = (said: Parameters<typeof actOnCase>[4]) =>
      actOnCase(store(), world, { subject }, 'amount-differs', said)
    expect(await act(byHand(400))).toBe('a refund of 400 fen is at the provider already, and goes on by itself')
    expect(await act({ act: 'close', reason: '已退' })).toBe(
      'a refund of 400 fen is owed, and goes on by itself: the case ends when it is through',
    )
    expect(await refundsOf(orderId)).toMatchObject([{ state: 'due' }])
    // Where that never changes, it is a refund that takes too long, and a person who has looked at the console ends it there.
    await pass(world, 80 * HOUR_MS, HOUR_MS)
    expect(await actOnCase(store(), world, { subject }, 'refund-slow', byHand(400))).toBeNull()
    expect(await refundsOf(orderId)).toMatchObject([{ state: 'paid-by-hand' }])
    expect((await casesAbout(store(), subject)).map(({ state }) => state)).toEqual(['ended', 'ended'])
  })

  it('is refused of a refund that the provider has in another currency: the doubt is about the refund', async () => {
    const world = await createOrderWorld(store())
    const { subject, books: orderId } = await refund(world)
    const other = { kind: 'unknown', code: 'REPLY_IN_ANOTHER_CURRENCY', about: 'amount', isOfRefund: true } as const
    world.double.faults.push({ on: 'refund', what: 'lost-reply' })
    world.double.refusals.set('queryRefund', other)
    await pass(world, 10 * MINUTE_MS)
    expect(await refundsOf(orderId)).toMatchObject([{ state: 'due', doubt_about: 'refund' }])
    expect(await actOnCase(store(), world, { subject }, 'amount-differs', byHand(400))).toBe(
      'a refund of 400 fen is at the provider already, and goes on by itself',
    )
    await pass(world, 80 * HOUR_MS, HOUR_MS)
    expect((await casesAbout(store(), subject)).map(({ kind }) => kind)).toContain('refund-slow')
  })

  it('of a refund whose payment is in doubt is taken: nothing of it is at the provider', async () => {
    const world = await createOrderWorld(store())
    const { subject, books: orderId } = await refund(world)
    world.double.misstated.push(...Array.from({ length: 2 }, (_, n) => 401 + n))
    await pass(world, MINUTE_MS)
    world.double.refusals.set('query', { kind: 'unknown', code: 'TIMEOUT' })
    await world.clock.advance(MINUTE_MS)
    expect(await actOnCase(store(), world, { subject }, 'amount-differs', byHand(400))).toBeNull()
    expect(await refundsOf(orderId)).toMatchObject([{ state: 'paid-by-hand' }])
  })

  it('of another amount that was said once is booked with what a person has paid back', async () => {
    const world = await createOrderWorld(store())
    const { orderId } = await openAndPay(world, 6, { isPaid: false })
    const trade = lastTrade(world)
    world.double.pay(trade, 150)
    world.double.refusals.set('query', { kind: 'unknown', code: 'TIMEOUT' })
    expect(await world.notify(trade)).toBe(true)
    const act = (fen: number) => actOnCase(store(), world, { orderId }, 'amount-differs', byHand(fen))
    expect(await act(149)).toBe('the provider says: paid 150 fen; only that can be believed and paid back')
    expect(await act(150)).toBeNull()
    expect(await balanceOf(store().db, orderId)).toMatchObject({ provider: 150, 'by-hand': -150, 'given-back': 0 })
    expect(await casesOf(store(), { orderId })).toMatchObject([{ kind: 'amount-differs', state: 'ended' }])
    world.double.refusals.clear()
    await pass(world, HOUR_MS, 10 * MINUTE_MS)
    expect(await differences()).toEqual([])
  })

  it('of a bill without an order is refused, with words', async () => {
    const world = await createOrderWorld(store())
    const subject = `bill-${randomId()}`
    const news = { kind: 'bill-differs', subject, amountFen: null, evidence: [] } as const
    await store()
      .db.transaction()
      .execute(tx => world.cases.open(tx, news, new Date(world.clock.now())))
    expect(await actOnCase(store(), world, { subject }, 'bill-differs', byHand(400))).toContain('no order of the house')
    expect(await casesAbout(store(), subject)).toMatchObject([{ state: 'open' }])
  })
})
