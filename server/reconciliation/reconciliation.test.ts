import pino from 'pino'
import { expect, it } from 'vitest'
import type { CopyEvidence } from '../../src/contract/orders-api.ts'
import { err, ok, type Result, unwrap } from '../../src/result.ts'
import { actOnCase } from '../../tests/peers/debt-world.ts'
import { createOrderWorld, type OrderWorld } from '../../tests/peers/order-world.ts'
import { createPaymentsDouble, type PaymentsDouble } from '../../tests/peers/payments-double.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { createCases } from '../cases/create-cases.ts'
import { casesCommands } from '../cases/run-commands.ts'
import { endOfDay } from '../ground/end-of-day.ts'
import { randomId } from '../ground/random-id.ts'
import { sha256Hex } from '../ground/store/content-store.ts'
import type { Store } from '../ground/store/store.ts'
import { createVisits } from '../identity/visits.ts'
import { carryOutUnclaimed } from '../orders/unclaimed-acts.ts'
import { type Bill, type BillFailure, type BillLine, type Merchant, merchantsOf } from '../payments/payments.ts'
import { addDays, wallClock } from './calendar.ts'
import { createReconciliation } from './create-reconciliation.ts'
import type { DayReport, Reconciliation, ReportedMerchant } from './reconciliation.ts'

const ZONE = 'Asia/Shanghai'
const HOUR_MS = 3_600_000
let merchants = 0

type Answer = Result<Bill | 'no-bill', BillFailure>
const billOf = (lines: readonly BillLine[]): Bill => ({
  lineCount: lines.length,
  paymentsFen: lines.reduce((sum, one) => sum + (one.kind === 'payment' ? one.amountFen : 0), 0),
  refundsFen: lines.reduce((sum, one) => sum + (one.kind === 'refund' ? one.amountFen : 0), 0),
  digest: '0'.repeat(40),
  lines: async function* () {
    yield* lines
  },
})

/** One merchant with orders of its own, and bills as a test writes them. */
interface World {
  readonly orders: OrderWorld
  readonly double: PaymentsDouble
  readonly today: () => string
  /** What the provider answers for a day; `no-bill` where nothing was written. */
  readonly bills: Map<string, Answer>
  readonly asked: string[]
  readonly room: Reconciliation
  /** What is reported of this merchant, and of the sheets of its terminal. */
  readonly run: (day: string) => Promise<DayReport & { readonly merchant: ReportedMerchant | undefined }>
  /** Puts the clocks to HH:MM of some later day. */
  readonly goTo: (days: number, time: string) => Promise<void>
  /** Opens an order of so many copies at 2 yuan each and pays it at the provider; the server has not heard of that. */
  readonly pay: (copies: number) => Promise<{ jobId: string; outTradeNo: string; orderId: string; fen: number }>
  /** The same, and the server knows. */
  readonly trade: (copies: number) => Promise<{ jobId: string; outTradeNo: string; orderId: string; fen: number }>
  readonly paymentLine: (trade: { outTradeNo: string; fen: number }, change?: Partial<BillLine>) => BillLine
  readonly refundLine: (trade: { outTradeNo: string }, outRefundNo: string, fen: number, change?: object) => BillLine
  /** Cases of this merchant's affairs that have not ended. */
  readonly openCases: () => Promise<{ kind: string; subject: string; amount_fen: number | null }[]>
}

