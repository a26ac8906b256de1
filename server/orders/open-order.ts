import type { Kysely } from 'kysely'
import { type Fault, fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { quote } from '../../src/rules/quota.ts'
import { randomId, randomReadable } from '../ground/random-id.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { MerchantKey } from '../payments/payments.ts'
import type { OrderRow } from './order-machine.ts'
import { audit } from './orders-audit.ts'
import { takeFreeCopies } from './quota-count.ts'

/** A wish for copies, checked against the visit that it was made in. */
export interface OrderWish {
  readonly jobId: string
  readonly terminalId: string
  readonly visitKey: string
  readonly documentId: string
  readonly unitPriceFen: number
  readonly quotaKey: string
  readonly freeCopiesLimit: number
  readonly copies: number
  readonly expectedAmountFen: number
  /** Under whom what is not free is to be paid; null where nothing can be. */
  readonly merchant: MerchantKey | null
  readonly payWithinMs: number
  /** The local date, YYYY-MM-DD. */
  readonly day: string
}

class TakenBack extends Error {
  readonly fault: Fault
  constructor(reason: Fault) {
    super('the transaction is taken back')
    this.fault = reason
  }
}

/**
 * Takes free copies and writes the order down, in one transaction. The number under which its provider will know it is stored
 * here, with the merchant, before anything is asked. Refuses with `quote-changed` when the amount is not what the visitor has
 * seen, with `payment-unavailable` when there is nobody to pay, and with `order-conflict` when an order for the job exists.
 */
export async function insertOrder(db: Kysely<Tables>, wish: OrderWish, now: Date): Promise<Result<OrderRow>> {
  try {
    const row = await db.transaction().execute(async tx => {
      const freeCopies = await takeFreeCopies(tx, wish.quotaKey, wish.copies, wish.freeCopiesLimit)
      const quoted = quote(wish.copies, freeCopies, wish.unitPriceFen)
      if (quoted.amountFen !== wish.expectedAmountFen) throw new TakenBack(fault('quote-changed'))
      const isFree = quoted.amountFen === 0
      if (!isFree && !wish.merchant) throw new TakenBack(fault('payment-unavailable', 'no merchant'))
      const inserted = await tx
        .insertInto('print_order')
        .values({
          order_id: randomId(),
          job_id: wish.jobId,
          order_number: `${wish.day.slice(2).replaceAll('-', '')}-${randomReadable(7)}`,
          terminal_id: wish.terminalId,
          visit_key: wish.visitKey,
          document_id: wish.documentId,
          quota_key: wish.quotaKey,
          copies: wish.copies,
          free_copies: freeCopies,
          unit_price_fen: wish.unitPriceFen,
          amount_fen: quoted.amountFen,
          state: isFree ? 'ready' : 'opening',
          out_trade_no: isFree ? null : `yz${wish.day.replaceAll('-', '')}${randomReadable(20)}`,
          provider: isFree ? null : wish.merchant?.provider,
          merchant_id: isFree ? null : wish.merchant?.merchantId,
          pay_until: isFree ? null : new Date(now.getTime() + wish.payWithinMs),
          created_at: now,
          ready_at: isFree ? now : null,
          next_check_at: isFree ? null : new Date(now.getTime() + wish.payWithinMs / 10),
        })
        .onConflict(conflict => conflict.column('job_id').doNothing())
        .returningAll()
        .executeTakeFirst()
      if (!inserted) throw new TakenBack(fault('order-conflict'))
      await audit(tx, now, {
        event: 'order-opened',
        subject: inserted.order_id,
        terminalId: wish.terminalId,
        detail: { documentId: wish.documentId, copies: wish.copies, freeCopies, amountFen: quoted.amountFen },
      })
      return inserted
    })
    return ok(row)
  } catch (error) {
    if (error instanceof TakenBack) return err(error.fault)
    throw error
  }
}
