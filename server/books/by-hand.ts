import { type Kysely, sql } from 'kysely'
import type { Tables } from '../ground/store/tables.ts'
import { type Month, monthBounds } from './month.ts'

/** Money that a person has paid back outside the provider, as the books have it. */
export interface ByHandRefund {
  /** ISO 8601. */
  readonly at: string
  readonly amountFen: number
  /** Null of a payment that no order knows. */
  readonly orderNumber: string | null
  readonly outTradeNo: string | null
  readonly caseNumber: string | null
  /** Who has noted it. */
  readonly by: string | null
  /** Who has agreed, where two people decided. */
  readonly agreedBy: string | null
  /** Under which it is found in the university's own books. */
  readonly reference: string | null
  readonly reason: string | null
  /** The provider has paid the same refund as well: it is a case, `refund-differs`. */
  readonly isPaidTwice: boolean
  /** The case in which a person has entered that as lost. */
  readonly lossCase: string | null
  /** The case that has yet to say so, while it is open: the bill has the refund as well, or one that nobody here knows. */
  readonly doubtCase: string | null
}

/** The cash book of a month: what was refunded by hand, and what came back to the university's own purse. Amounts are in fen. */
export interface ByHandBook extends Month {
  readonly refunds: readonly ByHandRefund[]
  readonly sumFen: number
  /** What came back from the provider to the university's own account, and is owed to payers. */
  readonly cameBackFen: number
  /**
   * What persons have paid beyond what came back, at the start and at the end: the start and `sumFen` less `cameBackFen` are the end.
   * The account `by-hand` has it with the other sign.
   */
  readonly atStartFen: number
  readonly atEndFen: number
  /** Whether the lines make up what the account has moved. */
  readonly ties: boolean
}

interface Row {
  readonly at: Date
  readonly amount_fen: string
  readonly order_number: string | null
  readonly out_trade_no: string | null
  readonly ended_by: string | null
  readonly ended_because: string | null
  readonly is_paid_twice: boolean | null
  readonly loss_case: string | null
  readonly case_number: string | null
  readonly doubt_case: string | null
}

/** What was refunded by hand in a month, from the books, with who has noted it; all of it of one moment. */
export async function byHandBook(db: Kysely<Tables>, timeZone: string, month: Month): Promise<ByHandBook> {
  const { from, until } = monthBounds(timeZone, month.month)
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async tx => {
      const { rows } = await sql<Row>`
        select e.at, -l.amount_fen as amount_fen, o.order_number, coalesce(r.out_trade_no, o.out_trade_no, e.subject) as out_trade_no,
          r.ended_by, r.ended_because, r.paid_beside_fen is not null as is_paid_twice, n.case_number as loss_case, c.case_number, d.case_number as doubt_case
        from book_entry e
        join book_line l on l.entry_id = e.entry_id and l.account = 'by-hand'
        left join print_order o on o.order_id = e.subject
        left join refund r on r.out_refund_no = e.reference
        left join lost_refund n on n.out_refund_no = e.reference and n.came_back_fen < n.lost_fen
        left join lateral (
          select h.case_number
          from case_history h join open_case k using (case_number)
          where h.at = e.at and h.step in ('ended', 'begun') and h.detail ->> 'act' = 'refunded-by-hand'
            and (k.order_id = o.order_id or k.subject in (r.refund_id, e.subject) or k.subject like e.subject || '/%')
          order by h.seq limit 1
        ) as c on true
        left join lateral (
          select k.case_number
          from open_case k
          where k.kind = 'refund-differs' and k.state <> 'ended' and (
            k.subject in (e.reference, r.refund_id)
            -- A refund at the provider under a number of its own may be of this money; one of another refund is not.
            or (k.order_id = o.order_id and not exists (
              select from refund other where k.subject in (other.out_refund_no, other.refund_id) and other.refund_id <> r.refund_id)))
          order by (k.subject = e.reference) desc, k.opened_at limit 1
        ) as d on true
        where e.cause = 'refunded-by-hand' and e.at >= ${from} and e.at < ${until}
        order by e.at, e.entry_id`.execute(tx)
      const moved = await sql<{ start: string; end: string; came_back: string }>`
        select coalesce(-sum(amount_fen) filter (where at < ${from}), 0) as start, coalesce(-sum(amount_fen), 0) as end,
          coalesce(sum(amount_fen) filter (where at >= ${from} and cause <> 'refunded-by-hand'), 0) as came_back
        from book_entry join book_line using (entry_id) where account = 'by-hand' and at < ${until}`.execute(tx)
      const { start = '0', end = '0', came_back = '0' } = moved.rows[0] ?? {}
      const refunds = rows.map(refundOf)
      const sumFen = refunds.reduce((sum, { amountFen }) => sum + amountFen, 0)
      const [atStartFen, atEndFen, cameBackFen] = [Number(start), Number(end), Number(came_back)]
      const ties = atStartFen + sumFen - cameBackFen === atEndFen
      return { ...month, refunds, sumFen, cameBackFen, atStartFen, atEndFen, ties }
    })
}

function refundOf(row: Row): ByHandRefund {
  // Names have no comma, and references no semicolon: they are kept one behind the other.
  const [by = null, agreedBy = null] = row.ended_by?.split(', ') ?? []
  const [reference = null, ...reason] = row.ended_because?.split('; ') ?? []
  return {
    ...{ at: row.at.toISOString(), amountFen: Number(row.amount_fen) },
    ...{ orderNumber: row.order_number, outTradeNo: row.out_trade_no, caseNumber: row.case_number },
    ...{ by, agreedBy, reference, reason: reason.length === 0 ? null : reason.join('; ') },
    ...{ isPaidTwice: row.is_paid_twice === true, doubtCase: row.doubt_case, lossCase: row.loss_case },
  }
}