async function begin(
  store: Store,
  change: { isShared?: boolean; hasBills?: boolean; isFormer?: boolean } = {},
): Promise<World> {
  const orders = await createOrderWorld(store)
  const key = { provider: 'wechat-pay', merchantId: String(1_700_000_000 + merchants++) }
  const double = createPaymentsDouble(orders.clock, key)
  const bills = new Map<string, Answer>()
  const asked: string[] = []
  const ofDay = async (day: string) => {
    asked.push(day)
    return bills.get(day) ?? ok('no-bill' as const)
  }
  const offered = change.hasBills === false ? null : { timeZone: ZONE, readyAt: '10:00', ofDay }
  const merchant: Merchant = { ...double.merchant, payments: { ...double.payments, bills: offered } }
  orders.configure(merchantsOf(merchant))
  // The free copies are used up, so that every further copy costs.
  const spend = {
    visitId: orders.visitId,
    documentId: orders.documentId,
    jobId: randomId(),
    copies: 5,
    expectedAmountFen: 0,
  }
  unwrap(await orders.orders().open(orders.terminalId, spend))
  const cases = createCases(ZONE)
  const room = createReconciliation({
    ...{ db: store.db, clock: orders.clock, log: pino({ level: 'silent' }), timeZone: ZONE, cases, at: '10:15' },
    ...{ merchants: change.isFormer ? merchantsOf(null, [merchant]) : merchantsOf(merchant), retryMs: HOUR_MS / 2 },
    ...{ takeNotice: (from, notice) => orders.orders().takeNotice(from, notice), isShared: change.isShared ?? false },
  })
  const today = () => wallClock(ZONE, new Date(orders.clock.now())).slice(0, 10)
  const pay: World['pay'] = async copies => {
    const jobId = randomId()
    // Whoever stands there has just come.
    const visitId = await createVisits(store.db, orders.clock).begin(orders.terminalId, orders.personId, { proofs: [] })
    const visit = { visit_key: sha256Hex(visitId) }
    await store.db.updateTable('document').set(visit).where('document_id', '=', orders.documentId).execute()
    const wish = {
      visitId,
      documentId: orders.documentId,
      jobId,
      copies,
      expectedAmountFen: copies * 200,
    }
    const { orderId } = unwrap(await orders.orders().open(orders.terminalId, wish))
    const outTradeNo = [...double.trades.keys()].at(-1) ?? ''
    expect(double.pay(outTradeNo)).toBe(true)
    return { jobId, outTradeNo, orderId, fen: copies * 200 }
  }
  const run: World['run'] = async day => {
    const report = await room.run(day)
    return {
      ...report,
      merchant: report.merchants.find(one => one.merchantId === key.merchantId),
      differences: report.differences.filter(one => one.merchantId === key.merchantId),
      sheets: report.sheets.filter(one => one.terminalId === orders.terminalId),
    }
  }
  return {
    ...{ orders, double, today, bills, asked, room, run, pay },
    goTo: async (days, time) => {
      const at = Date.parse(`${addDays(today(), days)}T${time}:00+08:00`)
      await orders.clock.advance(at - orders.clock.now())
    },
    trade: async copies => {
      const made = await pay(copies)
      await orders.orders().takeNotice(merchant, {
        kind: 'payment',
        transaction: unwrap(await double.payments.query(made.outTradeNo)),
      })
      return made
    },
    paymentLine: ({ outTradeNo, fen }, more = {}) =>
      ({
        ...{ kind: 'payment', outTradeNo, transactionId: `wx-${outTradeNo}`, amountFen: fen },
        ...{ at: new Date(double.trades.get(outTradeNo)?.paidAtMs ?? 0), ...more },
      }) as BillLine,
    refundLine: ({ outTradeNo }, outRefundNo, fen, more = {}) => ({
      ...{ kind: 'refund', outTradeNo, outRefundNo, transactionId: `wx-${outTradeNo}`, amountFen: fen },
      ...{ state: 'succeeded', at: new Date(orders.clock.now()), ...more },
    }),
    openCases: async () => {
      const numbers = await store.db
        .selectFrom('bill_difference')
        .select('case_number')
        .where('merchant_id', '=', key.merchantId)
        .execute()
      return store.db
        .selectFrom('open_case')
        .select(['kind', 'subject', 'amount_fen'])
        .where('case_number', 'in', ['', ...numbers.map(one => one.case_number)])
        .where('state', '<>', 'ended')
        .orderBy('amount_fen')
        .execute()
    },
  }
}
const printed = (copiesDelivered: number, copies: number) => ({
  ...{ copiesDelivered, sheetsDelivered: copiesDelivered * 2, copiesUnclear: 0, copies: [] },
  fault: copiesDelivered === copies ? null : ({ code: 'printer-jam' } as const),
})
/** Prints some of the copies of a paid order, and pays the rest back. */
const printAndRefund = async (
  world: World,
  trade: { jobId: string; outTradeNo: string },
  delivered: number,
  of: number,
) => {
  unwrap(await world.orders.orders().reportOutcome(world.orders.terminalId, trade.jobId, printed(delivered, of)))
  await world.orders.orders().sweep()
  world.double.endRefunds('succeeded')
  await world.orders.clock.advance(60_000)
  await world.orders.orders().sweep()
  return [...world.double.trades.get(trade.outTradeNo)!.refunds.keys()][0]!
}
const classes = (report: { differences: readonly { class: string; state: string; answer: string | null }[] }) =>
  report.differences.map(one => [one.class, one.state, one.answer])

