import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../ground/store/tables.ts'
import { monthBounds } from '../month.ts'
import type { ReceiptLine } from './receipt-receiver.ts'

interface Row {
  readonly order_number: string | null
  readonly out_trade_no: string | null
  readonly transaction_id: string | null
  readonly title_zh: string | null
  readonly title_en: string | null
  readonly copies: number | null
  readonly at: Date
  readonly fen: string
}

/** What each order has earned in a month, YYYY-MM, by the books: together what the statement has as charged. */
export async function receiptsOf(db: Kysely<Tables>, timeZone: string, month: string): Promise<ReceiptLine[]> {
  const { from, until } = monthBounds(timeZone, month)
  const { rows } = await sql<Row>`
    select o.order_number, coalesce(o.out_trade_no, e.subject) as out_trade_no, o.transaction_id, d.title_zh, d.title_en,
      o.copies_delivered as copies, e.at, e.fen
    from (
      select subject, max(at) as at, -sum(amount_fen) as fen
      from book_entry join book_line using (entry_id)
      where account = 'university' and at >= ${from} and at < ${until}
      group by subject having sum(amount_fen) <> 0
    ) e
    left join print_order o on o.order_id = e.subject
    left join document d on d.document_id = o.document_id
    order by e.at, e.subject`.execute(db)
  return rows.map(row => ({
    ...{ orderNumber: row.order_number, paymentNumber: row.out_trade_no, transactionNumber: row.transaction_id },
    title: row.title_zh === null ? null : { zh: row.title_zh, en: row.title_en ?? row.title_zh },
    ...{ copies: row.copies, at: row.at, amountFen: Number(row.fen) },
  }))
}
