import { type Kysely, sql } from 'kysely'
import type { ReportTable } from '../../src/contract/reports-api.ts'
import { both } from '../../src/contract/texts.ts'
import type { Tables } from '../ground/store/tables.ts'
import { groupsOrAll } from './groups-or-all.ts'
import { tableOf } from './table-of.ts'
import { type Bounds, keyOf, ofKind, type ReportWish, terminalsOf } from './wish.ts'

const COLUMNS = [
  { key: 'received', label: both('收款', 'received'), unit: 'fen' },
  { key: 'charged', label: both('计费', 'charged'), unit: 'fen' },
  { key: 'refunded', label: both('支付方已退', 'refunded by the provider'), unit: 'fen' },
  { key: 'byHand', label: both('人工退款', 'refunded by hand'), unit: 'fen' },
  { key: 'net', label: both('净收', 'net'), unit: 'fen' },
] as const

/** Money taken and given back, from the books themselves: each sum is what the statement of the same days says. */
export async function moneyReport(db: Kysely<Tables>, wish: ReportWish, bounds: Bounds): Promise<ReportTable> {
  const { timeZone, since, before } = bounds
  const { rows } = await sql<{
    key: string | null
    received: string
    charged: string
    refunded: string
    by_hand: string
    people: string
  }>`
    select ${keyOf(wish.by, sql`e.at`, timeZone)} as key, count(distinct d.person_id) as people,
      coalesce(sum(l.amount_fen) filter (where account = 'provider' and cause not in ('refund-paid', 'refund-returned', 'refund-lost')), 0) as received,
      coalesce(-sum(l.amount_fen) filter (where account = 'university'), 0) as charged,
      coalesce(sum(l.amount_fen) filter (where account = 'given-back' and cause in ('refund-paid', 'refund-not-received')), 0) as refunded,
      coalesce(-sum(l.amount_fen) filter (where account = 'by-hand' and cause = 'refunded-by-hand'), 0) as by_hand
    from book_entry e
    join book_line l using (entry_id)
    left join print_order o on o.order_id = e.subject
    left join document d on d.document_id = o.document_id
    left join terminal t on t.terminal_id = o.terminal_id
    where e.at >= ${since} and e.at < ${before} and ${terminalsOf(wish)} and ${ofKind(wish)}
    group by 1 order by 1`.execute(db)
  return tableOf(db, wish.by, {
    columns: COLUMNS,
    ...groupsOrAll(
      wish.by,
      rows.map(row => {
        const [received, refunded, byHand] = [Number(row.received), Number(row.refunded), Number(row.by_hand)]
        const values = [received, Number(row.charged), refunded, byHand, received - refunded - byHand]
        return { key: row.key, people: Number(row.people), values }
      }),
    ),
  })
}
