import { type Kysely, sql, type Transaction } from 'kysely'
import { quote } from '../../src/rules/quota.ts'
import type { PrintOrderTable, Tables } from '../ground/store/tables.ts'
import type { OrderDifference } from './differences.ts'
import { type BookColumns, FIGURES, figuresOfBooks, figuresOfOrder } from './figures.ts'
import { type Page, pageOf } from './page.ts'

type Db = Kysely<Tables> | Transaction<Tables>

interface Row extends BookColumns {
  readonly order_id: string
  readonly order_number: string
  readonly state: PrintOrderTable['state']
  readonly paid_fen: number
  readonly refund_fen: number
  readonly held_fen: number
  readonly copies_delivered: number | null
  readonly free_copies: number
  readonly unit_price_fen: number
  readonly owed_fen: string
  readonly through_fen: string
  readonly lost_fen: string
  readonly book_outcome_fen: string
  readonly book_kept_fen: string
  readonly is_outcome_carried_over: boolean | null
}

/**
 * Compares what the orders behind `after`, at most `limit`, say of their money with what the books say of it. An order and its
 * entries are read in one statement, so that they are of one moment.
 */
export async function checkOrders(db: Db, after: string, limit: number): Promise<Page<OrderDifference>> {
  const { rows } = await sql<Row>`
    select o.order_id, o.order_number, o.state, o.paid_fen, o.refund_fen, o.held_fen,
      o.copies_delivered, o.free_copies, o.unit_price_fen, r.owed_fen, r.through_fen, n.lost_fen, b.*
    from (select * from print_order where order_id > ${after} order by order_id limit ${limit}) as o
    cross join lateral (
      select coalesce(sum(refund_fen), 0) as owed_fen,
        coalesce(sum(refund_fen) filter (where state = 'succeeded'), 0) as through_fen
      from refund where refund.order_id = o.order_id
    ) as r
    cross join lateral (
      select coalesce(sum(lost_fen - came_back_fen), 0) as lost_fen from lost_refund where lost_refund.order_id = o.order_id
    ) as n
    cross join lateral (
      select
        coalesce(sum(amount_fen) filter (where account = 'provider' and cause in ('payment-seen', 'payment-unseen', 'payment-unknown')), 0) as book_paid_fen,
        coalesce(-sum(amount_fen) filter (where account = 'university' and cause <> 'refund-dropped'), 0) as book_charged_fen,
        coalesce(-sum(amount_fen) filter (where account = 'visitor'), 0) as book_undecided_fen,
        coalesce(-sum(amount_fen) filter (where account = 'given-back' and cause in ('refund-owed', 'waived', 'refund-unowed')), 0) as book_refund_fen,
        coalesce(sum(amount_fen) filter (where account = 'given-back' and cause in ('refund-paid', 'refund-not-received')), 0) as book_refunded_fen,
        coalesce(sum(amount_fen) filter (where account = 'lost'), 0) as book_lost_fen,
        coalesce(-sum(amount_fen) filter (where account = 'university' and cause = 'charged' and reference = o.order_number), 0)
          as book_outcome_fen,
        coalesce(-sum(amount_fen) filter (where account = 'university' and cause = 'charged' and reference <> o.order_number), 0)
          as book_kept_fen,
        bool_or(is_carried_over and cause in ('charged', 'refund-owed')) as is_outcome_carried_over
      from book_entry join book_line using (entry_id) where subject = o.order_id
    ) as b
    order by o.order_id`.execute(db)
  return pageOf(rows, limit, row => row.order_id, differencesOf)
}

function differencesOf(row: Row): OrderDifference[] {
  const order = figuresOfOrder({
    ...{ state: row.state, paidFen: row.paid_fen, heldFen: row.held_fen },
    ...{ refundFen: row.refund_fen, refundedFen: Number(row.through_fen), lostFen: Number(row.lost_fen) },
  })
  const books = figuresOfBooks(row)
  const { order_id: orderId, order_number: orderNumber } = row
  const figures = FIGURES.flatMap(name =>
    order[name] === books[name] ? [] : [{ name, orderFen: order[name], booksFen: books[name] }],
  )
  const refundRowsFen = Number(row.owed_fen)
  const outcomeFen = Number(row.book_outcome_fen)
  const paperFen = priceOfPaper(row)
  // Where held money was kept for copies, they count as delivered since; where a part of it went back, they do not.
  const isPriceOfPaper = paperFen === outcomeFen || paperFen === outcomeFen + Number(row.book_kept_fen)
  return [
    ...(figures.length > 0 ? [{ kind: 'order-differs' as const, orderId, orderNumber, figures }] : []),
    ...(refundRowsFen === row.refund_fen
      ? []
      : [{ kind: 'refund-rows-differ' as const, orderId, orderNumber, orderFen: row.refund_fen, refundRowsFen }]),
    // What was settled before the books followed the rule of then.
    ...(isPriceOfPaper || row.is_outcome_carried_over
      ? []
      : [
          {
            kind: 'charge-differs-from-paper' as const,
            ...{ orderId, orderNumber, copiesDelivered: row.copies_delivered ?? 0, paperFen, booksFen: outcomeFen },
          },
        ]),
    ...(books.refundFen > books.paidFen || books.refundedFen > books.paidFen
      ? [
          {
            kind: 'refund-beyond-paid' as const,
            ...{
              orderId,
              orderNumber,
              paidFen: books.paidFen,
              refundFen: Math.max(books.refundFen, books.refundedFen),
            },
          },
        ]
      : []),
  ]
}

/** What would have been paid for the copies that count as delivered. */
const priceOfPaper = (row: Row): number =>
  quote(row.copies_delivered ?? 0, row.free_copies, row.unit_price_fen).amountFen
