import { type Kysely, sql } from 'kysely'
import type { Bilingual } from '../../src/contract/texts.ts'
import { type QuotaSetting, quotaKey } from '../../src/rules/quota.ts'
import { type Erasing, goneBy } from '../ground/erasing.ts'
import type { Tables } from '../ground/store/tables.ts'

export interface EraseCountParts {
  readonly db: Kysely<Tables>
  readonly quota: QuotaSetting
  /** The local date, YYYY-MM-DD. */
  readonly today: () => string
}

const SHOWN_MAX = 5

/** Takes away counts of free copies of periods that are over. Orders stay; what is not settled holds the erasing up. */
export const createEraseCounts = ({ db, quota, today }: EraseCountParts): Erasing => ({
  running: async personIds => {
    const orders = db
      .selectFrom('print_order as o')
      .innerJoin('document as d', 'd.document_id', 'o.document_id')
      .select('o.order_number')
      .where('d.person_id', 'in', [...personIds])
      .where(either =>
        either.or([
          either('o.state', 'in', ['opening', 'awaiting-payment', 'closing', 'ready']),
          either('o.loose_end', '=', true),
          either('o.held_fen', '>', 0),
          sql<boolean>`exists (select 1 from refund r where r.order_id = o.order_id and r.state in ('due', 'accepted', 'needs-hand'))`,
          sql<boolean>`exists (select 1 from open_case c where c.order_id = o.order_id and c.state <> 'ended')`,
        ]),
      )
    const rows = await orders.orderBy('o.created_at').limit(SHOWN_MAX).execute()
    return rows.map(({ order_number }) => unsettled(order_number))
  },
  erase: async personIds => async tx => {
    const running = quotaKey(quota, '', '', today()).split('/')[0] ?? ''
    const counts = await tx
      .deleteFrom('quota_use')
      .where(either =>
        either.or(
          // The person stands last in a key, behind the second stroke.
          personIds.map(id => sql<boolean>`regexp_replace(quota_key, '^[^/]*/[^/]*/', '') = ${id}`),
        ),
      )
      .where(sql<boolean>`split_part(quota_key, '/', 1) <> ${running}`)
      .executeTakeFirst()
    return { quota_use: goneBy(counts) }
  },
})

const unsettled = (orderNumber: string): Bilingual => ({
  zh: `订单 ${orderNumber} 还没有结清（付款、出纸、退款或人工核对）`,
  en: `Order ${orderNumber} is not settled yet: its payment, its paper, a refund or a check by staff`,
})