describeOnStores('reconciliation', store => {
  it('finds a day equal whose payments and refunds are those of the bill', async () => {
    const world = await begin(store())
    const day = world.today()
    const [first, second] = [await world.trade(3), await world.trade(1)]
    const refundNo = await printAndRefund(world, first, 1, 3)
    const lines = [world.paymentLine(first), world.paymentLine(second), world.refundLine(first, refundNo, 400)]
    world.bills.set(day, ok(billOf(lines)))
    await world.goTo(1, '10:15')
    const report = await world.run(day)
    expect(report.merchant).toMatchObject({
      ...{ state: 'matched', bill: 'taken', paymentsFen: 800, refundsFen: 400 },
      lines: [
        { kind: 'payment', class: 'equal', count: 2, sumFen: 800 },
        { kind: 'refund', class: 'equal', count: 1, sumFen: 400 },
      ],
    })
    expect(classes(report)).toEqual([])
    expect(await world.openCases()).toEqual([])
  })

  it('books what was paid there and not here by the signed answer, and its case ends by itself', async () => {
    const world = await begin(store())
    const day = world.today()
    const lost = await world.pay(2)
    world.bills.set(day, ok(billOf([world.paymentLine(lost)])))
    await world.goTo(1, '10:15')
    const report = await world.run(day)
    expect(classes(report)).toEqual([['paid-there-not-here', 'explained', 'paid 400 fen']])
    expect(unwrap(await world.orders.orders().read(world.orders.terminalId, lost.jobId)).state).toBe('ready')
    expect(await world.openCases()).toEqual([])
    const history = await store()
      .db.selectFrom('case_history')
      .select(['step', 'source', 'words'])
      .where('case_number', '=', report.differences[0]!.caseNumber)
      .orderBy('seq')
      .execute()
    expect(history.map(({ source, step }) => source ?? step)).toEqual(['opened', 'bill', 'provider', 'server', 'ended'])
  })

  it('books nothing while the provider does not answer, and asks again after half an hour', async () => {
    const world = await begin(store())
    const day = world.today()
    const lost = await world.pay(2)
    world.bills.set(day, ok(billOf([world.paymentLine(lost)])))
    await world.goTo(1, '10:15')
    world.double.faults.push({ on: 'query', what: 'lost-request' })
    const report = await world.run(day)
    expect(classes(report)).toEqual([['paid-there-not-here', 'open', 'no answer (TIMEOUT)']])
    expect(report.merchant?.state).toBe('asking')
    expect(await world.openCases()).toMatchObject([{ kind: 'bill-differs', subject: lost.orderId, amount_fen: 400 }])
    await world.orders.clock.advance(29 * 60_000)
    const before = world.double.asked.length
    await world.room.sweep()
    expect(world.double.asked.length).toBe(before)
    await world.orders.clock.advance(60_000)
    await world.room.sweep()
    expect(await world.openCases()).toEqual([])
    // The bill that is in hand is not fetched again.
    expect(world.asked).toEqual([day])
  })

  it('makes a case, once, of a payment that no order knows, and of a number that stands there twice', async () => {
    const world = await begin(store())
    const day = world.today()
    const known = await world.trade(1)
    const unknown = { outTradeNo: `yz${day.replaceAll('-', '')}NOBODY${merchants}`, fen: 700 }
    world.bills.set(day, ok(billOf([world.paymentLine(known), world.paymentLine(unknown), world.paymentLine(known)])))
    await world.goTo(1, '10:15')
    for (let times = 0; times < 3; times++) {
      expect(classes(await world.run(day))).toEqual([
        ['there-only', 'open', expect.stringMatching(/not known|paid/)],
        ['there-only', 'open', expect.stringMatching(/not known|paid/)],
      ])
    }
    const open = await world.openCases()
    expect(open.map(({ kind, amount_fen }) => [kind, amount_fen])).toEqual([
      ['paid-unknown', 200],
      ['paid-unknown', 700],
    ])
    // Ended by a person: the difference stands, and makes no second case.
    await store()
      .db.transaction()
      .execute(async tx => {
        for (const { subject } of open) {
          await createCases(ZONE).settle(tx, { kind: 'paid-unknown', subject, because: 'looked at' }, new Date())
        }
      })
    await world.run(day)
    expect(await world.openCases()).toEqual([])
  })

  it('has a payment that no order knows confirmed, paid back by a person’s word, and explained by that', async () => {
    const world = await begin(store())
    const day = world.today()
    const lost = await world.pay(2)
    // As in a database that was restored: the order is gone, its payment is there.
    const { db } = store()
    await db.deleteFrom('print_order').where('order_id', '=', lost.orderId).execute()
    world.bills.set(day, ok(billOf([world.paymentLine(lost)])))
    await world.goTo(1, '10:15')
    expect(classes(await world.run(day))).toEqual([['there-only', 'open', 'paid 400 fen']])
    await world.orders.orders().sweep()
    const about = { kind: 'paid-unknown', subject: lost.outTradeNo } as const
    const unclaimed = () =>
      db
        .selectFrom('unclaimed_payment')
        .selectAll()
        .where('out_trade_no', '=', lost.outTradeNo)
        .executeTakeFirstOrThrow()
    expect(await unclaimed()).toMatchObject({ state: 'told', answer_fen: 400 })
    expect(await world.openCases()).toMatchObject([{ ...about, amount_fen: 400 }])
    const acts = carryOutUnclaimed(createCases(ZONE))
    const act = {
      ...about,
      caseNumber: 'C-1',
      orderId: null,
      act: 'refund',
      amountFen: 400,
      copies: null,
      reference: null,
    } as const
    const now = new Date(world.orders.clock.now())
    const begun = await db
      .transaction()
      .execute(tx => acts.refund!(tx, { ...act, reason: null, card: null, by: ['finance'] }, now))
    expect(unwrap(begun).isUnderWay).toBe(true)
    // While it is under way nothing is explained.
    expect(classes(await world.run(day))).toMatchObject([['there-only', 'open', 'paid 400 fen']])
    await world.orders.orders().sweep()
    world.double.endRefunds('succeeded')
    await world.orders.clock.advance(60_000)
    await world.orders.orders().sweep()
    expect(classes(await world.run(day))).toMatchObject([['there-only', 'explained', 'paid 400 fen']])
    expect(await world.openCases()).toEqual([])
    // Its refund is one like all others, and has to stand in a bill.
    const next = world.today()
    world.bills.set(next, ok(billOf([])))
    await world.goTo(1, '10:15')
    expect((await world.run(next)).differences).toMatchObject([{ class: 'refund-differs', here: 400, there: null }])
  })

  it('knows who has closed the case of a difference, which is open no more, and is again once its cause is', async () => {
    const world = await begin(store())
    const day = world.today()
    await world.trade(2)
    await world.goTo(1, '10:15')
    world.bills.set(day, ok(billOf([])))
    const [found] = (await world.run(day)).differences
    expect(found).toMatchObject({ class: 'here-only', state: 'open', closed: null })
    const { db } = store()
    const house = { ...{ timeZone: ZONE, name: { zh: '', en: '' }, payeeName: '', helpPhone: '' }, publicBaseUrl: '' }
    const desk = casesCommands({ db, clock: world.orders.clock, house, isServing: true }, createCases(ZONE), {
      cases: { fourEyesAboveFen: 100 },
    })
    const caseNumber = found?.caseNumber ?? ''
    const signal = new AbortController().signal
    const give = (verb: 'act' | 'agree', by: string, ...more: string[]) =>
      desk[verb](
        {
          positionals: [caseNumber, ...more],
          texts: { by, ...(verb === 'act' ? { reason: '已对清' } : {}) },
          flags: [],
        },
        { progress: () => undefined, signal },
      )
    expect(await give('act', '王芳', 'close')).toMatchObject({ exit: 0 })
    expect((await world.run(day)).differences).toMatchObject([{ state: 'open', closed: null }])
    expect(await give('agree', '李伟')).toMatchObject({ exit: 0 })
    const at = new Date(world.orders.clock.now()).toISOString()
    await world.orders.clock.advance(60_000)
    expect((await world.run(day)).differences).toMatchObject([
      { caseNumber, state: 'closed', closed: { at, by: '王芳, 李伟' } },
    ])
    const again = { kind: 'bill-differs', subject: await subjectOf(caseNumber), evidence: [] } as const
    await db.transaction().execute(tx => createCases(ZONE).open(tx, again, new Date(world.orders.clock.now())))
    expect((await world.run(day)).differences).toMatchObject([{ state: 'open', closed: null }])

    async function subjectOf(number: string) {
      const { subject } = await db
        .selectFrom('open_case')
        .select('subject')
        .where('case_number', '=', number)
        .executeTakeFirstOrThrow()
      return subject
    }
  })

  it('makes a case of an order that is paid here and stands in no bill, and asks on which day it was paid', async () => {
    const world = await begin(store())
    const day = world.today()
    const missing = await world.trade(2)
    await world.goTo(0, '23:58')
    const late = await world.trade(1)
    await world.orders.clock.advance(3 * 60_000)
    // Opened before midnight, paid after it.
    world.double.trades.get(late.outTradeNo)!.paidAtMs = world.orders.clock.now()
    world.bills.set(addDays(day, 1), ok(billOf([world.paymentLine(late)])))
    await world.goTo(0, '10:15')
    expect(classes(await world.run(day))).toEqual([['here-only', 'open', 'paid 400 fen']])
    expect(await world.openCases()).toMatchObject([{ kind: 'bill-differs', subject: missing.orderId, amount_fen: 400 }])
    await world.goTo(1, '10:15')
    expect(classes(await world.run(addDays(day, 1)))).toEqual([])
    // A bill that is made anew has it.
    world.bills.set(day, ok(billOf([world.paymentLine(missing)])))
    expect(classes(await world.run(day))).toEqual([['here-only', 'explained', 'paid 400 fen']])
    expect(await world.openCases()).toEqual([])
  })

  it('makes a case of another amount, and changes nothing of the order', async () => {
    const world = await begin(store())
    const day = world.today()
    const trade = await world.trade(2)
    world.bills.set(day, ok(billOf([world.paymentLine(trade, { amountFen: 405 })])))
    await world.goTo(1, '10:15')
    const report = await world.run(day)
    expect(report.differences).toMatchObject([
      {
        class: 'amount-differs',
        state: 'open',
        here: 400,
        there: 405,
        answer: 'paid 400 fen',
        outTradeNo: trade.outTradeNo,
      },
    ])
    expect(await world.openCases()).toMatchObject([{ kind: 'amount-differs', subject: trade.orderId }])
    const order = await store()
      .db.selectFrom('print_order')
      .select('paid_fen')
      .where('order_id', '=', trade.orderId)
      .execute()
    expect(order).toEqual([{ paid_fen: 400 }])
  })

  it('compares refunds by their numbers, whenever the provider lists them', async () => {
    const world = await begin(store())
    const day = world.today()
    const [a, b, c, d] = [await world.trade(3), await world.trade(3), await world.trade(3), await world.trade(3)]
    const numbers = [
      await printAndRefund(world, a, 1, 3),
      await printAndRefund(world, b, 1, 3),
      await printAndRefund(world, c, 1, 3),
    ]
    const [refundA = '', refundB = ''] = numbers
    world.bills.set(
      day,
      ok(
        billOf([
          ...[a, b, c, d].map(trade => world.paymentLine(trade)),
          // Frozen while it was under way; of another amount; given up by the provider, which moved nothing; done by hand.
          world.refundLine(a, refundA, 400, { state: 'processing' }),
          world.refundLine(b, refundB, 300),
          world.refundLine(d, `${d.outTradeNo}-not-delivered-1`, 100, { state: 'closed' }),
          world.refundLine(d, 'by-hand-at-the-console', 100),
        ]),
      ),
    )
    await world.goTo(1, '10:15')
    const report = await world.run(day)
    expect(report.differences.map(one => [one.class, one.outRefundNo, one.here, one.there]).toSorted()).toEqual(
      [
        ['refund-differs', 'by-hand-at-the-console', null, 100],
        ['refund-differs', refundB, 400, 300],
        ['refund-differs', numbers[2], 400, null],
      ].toSorted(),
    )
    expect((await world.openCases()).map(({ kind }) => kind)).toEqual(Array(3).fill('refund-differs'))
    // What was missing stands in the bill of the next day.
    world.bills.set(addDays(day, 1), ok(billOf([world.refundLine(c, numbers[2]!, 400)])))
    await world.goTo(1, '10:15')
    await world.room.sweep()
    await world.room.sweep()
    expect(await world.openCases()).toHaveLength(2)
  })

  it('has a refund that came to the university’s own account equal to the bill, and finds one that it missed', async () => {
    const world = await begin(store())
    const day = world.today()
    const trades = [await world.trade(3), await world.trade(3), await world.trade(3)] as const
    for (const { jobId } of trades)
      unwrap(await world.orders.orders().reportOutcome(world.orders.terminalId, jobId, printed(1, 3)))
    await world.orders.orders().sweep()
    world.double.endRefunds('abnormal')
    await world.goTo(0, '20:00')
    await world.orders.orders().sweep()
    const numbers = trades.map(({ outTradeNo }) => [...world.double.trades.get(outTradeNo)!.refunds.keys()][0]!)
    const stateOf = async (number: string) =>
      store()
        .db.selectFrom('refund')
        .select(['state', 'returned_at'])
        .where('out_refund_no', '=', number)
        .executeTakeFirst()
    expect(await stateOf(numbers[0]!)).toMatchObject({ state: 'needs-hand', returned_at: null })
    world.double.endRefunds('succeeded', 'abnormal', 'merchant')
    const [first, second, third] = numbers
    for (const number of [first!, third!])
      await world.orders.orders().takeNotice(world.double.merchant, world.double.refundNotice(number))
    world.bills.set(
      day,
      ok(
        billOf([
          ...trades.map(trade => world.paymentLine(trade)),
          // Frozen while it was abnormal; settled at the console, and its notice was lost.
          world.refundLine(trades[0], first!, 400, { state: 'abnormal' }),
          world.refundLine(trades[1], second!, 400),
        ]),
      ),
    )
    await world.goTo(1, '10:15')
    expect((await world.run(day)).differences.map(one => [one.outRefundNo, one.class, one.state])).toEqual(
      expect.arrayContaining([
        [second, 'refund-differs', 'explained'],
        [third, 'refund-differs', 'open'],
      ]),
    )
    for (const number of numbers)
      expect(await stateOf(number)).toEqual({ state: 'needs-hand', returned_at: expect.any(Date) })
    // It stands in the bill of the next day after all.
    world.bills.set(addDays(day, 1), ok(billOf([world.refundLine(trades[2], third!, 400)])))
    await world.goTo(1, '10:15')
    expect((await world.run(addDays(day, 1))).differences).toEqual([])
    expect((await world.run(day)).differences.filter(({ state }) => state === 'open')).toEqual([])
    expect(await world.openCases()).toEqual([])
  })

  it('makes one case of what left by hand and by the provider, and finds it equal once it is entered as lost', async () => {
    const world = await begin(store())
    const day = world.today()
    const trade = await world.trade(2)
    unwrap(await world.orders.orders().reportOutcome(world.orders.terminalId, trade.jobId, printed(1, 2)))
    world.double.faults.push({ on: 'refund', what: 'lost-reply' })
    await world.orders.orders().sweep()
    const [number = ''] = world.double.trades.get(trade.outTradeNo)!.refunds.keys()
    const subject = `${trade.orderId}/not-delivered`
    const now = () => new Date(world.orders.clock.now())
    const told = { kind: 'refund-slow', subject, orderId: trade.orderId, amountFen: 200, evidence: [] } as const
    await store()
      .db.transaction()
      .execute(tx => world.orders.cases.open(tx, told, now()))
    const byHand = { act: 'refunded-by-hand', reference: `PZ-${number}` } as const
    expect(await actOnCase(store(), world.orders, { subject }, 'refund-slow', byHand)).toBeNull()
    world.double.endRefunds('succeeded')
    world.bills.set(day, ok(billOf([world.paymentLine(trade), world.refundLine(trade, number, 200)])))
    await world.goTo(1, '10:15')
    expect(classes(await world.run(day))).toEqual([['refund-differs', 'open', 'succeeded 200 fen']])
    const cases = () =>
      store()
        .db.selectFrom('open_case')
        .select(['kind', 'subject', 'state'])
        .where('order_id', '=', trade.orderId)
        .where('kind', '=', 'refund-differs')
        .execute()
    expect(await cases()).toEqual([{ kind: 'refund-differs', subject: number, state: 'open' }])
    const lost = { act: 'book-loss', reason: '付款人不肯退还' } as const
    expect(await actOnCase(store(), world.orders, { subject: number }, 'refund-differs', lost)).toBeNull()
    expect(classes(await world.run(day))).toEqual([['refund-differs', 'explained', 'succeeded 200 fen']])
    expect(await cases()).toHaveLength(1)
  })

  it('settles nothing of what left twice when its bill is put right: a signed word stands', async () => {
    const world = await begin(store())
    const day = world.today()
    const trade = await world.trade(2)
    unwrap(await world.orders.orders().reportOutcome(world.orders.terminalId, trade.jobId, printed(1, 2)))
    world.double.faults.push({ on: 'refund', what: 'lost-reply' })
    await world.orders.orders().sweep()
    const [number = ''] = world.double.trades.get(trade.outTradeNo)!.refunds.keys()
    const ended = { state: 'paid-by-hand', ended_by: '王芳', ended_because: 'PZ-1', next_try_at: null } as const
    await store().db.updateTable('refund').set(ended).where('out_refund_no', '=', number).execute()
    world.double.endRefunds('succeeded')
    const [payment, refund] = [world.paymentLine(trade), world.refundLine(trade, number, 200)]
    world.bills.set(day, ok(billOf([payment, refund])))
    await world.goTo(1, '10:15')
    await world.run(day)
    world.bills.set(day, ok(billOf([payment])))
    await world.run(day)
    expect(await world.openCases()).toMatchObject([{ kind: 'refund-differs', subject: number }])
  })

  it('leaves a refund that was learned of in the last minutes of a day to the next one', async () => {
    const world = await begin(store())
    const day = world.today()
    const trade = await world.trade(2)
    world.bills.set(day, ok(billOf([world.paymentLine(trade)])))
    await world.goTo(0, '23:57')
    const number = await printAndRefund(world, trade, 1, 2)
    await world.goTo(1, '10:15')
    expect(classes(await world.run(day))).toEqual([])
    await world.goTo(1, '10:15')
    expect(classes(await world.run(addDays(day, 1)))).toEqual([['refund-differs', 'open', 'succeeded 200 fen']])
    world.bills.set(addDays(day, 1), ok(billOf([world.refundLine(trade, number, 200)])))
    await world.run(addDays(day, 1))
    expect(await world.openCases()).toEqual([])
  })

  it('takes in what the bill knows of a refund and the server does not, by the signed answer', async () => {
    const world = await begin(store())
    const day = world.today()
    const trade = await world.trade(2)
    unwrap(await world.orders.orders().reportOutcome(world.orders.terminalId, trade.jobId, printed(1, 2)))
    world.double.faults.push({ on: 'refund', what: 'lost-reply' })
    await world.orders.orders().sweep()
    world.double.endRefunds('succeeded')
    const [number = ''] = world.double.trades.get(trade.outTradeNo)!.refunds.keys()
    world.bills.set(day, ok(billOf([world.paymentLine(trade), world.refundLine(trade, number, 200)])))
    await world.goTo(1, '10:15')
    expect(classes(await world.run(day))).toEqual([['refund-differs', 'explained', 'succeeded 200 fen']])
    const row = await store().db.selectFrom('refund').select('state').where('out_refund_no', '=', number).execute()
    expect(row).toEqual([{ state: 'succeeded' }])
  })

  it('comes by itself at a quarter past ten, tries again each half hour, and catches up what was missed', async () => {
    const world = await begin(store())
    const day = world.today()
    const trade = await world.trade(1)
    world.bills.set(day, err({ kind: 'later', code: 'STATEMENT_CREATING' }))
    await world.goTo(1, '10:14')
    await world.room.sweep()
    expect(world.asked).toEqual([])
    await world.orders.clock.advance(60_000)
    await world.room.sweep()
    await world.room.sweep()
    expect(world.asked).toEqual([day])
    await world.orders.clock.advance(30 * 60_000)
    await world.room.sweep()
    expect(world.asked).toEqual([day, day])
    world.bills.set(day, ok(billOf([world.paymentLine(trade)])))
    // The server was away for a few days.
    await world.goTo(4, '11:00')
    await world.room.sweep()
    expect(world.asked.slice(2)).toEqual([0, 1, 2, 3, 4].map(days => addDays(day, days)))
    await world.room.sweep()
    expect(world.asked).toHaveLength(7)
    // Of half a year, the last three months.
    await world.goTo(180, '11:00')
    await world.room.sweep()
    expect(new Set(world.asked.slice(7)).size).toBe(91)
    expect(await world.openCases()).toEqual([])
  })

  it.each(['damaged', 'refused'] as const)(
    'makes a case of a bill that is %s, and ends it once one is taken',
    async kind => {
      const world = await begin(store())
      const day = world.today()
      const trade = await world.trade(1)
      world.bills.set(day, err({ kind, code: 'BILL_HASH_DIFFERS' }))
      await world.goTo(1, '10:15')
      const report = await world.run(day)
      expect(classes(report)).toEqual([['bill-missing', 'open', 'BILL_HASH_DIFFERS']])
      expect(await world.openCases()).toMatchObject([{ kind: 'bill-differs' }])
      world.bills.set(day, ok(billOf([world.paymentLine(trade)])))
      await world.orders.clock.advance(HOUR_MS / 2)
      await world.room.sweep()
      expect(await world.openCases()).toEqual([])
    },
  )

  it('makes a case of a bill that is not there after a day, and waits till then', async () => {
    const world = await begin(store())
    const day = world.today()
    await world.trade(1)
    world.bills.set(day, err({ kind: 'later', code: 'TIMEOUT' }))
    await world.goTo(1, '10:15')
    await world.room.sweep()
    expect(await world.openCases()).toEqual([])
    await world.orders.clock.advance(24 * HOUR_MS)
    await world.room.sweep()
    expect(await world.openCases()).toMatchObject([{ kind: 'bill-differs' }])
  })

  it('believes that nothing was traded once the bill would be there', async () => {
    const world = await begin(store())
    const day = world.today()
    await world.goTo(1, '09:30')
    expect((await world.run(day)).merchant).toMatchObject({
      state: 'waiting',
      bill: null,
      why: 'BILL_NOT_DUE_YET',
    })
    await world.goTo(0, '10:15')
    expect((await world.run(day)).merchant).toMatchObject({ state: 'matched', bill: 'no-trade' })
  })

  it('says so where a provider gives out no bills', async () => {
    const world = await begin(store(), { hasBills: false })
    const day = world.today()
    await world.trade(1)
    await world.goTo(1, '10:15')
    const report = await world.run(day)
    expect(report.merchant).toMatchObject({
      ...{ state: 'matched', bill: 'not-offered' },
    })
  })

  it('asks the merchants of before as well', async () => {
    const world = await begin(store(), { isFormer: true })
    const day = world.today()
    const trade = await world.trade(1)
    world.bills.set(day, ok(billOf([world.paymentLine(trade)])))
    await world.goTo(1, '10:15')
    await world.room.sweep()
    expect(world.asked).toEqual([day])
  })

  it('counts the trade of others under the same merchant, and questions what has the form of its own', async () => {
    const world = await begin(store(), { isShared: true })
    const day = world.today()
    const canteen = { outTradeNo: `CANTEEN${merchants}`, fen: 1_500 }
    const ours = { outTradeNo: `yz${day.replaceAll('-', '')}LOST${merchants}`, fen: 200 }
    world.bills.set(day, ok(billOf([world.paymentLine(canteen), world.paymentLine(ours)])))
    await world.goTo(1, '10:15')
    const report = await world.run(day)
    expect(report.differences.map(one => one.outTradeNo)).toEqual([ours.outTradeNo])
    expect(world.double.asked.map(({ number }) => number)).not.toContain(canteen.outTradeNo)
  })

  it('takes no longer for each line of a long bill than of a short one', async () => {
    const world = await begin(store(), { isShared: true })
    const day = world.today()
    const ours = await world.trade(1)
    const lines = Array.from({ length: 20_000 }, (_, place) =>
      world.paymentLine({ outTradeNo: `TILL${merchants}N${place}`, fen: 100 }),
    )
    world.bills.set(day, ok(billOf([...lines, world.paymentLine(ours)])))
    await world.goTo(1, '10:15')
    expect((await world.run(day)).merchant?.lines).toEqual([
      { kind: 'payment', class: 'equal', count: 1, sumFen: 200 },
      { kind: 'payment', class: 'of-others', count: 20_000, sumFen: 2_000_000 },
    ])
    // Where each line was compared with each, it would be minutes.
  })

  it('judges each copy by itself where its terminal has told each, also where the sums are right', async () => {
    const world = await begin(store())
    const tell = async (copiesDelivered: number, copies: readonly [CopyEvidence['end'], number][]) => {
      const { jobId, orderId } = await world.trade(copies.length)
      const told = copies.map(([end, sheetsCounted], nth) => ({
        ...{ copyNumber: nth + 1, end, sheetsCounted, evidence: 'completed' },
      }))
      const sheetsDelivered = told.reduce((sum, { sheetsCounted }) => sum + sheetsCounted, 0)
      const copiesUnclear = told.filter(({ end }) => end === 'cannot-be-told').length
      const outcome = { ...printed(copiesDelivered, copies.length), sheetsDelivered, copiesUnclear, copies: told }
      unwrap(await world.orders.orders().reportOutcome(world.orders.terminalId, jobId, outcome))
      return orderId
    }
    await tell(2, [
      ['delivered', 2],
      ['delivered', 2],
    ])
    await tell(1, [
      ['delivered', 2],
      ['not-delivered', 1],
    ])
    await tell(1, [
      ['cannot-be-told', 0],
      ['delivered', 2],
    ])
    const odd = await tell(2, [
      ['delivered', 3],
      ['delivered', 1],
    ])
    const tooMuch = await tell(1, [
      ['delivered', 2],
      ['not-delivered', 3],
    ])
    await world.run(world.today())
    const { db } = store()
    const found = await db
      .selectFrom('open_case as c')
      .innerJoin('print_order as o', 'o.order_id', 'c.order_id')
      .select(['c.case_number', 'c.order_id'])
      .where('c.kind', '=', 'sheets-differ')
      .where('o.terminal_id', '=', world.orders.terminalId)
      .execute()
    expect(found.map(({ order_id }) => order_id).toSorted()).toEqual([odd, tooMuch].toSorted())
    const said = await db
      .selectFrom('case_history')
      .select('words')
      .where('case_number', '=', found.find(({ order_id }) => order_id === odd)?.case_number ?? '')
      .where('source', '=', 'printer')
      .execute()
    expect(said.map(({ words }) => words)).toEqual([
      'copy 1 is delivered, and 3 sheets of it were counted',
      'copy 2 is delivered, and 1 sheets of it were counted',
    ])
  })

  it('compares the sheets that were counted with the copies that came out', async () => {
    const world = await begin(store())
    const { db } = store()
    const day = world.today()
    const told = async (copiesDelivered: number, sheetsDelivered: number, copies: number) => {
      const { jobId, orderId } = await world.trade(copies)
      const outcome = { ...printed(copiesDelivered, copies), sheetsDelivered }
      unwrap(await world.orders.orders().reportOutcome(world.orders.terminalId, jobId, outcome))
      return orderId
    }
    // The document has two pages, and the terminal prints on one side, as most of its orders say.
    await told(2, 4, 2)
    await told(3, 6, 3)
    await told(1, 3, 2)
    const [tooFew, tooMany] = [await told(2, 2, 2), await told(1, 5, 2)]
    const report = await world.run(day)
    expect(report.sheets).toMatchObject([{ copiesDelivered: 9, sheetsCounted: 20 }])
    const cases = await db
      .selectFrom('open_case')
      .select(['subject'])
      .where('kind', '=', 'sheets-differ')
      .where('order_id', 'in', [tooFew, tooMany])
      .execute()
    expect(cases).toHaveLength(2)
    expect(endOfDay(ZONE, day).getTime()).toBeGreaterThan(world.orders.clock.now())
    const mine = await db
      .selectFrom('bill_difference')
      .innerJoin('print_order', 'print_order.order_id', 'bill_difference.order_id')
      .select('bill_difference.order_id')
      .where('class', '=', 'sheets-differ')
      .where('terminal_id', '=', world.orders.terminalId)
      .execute()
    expect(mine.map(one => one.order_id).toSorted()).toEqual([tooFew, tooMany].toSorted())
  })
})
