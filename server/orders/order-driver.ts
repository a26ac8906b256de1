import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../src/clock.ts'
import { type CaseEvidence, sentence } from '../cases/cases.ts'
import { keyedLock } from '../ground/keyed-lock.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { MerchantKey, Merchants, PaymentFailure, Payments, Transaction as Trade } from '../payments/payments.ts'
import { DAY_MS } from './back-off.ts'
import { claimCheck, claimDue } from './claim-orders.ts'
import { failureEvidence } from './failure-evidence.ts'
import { inTurns } from './in-turns.ts'
import type { OrderBell } from './order-bell.ts'
import { orderEvidence, orderUnclosable, UNCLOSABLE_AFTER_MS } from './order-cases.ts'
import type { OrderEvent, OrderRow } from './order-machine.ts'
import { applyToOrder, findOrder, lockOrder, needsWatch } from './order-rows.ts'
import type { OpenCases } from './refund-rows.ts'
import { tellRefundedBefore } from './refunded-before.ts'

/** The provider's limit lies a little after ours, so that a payment begun in the last second is not cut off. */
const PROVIDER_GRACE_MS = 30_000
/** No more calls to open an order are begun after this: a visitor is waiting. */
const OPENING_BUDGET_MS = 6_000
/** See `payableUntilMs`. */
const LATE_ARRIVAL_MS = 5 * 60_000
/** So many answers that nobody can do anything with, and people are told. */
const UNFOUND_UNTIL_TOLD = 3
/** Orders of one merchant that are asked about side by side, and claimed at a time. */
const AT_ONCE = 16
const BATCH = 64
/** A turn of the sweep ends after so long, so that a server can end. */
const TURN_MS = 20_000

export interface OrderDriverParts {
  readonly db: Kysely<Tables>
  readonly merchants: Merchants
  readonly cases: OpenCases
  readonly clock: Clock
  readonly log: Logger
  readonly bell: OrderBell
  /** Stands in the payer's bill. */
  readonly paymentDescription: string
}

/**
 * Brings our orders and the providers' side of them together. An order is asked about and closed at the merchant that it was
 * opened under, and at no other. Every call may be repeated, and cut off by a crash, at any point.
 */
export interface OrderDriver {
  /** Does what the order's state asks for at its provider, unless that was done less than `minGapMs` ago. */
  drive(orderId: string, minGapMs: number): Promise<void>
  /** Does so for every order that is due, until none is, for a while at most. */
  driveDue(): Promise<void>
  /** Asks, then closes there; when it resolves the order is closed, ready, or still `closing` as the provider is silent. */
  close(orderId: string): Promise<void>
  /** Takes in what the merchant `from` says of a trade unasked. False when no order of that number was opened there. */
  takeIn(from: MerchantKey, trade: Trade): Promise<boolean>
  /** Takes in what the order's merchant has answered about its trade to somebody else's question. */
  learn(orderId: string, trade: Trade): Promise<void>
}

/** What a query has told us. `settled`: paid or closed, and written down. `nothing`: no answer that anything follows from. */
type Heard = 'not-paid' | 'not-found' | 'settled' | 'nothing'

