import { type Kysely, sql } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import type { DayKey } from './day-rows.ts'
import type { LineClass } from './reconciliation.ts'

/** Numbers that the house gives to its orders: of another form is the trade of others under the same merchant number. */
const NUMBER_OF_THE_HOUSE = '^yz[0-9]{8}[0-9A-Z]+$'

/** A line of a bill that is not as it is here. */
export interface OddLine {
  readonly kind: 'payment' | 'refund'
  readonly class: Exclude<LineClass, 'equal' | 'of-others'>
  readonly outTradeNo: string
  readonly outRefundNo: string | null
  readonly transactionId: string
  readonly at: Date
  readonly thereFen: number
  readonly hereFen: number | null
  readonly orderId: string | null
  readonly orderState: string | null
  readonly refundState: string | null
  readonly refundHere: string | null
  /** The number stands in a bill before this line already. */
  readonly isRepeated: boolean
}

const isRepeated = sql<boolean>`exists (
  select 1 from bill_line e
  where e.provider = b.provider and e.merchant_id = b.merchant_id and e.kind = b.kind and e.out_trade_no = b.out_trade_no
    and e.out_refund_no is not distinct from b.out_refund_no and (e.day, e.line_number) < (b.day, b.line_number))`

/** A payment that no order knows and that a person has decided about, with nothing of it left to be paid back. */
const isDecided = sql<boolean>`exists (
  select 1 from unclaimed_payment u
  where u.provider = b.provider and u.merchant_id = b.merchant_id and u.out_trade_no = b.out_trade_no and u.state = 'over'
    and not exists (
      select 1 from refund d
      where d.order_id is null and d.provider = u.provider and d.merchant_id = u.merchant_id
        and d.out_trade_no = u.out_trade_no and d.state in ('due', 'accepted', 'needs-hand')))`

/** A refund that nobody owed and that a person has entered as lost. */
const isLost = sql<boolean>`exists (
  select 1 from lost_refund n
  where n.out_refund_no = b.out_refund_no and n.lost_fen = b.amount_fen and b.refund_state in ('processing', 'succeeded'))`

/** What is here of a line: its order at the same merchant, and of a refund the refund of that number. */
const here = sql`
  left join print_order o on o.out_trade_no = b.out_trade_no and o.provider = b.provider and o.merchant_id = b.merchant_id
  left join refund r on r.out_refund_no = b.out_refund_no`

const of = ({ provider, merchantId, day }: DayKey) =>
  sql`b.provider = ${provider} and b.merchant_id = ${merchantId} and b.day = ${day}`

/**
 * Compares the lines of a day with the orders and refunds of their merchant as they are now, and writes down what each is. A bill says
 * of a refund how it stood in the night: one that was under way then and has succeeded since is equal.
 */
export async function matchLines(db: Kysely<Tables>, key: DayKey, isShared: boolean): Promise<void> {
  await sql`
    update bill_line b set (order_id, class) = (
      select o.order_id, case
        when ${isShared} and b.out_trade_no !~ ${NUMBER_OF_THE_HOUSE} and o.order_id is null and r.out_refund_no is null then 'of-others'
        when b.kind = 'payment' then case
          when ${isRepeated} then 'there-only'
          when o.order_id is null then case when ${isDecided} then 'equal' else 'there-only' end
          when b.amount_fen <> case when o.paid_fen > 0 then o.paid_fen else o.amount_fen end then 'amount-differs'
          when o.paid_fen = 0 then 'paid-there-not-here'
          else 'equal' end
        when ${isLost} and not ${isRepeated} then 'equal'
        when b.refund_state = 'closed' and r.state is distinct from 'succeeded' then 'equal'
        when ${isRepeated} or r.out_refund_no is null or r.refund_fen <> b.amount_fen then 'refund-differs'
        when b.refund_state = 'closed' then 'refund-differs'
        when r.returned_at is not null and b.refund_state in ('processing', 'abnormal', 'succeeded') then 'equal'
        when r.state in ('accepted', 'succeeded') and b.refund_state in ('processing', 'succeeded') then 'equal'
        when r.state in ('needs-hand', 'paid-by-hand', 'written-off') and b.refund_state in ('processing', 'abnormal') then 'equal'
        when r.state = 'succeeded' and b.refund_state = 'abnormal' then 'equal'
        else 'refund-differs' end
      from (values (1)) as line ${here}
    )
    where ${of(key)}
  `.execute(db)
}

/** The lines of a day that are not equal, in the order of the bill. */
export async function oddLines(db: Kysely<Tables>, key: DayKey): Promise<OddLine[]> {
  const { rows } = await sql<OddLine>`
    select b.kind, b.class, b.out_trade_no as "outTradeNo", b.out_refund_no as "outRefundNo",
      b.transaction_id as "transactionId", b.at, b.amount_fen as "thereFen",
      case b.kind when 'payment' then o.paid_fen else r.refund_fen end as "hereFen",
      o.order_id as "orderId", o.state as "orderState", b.refund_state as "refundState", r.state as "refundHere",
      ${isRepeated} as "isRepeated"
    from bill_line b ${here} where ${of(key)} and b.class not in ('equal', 'of-others') order by b.line_number
  `.execute(db)
  return rows
}
