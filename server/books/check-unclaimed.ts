import { type Kysely, sql, type Transaction } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import type { UnclaimedDifference } from './differences.ts'
import { type BookColumns, FIGURES, figuresOfBooks, type MoneyFigures } from './figures.ts'
import { type Page, pageOf } from './page.ts'

type Db = Kysely<Tables> | Transaction<Tables>

interface Row extends BookColumns {
  readonly number: string
  readonly told_fen: string
  readonly over_fen: string
  readonly owed_fen: string
  readonly through_fen: string
  readonly lost_fen: string
}

/**
 * Compares what is known of payments that no order has, behind `after` and at most `limit`, with the books: the payments that merchants
 * have confirmed, what persons have decided about them, and their refunds. Each is found by any of the three alone, so that none can be
 * taken away unnoticed.
 */
export async function checkUnclaimed(db: Db, after: string, limit: number): Promise<Page<UnclaimedDifference>> {
  const { rows } = await sql<Row>`
    select n.number, u.told_fen, u.over_fen, r.owed_fen, r.through_fen, l.lost_fen, b.*
    from (
      select out_trade_no as number from unclaimed_payment where out_trade_no > ${after}
      union select out_trade_no from refund where order_id is null and out_trade_no > ${after}
      union select out_trade_no from lost_refund where order_id is null and out_trade_no > ${after}
      union select subject from book_entry where cause = 'payment-unknown' and subject > ${after}
      order by number limit ${limit}
    ) as n
    cross join lateral (
      select coalesce(sum(answer_fen) filter (where state = 'told'), 0) as told_fen,
        coalesce(sum(answer_fen) filter (where state = 'over'), 0) as over_fen
      from unclaimed_payment where out_trade_no = n.number
    ) as u
    cross join lateral (
      select coalesce(sum(refund_fen), 0) as owed_fen,
        coalesce(sum(refund_fen) filter (where state = 'succeeded'), 0) as through_fen
      from refund where order_id is null and out_trade_no = n.number
    ) as r
    cross join lateral (
      select coalesce(sum(lost_fen - came_back_fen), 0) as lost_fen from lost_refund where order_id is null and out_trade_no = n.number
    ) as l
    cross join lateral (
      select
        coalesce(sum(amount_fen) filter (where account = 'provider' and cause = 'payment-unknown'), 0) as book_paid_fen,
        coalesce(-sum(amount_fen) filter (where account = 'university' and cause <> 'refund-dropped'), 0) as book_charged_fen,
        coalesce(-sum(amount_fen) filter (where account = 'visitor'), 0) as book_undecided_fen,
        coalesce(-sum(amount_fen) filter (where account = 'given-back' and cause = 'refund-owed'), 0) as book_refund_fen,
        coalesce(sum(amount_fen) filter (where account = 'given-back' and cause in ('refund-paid', 'refund-not-received')), 0) as book_refunded_fen,
        coalesce(sum(amount_fen) filter (where account = 'lost'), 0) as book_lost_fen
      from book_entry join book_line using (entry_id) where subject = n.number
    ) as b
    order by n.number`.execute(db)
  return pageOf(rows, limit, row => row.number, differencesOf)
}

function differencesOf(row: Row): UnclaimedDifference[] {
  const books = figuresOfBooks(row)
  const [toldFen, overFen, refundFen] = [Number(row.told_fen), Number(row.over_fen), Number(row.owed_fen)]
  // A person may also end what no merchant had confirmed: then nothing of it was ever entered.
  const decidedFen = books.paidFen === toldFen && refundFen === 0 ? 0 : overFen
  const rows: MoneyFigures = {
    paidFen: toldFen + decidedFen,
    chargedFen: decidedFen - refundFen,
    undecidedFen: toldFen,
    ...{ refundFen, refundedFen: Number(row.through_fen), lostFen: Number(row.lost_fen) },
  }
  const figures = FIGURES.flatMap(name =>
    rows[name] === books[name] ? [] : [{ name, rowsFen: rows[name], booksFen: books[name] }],
  )
  return figures.length === 0 ? [] : [{ kind: 'unclaimed-differs', outTradeNo: row.number, figures }]
}
