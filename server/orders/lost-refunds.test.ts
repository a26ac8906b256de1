import { expect, it } from 'vitest'
import { unwrap } from '../../src/result.ts'
import { actOnCase, casesAbout, openAndPay, outcomeOf } from '../../tests/peers/debt-world.ts'
import { createOrderWorld, type OrderWorld } from '../../tests/peers/order-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { balanceOf } from '../books/books.ts'
import { monthlyBridge } from '../books/bridge.ts'
import { byHandBook } from '../books/by-hand.ts'
import { checkEntries, checkProviderBalance } from '../books/check-entries.ts'
import { checkOrders } from '../books/check-orders.ts'
import { checkUnclaimed } from '../books/check-unclaimed.ts'
import { monthAt } from '../books/month.ts'
import { monthlyStatement } from '../books/statement.ts'
import { createCaseWork } from '../cases/work-on-case.ts'
import { dayIn } from '../ground/local-day.ts'
import type { Notice, PaymentFailure } from '../payments/payments.ts'

const ZONE = 'Asia/Shanghai'
const REFUSED: PaymentFailure = { kind: 'refused', code: 'INVALID_REQUEST' }
const BOOK = { act: 'book-loss', reason: '付款人不肯退还' } as const

describeOnStores('money that the provider has paid beside what was owed', store => {
  const differences = async () => {
    const { db } = store()
    return [
      ...(await checkEntries(db, '0', 10_000)).differences,
      ...(await checkOrders(db, '', 10_000)).differences,
      ...(await checkUnclaimed(db, '', 10_000)).differences,
      ...(await checkProviderBalance(db)),
    ]
  }
  const monthOf = (world: OrderWorld) => {
    const now = new Date(world.clock.now())
    return monthAt(ZONE, dayIn(ZONE, now).slice(0, 7), now)
  }
  const tradeOf = async (orderId: string) =>
    (
      await store()
        .db.selectFrom('print_order')
        .select('out_trade_no')
        .where('order_id', '=', orderId)
        .executeTakeFirstOrThrow()
    ).out_trade_no ?? ''

  /** ¥4.00 that a person has paid by hand, and the provider says that it has paid them as well. */
  const paidTwice = async (world: OrderWorld) => {
    const { orderId, jobId } = await openAndPay(world, 7)
    unwrap(await world.orders().reportOutcome(world.terminalId, jobId, outcomeOf(5)))
    world.double.refusals.set('refund', REFUSED)
    for (let minute = 0; minute < 10; minute++) {
      await world.clock.advance(60_000)
      await world.orders().sweep()
    }
    const subject = `${orderId}/not-delivered`
    const reference = `PZ-${orderId.slice(0, 12)}`
    expect(
      await actOnCase(store(), world, { subject }, 'refund-refused', { act: 'refunded-by-hand', reference }),
    ).toBeNull()
    const trade = await tradeOf(orderId)
    const outRefundNo = `${trade}-not-delivered-1`
    const notice: Notice = {
      ...{ kind: 'refund', outTradeNo: trade },
      refund: { outRefundNo, state: 'succeeded', refundFen: 400, receivedBy: 'payer' },
    }
    expect(await world.orders().takeNotice(world.double.merchant, notice)).toBe(true)
    return { orderId, outRefundNo, notice }
  }

  it('is one case under its number at the provider, and told again none', async () => {
    const world = await createOrderWorld(store())
    const { orderId, outRefundNo, notice } = await paidTwice(world)
    expect(await casesAbout(store(), outRefundNo)).toMatchObject([
      { kind: 'refund-differs', state: 'open', amount_fen: 400, order_id: orderId },
    ])
    expect(await casesAbout(store(), `${orderId}/not-delivered`)).toMatchObject([{ kind: 'refund-refused' }])
    await world.orders().takeNotice(world.double.merchant, notice)
    expect(await casesAbout(store(), outRefundNo)).toHaveLength(1)
  })

  it('is entered as lost by a person’s word, with a reason, once; check, statement, bridge and cash book agree', async () => {
    const world = await createOrderWorld(store())
    const { orderId, outRefundNo } = await paidTwice(world)
    const act = (said: Parameters<typeof actOnCase>[4]) =>
      actOnCase(store(), world, { subject: outRefundNo }, 'refund-differs', said)
    const before = (await monthlyStatement(store().db, ZONE, monthOf(world).month)).total.lostFen
    expect(await act({ act: 'book-loss' })).toBe('--reason is missing: say why')
    expect(await act({ ...BOOK, amountFen: '400' })).toContain('does not belong to book-loss')
    expect(await act(BOOK)).toBeNull()
    expect(await balanceOf(store().db, orderId)).toEqual({
      ...{ provider: 0, visitor: 0, university: 0, 'given-back': 0, 'by-hand': -400, lost: 400 },
    })
    expect(await casesAbout(store(), outRefundNo)).toMatchObject([{ state: 'ended' }])
    expect(await differences()).toEqual([])
    const { total, ties } = await monthlyStatement(store().db, ZONE, monthOf(world).month)
    expect([ties, total.lostFen - before]).toEqual([true, 400])
    const bridge = await monthlyBridge(store().db, ZONE, monthOf(world))
    expect(bridge.items.find(({ number }) => number === outRefundNo)).toMatchObject({ booksFen: 400 })
    const [{ case_number: caseNumber } = { case_number: '' }] = await casesAbout(store(), outRefundNo)
    const book = await byHandBook(store().db, ZONE, monthOf(world))
    expect(book.ties).toBe(true)
    expect(book.refunds.find(one => one.reference === `PZ-${orderId.slice(0, 12)}`)).toMatchObject({
      ...{ isPaidTwice: true, doubtCase: null, lossCase: caseNumber },
    })
  })

  it('is looked at by two people above the set amount, and before by nobody who would be refused', async () => {
    const world = await createOrderWorld(store())
    const { orderId, outRefundNo } = await paidTwice(world)
    const [{ case_number: caseNumber } = { case_number: '' }] = await casesAbout(store(), outRefundNo)
    const parts = { db: store().db, clock: world.clock, isServing: true, desk: world.cases, fourEyesAboveFen: 300 }
    const work = createCaseWork(parts)
    const asked = await work.act(caseNumber, BOOK, { name: '王芳', user: 'wang' })
    expect(unwrap(asked)).toMatchObject({ state: 'waiting-for-agreement', amountFen: 400 })
    expect(await balanceOf(store().db, orderId)).toMatchObject({ lost: 0 })
    expect(unwrap(await work.agree(caseNumber, { name: '李伟', user: 'li' }))).toMatchObject({ state: 'ended' })
    expect(await balanceOf(store().db, orderId)).toMatchObject({ lost: 400 })
  })

  it('that came back to the university’s own account is not lost', async () => {
    const world = await createOrderWorld(store())
    const { orderId, outRefundNo, notice } = await paidTwice(world)
    const back = { ...notice, refund: { ...(notice as { refund: object }).refund, receivedBy: 'merchant' } } as Notice
    await world.orders().takeNotice(world.double.merchant, back)
    expect(await casesAbout(store(), outRefundNo)).toMatchObject([{ kind: 'refund-differs', state: 'ended' }])
    expect(await balanceOf(store().db, orderId)).toMatchObject({ lost: 0, 'by-hand': 0 })
    expect(await differences()).toEqual([])
  })

  it('that was entered as lost and came back later is lost no more: it is in the purse that paid it, and left the provider once', async () => {
    const world = await createOrderWorld(store())
    const { orderId, outRefundNo, notice } = await paidTwice(world)
    const lostOf = async () => (await monthlyStatement(store().db, ZONE, monthOf(world).month)).total.lostFen
    const before = await lostOf()
    expect(await actOnCase(store(), world, { subject: outRefundNo }, 'refund-differs', BOOK)).toBeNull()
    const back = { ...notice, refund: { ...(notice as { refund: object }).refund, receivedBy: 'merchant' } } as Notice
    for (const _again of [1, 2]) await world.orders().takeNotice(world.double.merchant, back)
    expect(await balanceOf(store().db, orderId)).toEqual({
      ...{ provider: 0, visitor: 0, university: 0, 'given-back': 0, 'by-hand': 0, lost: 0 },
    })
    expect(await differences()).toEqual([])
    expect(await lostOf()).toBe(before)
    expect((await monthlyStatement(store().db, ZONE, monthOf(world).month)).ties).toBe(true)
    const book = await byHandBook(store().db, ZONE, monthOf(world))
    expect(book.ties).toBe(true)
    const line = book.refunds.find(one => one.reference === `PZ-${orderId.slice(0, 12)}`)
    expect(line).toMatchObject({ isPaidTwice: false, lossCase: null })
  })

  it('at its console, where nobody here had asked for it, is entered as well; while a refund is owed it is not', async () => {
    const world = await createOrderWorld(store())
    const { orderId, jobId } = await openAndPay(world, 7)
    const outTradeNo = await tradeOf(orderId)
    const subject = `at-the-console-${outTradeNo}`
    const tell = (state: 'processing' | 'succeeded') =>
      world.orders().takeNotice(world.double.merchant, {
        ...{ kind: 'refund', outTradeNo },
        refund: { outRefundNo: subject, state, refundFen: 300 },
      })
    await tell('processing')
    const act = () => actOnCase(store(), world, { subject }, 'refund-differs', BOOK)
    expect(await act()).toContain('nothing of it is known to have left beside the books')
    await tell('succeeded')
    unwrap(await world.orders().reportOutcome(world.terminalId, jobId, outcomeOf(6)))
    expect(await act()).toBe(
      `a refund of 200 fen is owed for this order, and this may be it: where it is, note it there with refunded-by-hand and the number ${subject}`,
    )
    await world.orders().sweep()
    world.double.endRefunds('succeeded')
    await world.clock.advance(60_000)
    await world.orders().sweep()
    // Of ¥4.00 that were paid ¥2.00 have gone back by the books: ¥3.00 can't have left beside them.
    expect(await act()).toBe('by the books only 200 fen of this payment are still at the provider')
    expect(await differences()).toEqual([])
  })

  it('of a payment that no order knows is entered under its number; of one that is not in the books it is not', async () => {
    const world = await createOrderWorld(store())
    const number = `yz-unknown-${world.terminalId.slice(0, 8)}`
    const subject = `at-the-console-${number}`
    const notice = { kind: 'refund', outTradeNo: number } as const
    const tell = () =>
      world.orders().takeNotice(world.double.merchant, {
        ...notice,
        refund: { outRefundNo: subject, state: 'succeeded', refundFen: 300 },
      })
    await tell()
    const act = () => actOnCase(store(), world, { subject }, 'refund-differs', BOOK)
    expect(await act()).toBe('the payment that it is of is not in the books: decide about that first')
    world.double.payUnknown(number, 400)
    await world.notify(number)
    await world.orders().sweep()
    expect(await act()).toBe('what was paid is not decided about yet: decide about that first')
    const kept = { act: 'close', reason: '无人认领' } as const
    expect(await actOnCase(store(), world, { subject: number }, 'paid-unknown', kept)).toBeNull()
    expect(await act()).toBeNull()
    expect(await balanceOf(store().db, number)).toMatchObject({ provider: 100, university: -400, lost: 300 })
    expect(await differences()).toEqual([])
  })
})
