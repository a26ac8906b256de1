import { type Kysely, sql, type Transaction } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import { type Month, monthBounds } from './month.ts'

/** Why what the books have of a payment or a refund in a month is not what the provider's bills of that month have. */
export const BRIDGE_CLASSES = [
  'billed-in-another-month',
  'booked-in-another-month',
  'bill-not-there',
  'refund-not-through',
  'of-others',
  'amount-differs',
  'only-in-books',
  'only-on-bill',
] as const
export type BridgeClass = (typeof BRIDGE_CLASSES)[number]

/** One payment or refund that is not alike. */
export interface BridgeItem {
  readonly kind: 'payment' | 'refund'
  readonly class: BridgeClass
  /** Its number at the provider. */
  readonly number: string
  readonly orderNumber: string | null
  /** Of the month, in fen. */
  readonly booksFen: number
  readonly billFen: number
  readonly cases: readonly string[]
}

/** Payments and refunds at the provider, in fen. */
export interface BridgeSum {
  readonly paymentsFen: number
  readonly refundsFen: number
}

/** The way from what the books have moved at the provider in a month to what its bills say: the books, each class, the bills. */
export interface Bridge extends Month {
  readonly books: BridgeSum
  readonly classes: readonly (BridgeSum & {
    readonly class: BridgeClass
    readonly count: number
    readonly cases: readonly string[]
  })[]
  /** By the bills' own sums. */
  readonly bill: BridgeSum
  readonly items: readonly BridgeItem[]
  /** Days of the month whose bill is not in hand, of any merchant that has had bills. */
  readonly daysWithoutBill: readonly string[]
  /** Whether books and classes make up the bills to the fen. */
  readonly ties: boolean
}

type Tx = Transaction<Tables>

interface Row {
  readonly kind: 'payment' | 'refund'
  readonly number: string
  readonly order_number: string | null
  readonly books_fen: string
  readonly bill_fen: string
  readonly is_booked_elsewhere: boolean
  readonly is_billed_elsewhere: boolean
  readonly is_of_others: boolean
  readonly is_under_way: boolean
  readonly is_bill_missing: boolean
  readonly cases: string[] | null
}

/** The bridge of a month, all of it of one moment. */
export function monthlyBridge(db: Kysely<Tables>, timeZone: string, month: Month): Promise<Bridge> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async tx => {
      await sql`set local statement_timeout = '10min'`.execute(tx)
      return bridgeIn(tx, timeZone, month)
    })
}

async function bridgeIn(tx: Tx, timeZone: string, month: Month): Promise<Bridge> {
  const items = (await oddRows(tx, timeZone, month.month)).map(itemOf)
  const { books, bill } = await sumsOf(tx, timeZone, month.month)
  const classes = BRIDGE_CLASSES.flatMap(one => {
    const own = items.filter(item => item.class === one)
    if (own.length === 0) return []
    const cases = [...new Set(own.flatMap(item => item.cases))].sort()
    return [{ class: one, count: own.length, ...changeOf(own), cases }]
  })
  const change = changeOf(items)
  const ties =
    books.paymentsFen + change.paymentsFen === bill.paymentsFen &&
    books.refundsFen + change.refundsFen === bill.refundsFen
  return { ...month, books, classes, bill, items, daysWithoutBill: await missingDays(tx, month.month), ties }
}

function changeOf(items: readonly BridgeItem[]): BridgeSum {
  const sum = (kind: BridgeItem['kind']) =>
    items.reduce((fen, item) => (item.kind === kind ? fen + item.billFen - item.booksFen : fen), 0)
  return { paymentsFen: sum('payment'), refundsFen: sum('refund') }
}

/** Whether an entry moves a payment at the provider, or a refund. */
const isPayment = sql`e.cause in ('payment-seen', 'payment-unknown', 'payment-unseen')`