export function createOrderDriver(parts: OrderDriverParts): OrderDriver {
  const { db, merchants, cases, clock, log, bell } = parts
  const lock = keyedLock()
  const now = () => new Date(clock.now())
  const apply = async (row: OrderRow, event: OrderEvent, evidence: CaseEvidence = []) => {
    const applied = await applyToOrder(db, cases, row.order_id, event, now(), { evidence })
    bell.ring(row.order_id)
    return applied
  }
  const numberOf = (row: OrderRow): string => {
    if (row.out_trade_no === null) throw new Error('a free order has no number at a provider')
    return row.out_trade_no
  }

  /** Once said unasked, too early, it may be false as a "not found" may: the order is asked about until nothing can be paid any more. */
  const learnClosed = (row: OrderRow): Promise<OrderRow> => {
    const isEarly = row.state !== 'closing' && clock.now() < payableUntilMs(row)
    return apply(row, { kind: isEarly ? 'closed-unasked' : 'closed-at-provider' }, [said('closed', clock.now())])
  }

  const learn = async (row: OrderRow, trade: Trade, isAnswer: boolean): Promise<OrderRow> => {
    if (trade.outTradeNo !== row.out_trade_no) throw new Error('the trade belongs to another order')
    const { state, totalFen, transactionId } = trade
    if (state === 'closed') return learnClosed(row)
    if (state !== 'paid') return row
    if (totalFen === null) {
      log.error({ orderId: row.order_id }, 'a paid trade without an amount')
      return row
    }
    const evidence = [said(sentence('paid', { paidFen: totalFen }), clock.now(), { transactionId, isAnswer })]
    const learnt = await apply(row, { kind: 'payment-seen', totalFen, transactionId, isAnswer }, evidence)
    if (learnt.doubt !== null)
      log.error({ orderId: row.order_id }, 'a payment of another amount waits for a second answer')
    return learnt
  }

  /** Counts the answers that lead nowhere; when nothing else can come people are told. */
  const noteUnanswered = async (row: OrderRow, failure: PaymentFailure): Promise<void> => {
    const overdueMs = clock.now() - payableUntilMs(row)
    await db.transaction().execute(async tx => {
      const locked = await lockOrder(tx, row.order_id)
      if (!needsWatch(locked)) return
      const unfound = failure.kind === 'unknown' ? locked.unfound : locked.unfound + 1
      if (unfound !== locked.unfound)
        await tx.updateTable('print_order').set({ unfound }).where('order_id', '=', row.order_id).execute()
      const isTold = unfound >= UNFOUND_UNTIL_TOLD ? overdueMs > UNCLOSABLE_AFTER_MS : overdueMs > DAY_MS
      if (!isTold) return
      const evidence = [orderEvidence(locked, now()), failureEvidence(failure, clock.now())]
      const byItself = { what: sentence('asks-again'), atMs: locked.next_check_at?.getTime() ?? null }
      const news = { orderId: row.order_id, amountFen: row.amount_fen, evidence, byItself }
      await cases.open(tx, { ...orderUnclosable(row), ...news }, now())
    })
  }

  const query = async (row: OrderRow, payments: Payments, times = 1): Promise<{ row: OrderRow; heard: Heard }> => {
    const answer = await payments.query(numberOf(row))
    if (answer.ok) {
      const { state } = answer.value
      if (state === 'not-paid') return { row, heard: 'not-paid' }
      const learnt = await learn(row, answer.value, true)
      if (answer.value.hasRefunds) await tellRefundedBefore({ db, cases, now }, learnt, payments)
      if (learnt.doubt === null) return { row: learnt, heard: state === 'unknown' ? 'nothing' : 'settled' }
      // What does not fit is asked about again at once: only what is said twice is believed.
      return times > 0 && state === 'paid' ? query(learnt, payments, times - 1) : { row: learnt, heard: 'nothing' }
    }
    const failure = answer.error
    if (failure.about === 'amount') {
      const evidence = [failureEvidence(failure, clock.now())]
      return { row: await apply(row, { kind: 'payment-doubted', said: failure.code }, evidence), heard: 'nothing' }
    }
    if (failure.kind === 'not-found' && row.code_url === null) return { row, heard: 'not-found' }
    // It has given us a code for this very number: whoever does not know it is another, and proves nothing.
    if (failure.kind === 'not-found')
      log.error({ orderId: row.order_id, provider: row.provider }, 'the merchant does not know an order that it opened')
    else log.warn({ orderId: row.order_id, code: failure.code }, 'query failed')
    await noteUnanswered(row, failure)
    return { row, heard: 'nothing' }
  }

  const openAtProvider = async (opening: OrderRow, payments: Payments): Promise<void> => {
    const startedMs = clock.monotonic()
    let certain = false
    for (let attempt = 0; attempt < 2; attempt++) {
      const opened = await payments.openCode({
        outTradeNo: numberOf(opening),
        description: parts.paymentDescription,
        amountFen: opening.amount_fen,
        expiresAt: new Date((opening.pay_until ?? opening.created_at).getTime() + PROVIDER_GRACE_MS),
        terminalId: opening.terminal_id,
      })
      if (opened.ok) {
        await apply(opening, { kind: 'opened', codeUrl: opened.value.codeUrl })
        return
      }
      log.warn({ orderId: opening.order_id, ...opened.error }, 'the payment could not be opened')
      const { row, heard } = await query(opening, payments)
      if (row.state !== 'opening') return
      if (opened.error.kind === 'refused') {
        // After an attempt in doubt one "not found" is not enough: what is on its way may still arrive.
        certain = heard === 'not-found' && attempt === 0 && opening.asked_times <= 1
        break
      }
      if (clock.monotonic() - startedMs > OPENING_BUDGET_MS) break
    }
    await apply(opening, { kind: 'opening-failed', certain })
  }

  /** Query, close, query: only the provider's own word ends it. `asked`: what a query has just said. */
  const closeAtProvider = async (closing: OrderRow, payments: Payments, asked?: Heard): Promise<void> => {
    const { row, heard } = asked ? { row: closing, heard: asked } : await query(closing, payments)
    if (heard === 'not-found') {
      // One "not found" may be false, and an order call may still be on its way: it is asked about until nothing can be paid any
      // more, and once after that.
      await apply(row, { kind: 'not-found-at-provider', isPayable: clock.now() < payableUntilMs(row) })
      return
    }
    if (heard !== 'not-paid') return
    const closed = await payments.close(numberOf(row))
    if (closed.ok) {
      await apply(row, { kind: 'closed-at-provider' }, [said('closed', clock.now())])
      return
    }
    const after = await query(await apply(row, { kind: 'close-asked' }), payments)
    if (after.heard === 'not-paid') await noteUnanswered(after.row, closed.error)
  }

  const work = async (row: OrderRow): Promise<void> => {
    const merchant = merchants.find({ provider: row.provider, merchantId: row.merchant_id })
    if (!merchant) {
      // Another server of the house may know it. What it has not said can't be guessed, so nothing is changed.
      log.error({ orderId: row.order_id, provider: row.provider }, 'the merchant of an order is not configured here')
      return
    }
    const { payments } = merchant
    if (row.state === 'opening') return openAtProvider(row, payments)
    if (row.state === 'closing' || row.loose_end) return closeAtProvider(row, payments)
    if (row.state !== 'awaiting-payment') {
      // Paid, and something was said of it that does not fit, or nothing for long of its paper: what is booked stands until it is known better.
      if (row.doubt !== null || row.state === 'ready') await query(row, payments)
      return
    }
    const { row: asked, heard } = await query(row, payments)
    if (asked.state !== 'awaiting-payment' || asked.pay_until === null || now() < asked.pay_until) return
    // Unpaid, and its time is over: most are closed by one call, and need no step between.
    const closing = heard === 'not-paid' ? asked : await apply(asked, { kind: 'close-asked' })
    await closeAtProvider(closing, payments, heard)
  }

  const claimAndWork = async (orderId: string, minGapMs: number) => {
    const row = await claimCheck(db, orderId, now(), minGapMs)
    if (row) await work(row)
  }

  const driveMerchant = async (key: { provider: string | null; merchant_id: string | null }): Promise<void> => {
    const beganMs = clock.monotonic()
    await inTurns({
      atOnce: AT_ONCE,
      keyOf: ({ order_id }) => order_id,
      isOver: () => clock.monotonic() - beganMs > TURN_MS,
      next: () => claimDue(db, key, now(), BATCH),
      each: claimed =>
        lock
          .run(claimed.order_id, () => work(claimed))
          .catch(error => log.error(error, 'an order could not be moved on')),
    })
  }

  return {
    drive: (orderId, minGapMs) => lock.run(orderId, () => claimAndWork(orderId, minGapMs)),
    driveDue: async () => {
      const keys = await db
        .selectFrom('print_order')
        .select(['provider', 'merchant_id'])
        .distinct()
        .where('next_check_at', '<=', now())
        .execute()
      // The orders of each merchant beside those of the others: one that hangs holds up its own alone.
      await Promise.all(keys.map(driveMerchant))
    },
    close: orderId =>
      lock.run(orderId, async () => {
        const row = await applyToOrder(db, cases, orderId, { kind: 'close-asked' }, now())
        if (needsWatch(row)) await claimAndWork(orderId, 0)
      }),
    learn: async (orderId, trade) => {
      const row = await findOrder(db, orderId)
      if (row) await learn(row, trade, true)
    },
    takeIn: async ({ provider, merchantId }, trade) => {
      const row = await db
        .selectFrom('print_order')
        .selectAll()
        .where('out_trade_no', '=', trade.outTradeNo)
        .where('provider', '=', provider)
        .where('merchant_id', '=', merchantId)
        .executeTakeFirst()
      if (!row) return false
      await learn(row, trade, false)
      return true
    },
  }
}

/**
 * Until then something may be paid under an order: the provider's own limit, an order call that arrives late and is given a minute at
 * least, and clocks that differ as far as signatures allow. A code ends earlier than that or not at all: it lives two hours, and no
 * order may be paid that long.
 */
const payableUntilMs = (row: OrderRow): number =>
  (row.pay_until ?? row.created_at).getTime() + PROVIDER_GRACE_MS + LATE_ARRIVAL_MS

const said = (says: string, atMs: number, facts: Record<string, string | number | boolean | null> = {}) =>
  ({ source: 'provider', atMs, says, facts }) as const
