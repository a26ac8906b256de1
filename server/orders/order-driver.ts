import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../src/clock.ts'
import { keyedLock } from '../ground/keyed-lock.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { MerchantKey, Merchants, Payments, Transaction as Trade } from '../payments/payments.ts'
import { checkAfterMs, WATCH_EVERY_MS } from './back-off.ts'
import { applyToOrder, claimCheck, needsWatch, type OrderRow } from './order-rows.ts'

/** The provider's limit lies a little after ours, so that a payment begun in the last second is not cut off. */
const PROVIDER_GRACE_MS = 30_000
/** No more calls to open an order are begun after this: a visitor is waiting. */
const OPENING_BUDGET_MS = 6_000

export interface OrderDriverParts {
  readonly db: Kysely<Tables>
  readonly merchants: Merchants
  readonly clock: Clock
  readonly log: Logger
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
  /** Asks, then closes there; when it resolves the order is closed, ready, or still `closing` as the provider is silent. */
  close(orderId: string): Promise<void>
  /** Takes in what the merchant `from` says of a trade unasked. False when no order of that number was opened there. */
  takeIn(from: MerchantKey, trade: Trade): Promise<boolean>
}

/** What a query has told us. `settled`: paid or closed, and written down. `nothing`: no answer that anything follows from. */
type Heard = 'not-paid' | 'not-found' | 'settled' | 'nothing'

export function createOrderDriver(parts: OrderDriverParts): OrderDriver {
  const { db, merchants, clock, log } = parts
  const lock = keyedLock()
  const now = () => new Date(clock.now())
  const numberOf = (row: OrderRow): string => {
    if (row.out_trade_no === null) throw new Error('a free order has no number at a provider')
    return row.out_trade_no
  }

  const learn = async (row: OrderRow, trade: Trade): Promise<OrderRow> => {
    if (trade.outTradeNo !== row.out_trade_no) throw new Error('the trade belongs to another order')
    if (trade.state === 'closed') return applyToOrder(db, row.order_id, { kind: 'closed-at-provider' }, now())
    if (trade.state !== 'paid') return row
    if (trade.totalFen === null) {
      log.error({ orderId: row.order_id }, 'a paid trade without an amount')
      return row
    }
    if (trade.totalFen !== row.amount_fen) log.error({ orderId: row.order_id }, 'a trade was paid with another amount')
    const { totalFen, transactionId } = trade
    return applyToOrder(db, row.order_id, { kind: 'payment-seen', totalFen, transactionId }, now())
  }

  const query = async (row: OrderRow, payments: Payments): Promise<{ row: OrderRow; heard: Heard }> => {
    const answer = await payments.query(numberOf(row))
    if (!answer.ok) {
      if (answer.error.kind !== 'not-found') {
        log.warn({ orderId: row.order_id, code: answer.error.code }, 'query failed')
        return { row, heard: 'nothing' }
      }
      if (row.code_url === null) return { row, heard: 'not-found' }
      // It has given us a code for this very number: whoever does not know it is another, and proves nothing.
      log.error({ orderId: row.order_id, provider: row.provider }, 'the merchant does not know an order that it opened')
      return { row, heard: 'nothing' }
    }
    const { state } = answer.value
    if (state === 'not-paid') return { row, heard: 'not-paid' }
    return { row: await learn(row, answer.value), heard: state === 'unknown' ? 'nothing' : 'settled' }
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
        await applyToOrder(db, opening.order_id, { kind: 'opened', codeUrl: opened.value.codeUrl }, now())
        return
      }
      log.warn({ orderId: opening.order_id, ...opened.error }, 'the payment could not be opened')
      const { row, heard } = await query(opening, payments)
      if (row.state !== 'opening') return
      if (opened.error.kind === 'refused') {
        certain = heard === 'not-found'
        break
      }
      if (clock.monotonic() - startedMs > OPENING_BUDGET_MS) break
    }
    await applyToOrder(db, opening.order_id, { kind: 'opening-failed', certain }, now())
  }

  /** Query, close, query: only the provider's own word ends it. */
  const closeAtProvider = async (closing: OrderRow, payments: Payments): Promise<void> => {
    const { row, heard } = await query(closing, payments)
    if (heard === 'settled') return
    const payable = now() < new Date((row.pay_until ?? row.created_at).getTime() + PROVIDER_GRACE_MS)
    // An order call that is still on its way could arrive after "not found"; past its limit it can't be paid any more.
    if (heard === 'not-found' && !payable) {
      await applyToOrder(db, row.order_id, { kind: 'closed-at-provider' }, now())
      return
    }
    if (heard !== 'not-paid') return
    const closed = await payments.close(numberOf(row))
    if (closed.ok) await applyToOrder(db, row.order_id, { kind: 'closed-at-provider' }, now())
    else await query(row, payments)
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
    if (row.state !== 'awaiting-payment') return
    const { row: asked } = await query(row, payments)
    if (asked.state !== 'awaiting-payment' || asked.pay_until === null || now() < asked.pay_until) return
    await closeAtProvider(await applyToOrder(db, row.order_id, { kind: 'close-asked' }, now()), payments)
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
    takeIn: async ({ provider, merchantId }, trade) => {
      const row = await db
        .selectFrom('print_order')
        .selectAll()
        .where('out_trade_no', '=', trade.outTradeNo)
        .where('provider', '=', provider)
        .where('merchant_id', '=', merchantId)
        .executeTakeFirst()
      if (!row) return false
      await learn(row, trade)
      return true
    },
  }
}

/** While a code may be paid it is watched evenly; what is left to be opened or closed is tried less and less often. */
function gapAfter(row: OrderRow): number {
  return row.state === 'awaiting-payment' ? WATCH_EVERY_MS : checkAfterMs(row.asked_times)
}
