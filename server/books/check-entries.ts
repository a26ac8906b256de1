import { type Kysely, sql, type Transaction } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import { CAUSES, type EntryCause } from './accounts.ts'
import type { Difference, EntryDifference } from './differences.ts'
import { type Page, pageOf } from './page.ts'

type Db = Kysely<Tables> | Transaction<Tables>

interface Row {
  readonly entry_id: string
  readonly cause: EntryCause
  readonly subject: string
  readonly order_number: string | null
  readonly lines: number
  readonly balance_fen: string
  readonly is_altered: boolean
  readonly is_of_unknown_payment: boolean
}

/** Looks whether the entries behind `after`, at most `limit`, have the lines of their causes, make nought and belong to something. */
export async function checkEntries(db: Db, after: string, limit: number): Promise<Page<EntryDifference>> {
  const { rows } = await sql<Row>`
    with way (cause, from_account, to_account) as (values ${sql.join(ways())})
    select e.entry_id::text as entry_id, e.cause, e.subject, o.order_number, l.lines, l.balance_fen,
      l.lines <> 2 or l.balance_fen <> 0 or l.strange > 0 as is_altered,
      exists (select from book_entry p where p.subject = e.subject and p.cause = 'payment-unknown') as is_of_unknown_payment
    from (select * from book_entry where entry_id > ${after}::bigint order by entry_id limit ${limit}) as e
    join way on way.cause = e.cause
    left join print_order o on o.order_id = e.subject
    cross join lateral (
      select count(*)::integer as lines, coalesce(sum(amount_fen), 0) as balance_fen,
        count(*) filter (where account <> case when amount_fen > 0 then to_account else from_account end) as strange
      from book_line where book_line.entry_id = e.entry_id
    ) as l
    order by e.entry_id`.execute(db)
  return pageOf(rows, limit, row => row.entry_id, differencesOf)
}

const ways = () =>
  Object.entries(CAUSES).map(([cause, { from, to }]) => sql`(${cause}::text, ${from}::text, ${to}::text)`)

function differencesOf(row: Row): EntryDifference[] {
  const { entry_id: entryId, cause, order_number: orderNumber } = row
  const subject = orderNumber ?? row.subject
  const [lines, balanceFen] = [row.lines, Number(row.balance_fen)]
  return [
    ...(row.is_altered ? [{ kind: 'entry-altered' as const, entryId, cause, subject, lines, balanceFen }] : []),
    ...(orderNumber === null && !row.is_of_unknown_payment
      ? [{ kind: 'entry-without-order' as const, entryId, cause, subject }]
      : []),
  ]
}

/**
 * Compares what lies at the provider by the orders with what lies there by the books, in one statement and so at one moment. Payments
 * that no order knows are left out on both sides.
 */
export async function checkProviderBalance(db: Db): Promise<Difference[]> {
  const { rows } = await sql<{ orders_fen: string; books_fen: string }>`
    select
      (select coalesce(sum(paid_fen), 0) from print_order)
        - (select coalesce(sum(refund_fen), 0) from refund
          where (state = 'succeeded' or returned_at is not null) and order_id is not null)
        - (select coalesce(sum(lost_fen - came_back_fen), 0) from lost_refund where order_id is not null) as orders_fen,
      (
        select coalesce(sum(amount_fen), 0) from book_line join book_entry using (entry_id)
        where account = 'provider'
          and subject not in (select subject from book_entry where cause = 'payment-unknown')
      ) as books_fen`.execute(db)
  const [ordersFen, booksFen] = [Number(rows[0]?.orders_fen), Number(rows[0]?.books_fen)]
  return ordersFen === booksFen ? [] : [{ kind: 'provider-balance-differs', ordersFen, booksFen }]
}
