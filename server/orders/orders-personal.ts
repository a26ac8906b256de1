import { both } from '../../src/contract/texts.ts'
import { OF_DOCUMENT, OF_PERSON, type PersonalData, type Stays } from '../ground/personal-data.ts'
import { STAYS_IN_ACCOUNTS } from '../ground/reasons-to-stay.ts'

const COUNT_STAYS: Stays = {
  why: both(
    '本期已经用掉的免费份数要继续算数，否则删除一次就多得一次免费。只有份数。',
    'Free copies that were used in this period go on counting: else each erasure would give them anew. It is a number alone.',
  ),
  until: both(
    '本学期（学年）结束为止；此后再次提出即抹除',
    'Until the period in which they count is over; a wish after that erases them',
  ),
}

/** What this room keeps of people. */
export const ORDERS_PERSONAL: PersonalData = {
  rows: [
    {
      table: 'print_order',
      about: { zh: '打印订单与付款', en: 'Orders of copies and their payments' },
      sql: `select order_number, document_id, copies, free_copies, unit_price_fen, amount_fen, state, out_trade_no, transaction_id, provider, paid_fen, refund_fen, held_fen, copies_delivered, copies_unclear, sheets_delivered, quota_given_back, created_at, ready_at, over_at from print_order where document_id ${OF_DOCUMENT} order by created_at`,
      erasure: STAYS_IN_ACCOUNTS,
    },
    {
      table: 'refund',
      about: { zh: '退款', en: 'Refunds' },
      sql: `select o.order_number, r.out_refund_no, r.cause, r.refund_fen, r.total_fen, r.state, r.created_at, r.succeeded_at from refund r join print_order o using (order_id) where o.document_id ${OF_DOCUMENT} order by r.created_at`,
      erasure: STAYS_IN_ACCOUNTS,
    },
    {
      table: 'quota_use',
      about: { zh: '免费份数的使用', en: 'Free copies that were used' },
      sql: `select split_part(quota_key, chr(47), 1) as period, split_part(quota_key, chr(47), 2) as kind, used from quota_use where substr(quota_key, length(split_part(quota_key, chr(47), 1)) + length(split_part(quota_key, chr(47), 2)) + 3) ${OF_PERSON} order by 1, 2`,
      erasure: COUNT_STAYS,
    },
  ],
  keptBack: {},
}