/** Every payment and refund whose sum of the month is another one on the bills than in the books. */
async function oddRows(tx: Tx, timeZone: string, month: string): Promise<Row[]> {
  const { from, until } = monthBounds(timeZone, month)
  const { rows } = await sql<Row>`
    with booked as (
      select case when ${isPayment} then 'payment' else 'refund' end as kind,
        case when ${isPayment} then coalesce(o.out_trade_no, e.subject) else e.reference end as number,
        case when ${isPayment} then l.amount_fen else -l.amount_fen end as fen, (e.at >= ${from}) as is_inside, e.at
      from book_entry e
      join book_line l on l.entry_id = e.entry_id and l.account = 'provider'
      left join print_order o on o.order_id = e.subject
      where e.at < ${until}
    ), booked_sums as (
      select kind, number, coalesce(sum(fen) filter (where is_inside), 0) as books_fen, bool_or(not is_inside) as is_elsewhere,
        max((at at time zone ${timeZone})::date::text) filter (where is_inside) as day
      from booked group by kind, number
    ), billed_sums as (
      select kind, coalesce(out_refund_no, out_trade_no) as number,
        coalesce(sum(amount_fen) filter (where day like ${`${month}-%`}), 0) as bill_fen,
        bool_or(day not like ${`${month}-%`}) as is_elsewhere, bool_or(class = 'of-others') as is_of_others,
        bool_or(refund_state is distinct from 'succeeded' and kind = 'refund') as is_under_way
      from bill_line group by kind, coalesce(out_refund_no, out_trade_no)
    ), odd as (
      select coalesce(b.kind, l.kind) as kind, coalesce(b.number, l.number) as number, coalesce(b.books_fen, 0) as books_fen,
        coalesce(l.bill_fen, 0) as bill_fen, coalesce(b.is_elsewhere, false) as is_booked_elsewhere, b.day,
        coalesce(l.is_elsewhere, false) as is_billed_elsewhere, coalesce(l.is_of_others, false) as is_of_others,
        coalesce(l.is_under_way, false) as is_under_way
      from booked_sums b full join billed_sums l on l.kind = b.kind and l.number = b.number
      where coalesce(b.books_fen, 0) <> coalesce(l.bill_fen, 0)
    )
    select odd.*, o.order_number,
      (odd.day is not null and not exists (
        select from reconciled_day d
        where d.day = odd.day and d.bill in ('taken', 'no-trade')
          and d.provider <> 'printers' and d.provider = coalesce(r.provider, o.provider, u.provider, d.provider)
          and d.merchant_id = coalesce(r.merchant_id, o.merchant_id, u.merchant_id, d.merchant_id))) as is_bill_missing,
      (select array_agg(distinct number_of_case order by number_of_case) from (
        select d.case_number as number_of_case from bill_difference d
          where coalesce(d.out_refund_no, d.out_trade_no) = odd.number
        union
        select k.case_number from open_case k
          where k.subject in (r.refund_id, odd.number) or (odd.kind = 'payment' and k.subject = o.order_id)
      ) as known) as cases
    from odd
    left join refund r on odd.kind = 'refund' and r.out_refund_no = odd.number
    left join print_order o on o.order_id = r.order_id or (odd.kind = 'payment' and o.out_trade_no = odd.number)
    left join lateral (
      select provider, merchant_id from unclaimed_payment where out_trade_no = odd.number limit 1
    ) as u on true
    order by odd.kind, odd.number`.execute(tx)
  return rows
}

function itemOf(row: Row): BridgeItem {
  const [booksFen, billFen] = [Number(row.books_fen), Number(row.bill_fen)]
  return {
    ...{ kind: row.kind, class: classOf(row, booksFen, billFen), number: row.number, orderNumber: row.order_number },
    ...{ booksFen, billFen, cases: row.cases ?? [] },
  }
}

function classOf(row: Row, booksFen: number, billFen: number): BridgeClass {
  if (row.is_of_others) return 'of-others'
  if (billFen === 0) {
    if (row.is_billed_elsewhere) return 'billed-in-another-month'
    return row.is_bill_missing ? 'bill-not-there' : 'only-in-books'
  }
  if (booksFen !== 0) return 'amount-differs'
  if (row.is_booked_elsewhere) return 'booked-in-another-month'
  return row.kind === 'refund' && row.is_under_way ? 'refund-not-through' : 'only-on-bill'
}

async function sumsOf(
  tx: Tx,
  timeZone: string,
  month: string,
): Promise<{ readonly books: BridgeSum; readonly bill: BridgeSum }> {
  const { from, until } = monthBounds(timeZone, month)
  const { rows } = await sql<{ payments: string; refunds: string }>`
    select coalesce(sum(l.amount_fen) filter (where ${isPayment}), 0) as payments,
      coalesce(-sum(l.amount_fen) filter (where not ${isPayment}), 0) as refunds
    from book_entry e join book_line l on l.entry_id = e.entry_id and l.account = 'provider'
    where e.at >= ${from} and e.at < ${until}
    union all
    select coalesce(sum(payments_fen), 0), coalesce(sum(refunds_fen), 0) from reconciled_day
    where day like ${`${month}-%`} and bill = 'taken' and provider <> 'printers'`.execute(tx)
  const [books, bill] = rows.map(({ payments, refunds }) => ({
    ...{ paymentsFen: Number(payments), refundsFen: Number(refunds) },
  }))
  if (!books || !bill) throw new Error('a sum has no row')
  return { books, bill }
}

async function missingDays(tx: Tx, month: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('reconciled_day')
    .select('day')
    .distinct()
    .where('day', 'like', `${month}-%`)
    .where('provider', '<>', 'printers')
    .where('bill', 'is', null)
    .orderBy('day')
    .execute()
  return rows.map(({ day }) => day)
}
