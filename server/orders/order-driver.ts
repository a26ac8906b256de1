import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../src/clock.ts'
import { keyedLock } from '../ground/keyed-lock.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Payments, Transaction as Trade } from '../payments/payments.ts'
import { checkAfterMs, WATCH_EVERY_MS } from './back-off.ts'
import { applyToOrder, claimCheck, needsWatch, type OrderRow } from './order-rows.ts'

/** WeChat's own limit lies a little after ours, so that a payment begun in the last second is not cut off. */
const WECHAT_GRACE_MS = 30_000
/** No more calls to open an order are begun after this: a visitor is waiting. */
const OPENING_BUDGET_MS = 6_000

export interface OrderDriverParts {
  readonly db: Kysely<Tables>
  readonly payments: Payments
  readonly clock: Clock
  readonly log: Logger
  /** Stands in the payer's bill. */
  readonly paymentDescription: string
}

/** Brings our orders and WeChat's side of them together. Every call may be repeated, and cut off by a crash, at any point. */
export interface OrderDriver {
  /** Does what the order's state asks for at WeChat, unless that was done less than `minGapMs` ago. */
  drive(orderId: string, minGapMs: number): Promise<void>
  /** Asks WeChat, then closes there; when it resolves the order is closed, ready, or still `closing` as WeChat is silent. */
  close(orderId: string): Promise<void>
  /** Takes in what WeChat says about a trade, whoever asked. */
  takeIn(row: OrderRow, trade: Trade): Promise<OrderRow>
}

export function createOrderDriver(parts: OrderDriverParts): OrderDriver {
  const { db, payments, clock, log } = parts
  const lock = keyedLock()
  const now = () => new Date(clock.now())
  const numberOf = (row: OrderRow): string => {
    if (row.out_trade_no === null) throw new Error('a free order has no number at WeChat')
    return row.out_trade_no
  }

  const takeIn = async (row: OrderRow, trade: Trade): Promise<OrderRow> => {
    if (trade.outTradeNo !== row.out_trade_no) throw new Error('the trade belongs to another order')
    if (trade.state === 'closed') return applyToOrder(db, row.order_id, { kind: 'closed-at-wechat' }, now())
    if (trade.state !== 'paid') return row
    if (trade.totalFen === null) {
      log.error({ orderId: row.order_id }, 'a paid trade without an amount')
      return row
    }
    if (trade.totalFen !== row.amount_fen) log.error({ orderId: row.order_id }, 'a trade was paid with another amount')
    const { totalFen, transactionId } = trade
    return applyToOrder(db, row.order_id, { kind: 'payment-seen', totalFen, transactionId }, now())
  }

  const query = async (
    row: OrderRow,
  ): Promise<{ row: OrderRow; heard: 'not-paid' | 'not-found' | 'settled' | 'nothing' }> => {
    const answer = await payments.query(numberOf(row))
    if (!answer.ok) {
      if (answer.error.kind !== 'not-found')
        log.warn({ orderId: row.order_id, code: answer.error.code }, 'query failed')
      return { row, heard: answer.error.kind === 'not-found' ? 'not-found' : 'nothing' }
    }
    const { state } = answer.value
    if (state === 'not-paid') return { row, heard: 'not-paid' }
    return { row: await takeIn(row, answer.value), heard: state === 'unknown' ? 'nothing' : 'settled' }
  }

  const openAtWechat = async (opening: OrderRow): Promise<void> => {
    const startedMs = clock.monotonic()
    let certain = false
    for (let attempt = 0; attempt < 2; attempt++) {
      const opened = await payments.openNative({
        outTradeNo: numberOf(opening),
        description: parts.paymentDescription,
        amountFen: opening.amount_fen,
        expiresAt: new Date((opening.pay_until ?? opening.created_at).getTime() + WECHAT_GRACE_MS),
        terminalId: opening.terminal_id,
      })
      if (opened.ok) {
        await applyToOrder(db, opening.order_id, { kind: 'opened', codeUrl: opened.value.codeUrl }, now())
        return
      }
      log.warn({ orderId: opening.order_id, ...opened.error }, 'the payment could not be opened')
      const { row, heard } = await query(opening)
      if (row.state !== 'opening') return
      if (opened.error.kind === 'refused') {
        certain = heard === 'not-found'
        break
      }
      if (clock.monotonic() - startedMs > OPENING_BUDGET_MS) break
    }
    await applyToOrder(db, opening.order_id, { kind: 'opening-failed', certain }, now())
  }

  /** Query, close, query: only WeChat's own word ends it. */
  const closeAtWechat = async (closing: OrderRow): Promise<void> => {
    const { row, heard } = await query(closing)
    if (heard === 'settled') return
    const payable = now() < new Date((row.pay_until ?? row.created_at).getTime() + WECHAT_GRACE_MS)
    // An order call that is still on its way could arrive after "not found"; past its limit it can't be paid any more.
    if (heard === 'not-found' && (row.state === 'closing' || !payable)) {
      await applyToOrder(db, row.order_id, { kind: 'closed-at-wechat' }, now())
      return
    }
    if (heard !== 'not-paid') return
    const closed = await payments.close(numberOf(row))
    if (closed.ok) await applyToOrder(db, row.order_id, { kind: 'closed-at-wechat' }, now())
    else await query(row)
  }

  const work = async (row: OrderRow): Promise<void> => {
    if (row.state === 'opening') return openAtWechat(row)
    if (row.state === 'closing' || row.loose_end) return closeAtWechat(row)
    if (row.state !== 'awaiting-payment') return
    const { row: asked } = await query(row)
    if (asked.state !== 'awaiting-payment' || asked.pay_until === null || now() < asked.pay_until) return
    await closeAtWechat(await applyToOrder(db, row.order_id, { kind: 'close-asked' }, now()))
  }

  const claimAndWork = async (orderId: string, minGapMs: number) => {
    const row = await claimCheck(db, orderId, now(), minGapMs, gapAfter)
    if (row) await work(row)
  }

  return {
    drive: (orderId, minGapMs) => lock.run(orderId, () => claimAndWork(orderId, minGapMs)),
    close: orderId =>
      lock.run(orderId, async () => {
        const row = await applyToOrder(db, orderId, { kind: 'close-asked' }, now())
        if (needsWatch(row)) await claimAndWork(orderId, 0)
      }),
    takeIn,
  }
}

/** While a code may be paid it is watched evenly; what is left to be opened or closed is tried less and less often. */
function gapAfter(row: OrderRow): number {
  return row.state === 'awaiting-payment' ? WATCH_EVERY_MS : checkAfterMs(row.asked_times)
}
