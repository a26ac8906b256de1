import { OF_DOCUMENT, OF_PERSON, type PersonalData } from '../ground/personal-data.ts'

/** What this room keeps of people. */
export const ORDERS_PERSONAL: PersonalData = {
  rows: [
    {
      table: 'print_order',
      about: { zh: '打印订单与付款', en: 'Orders of copies and their payments' },
      sql: `select order_number, document_id, copies, free_copies, unit_price_fen, amount_fen, state, out_trade_no, transaction_id, provider, paid_fen, refund_fen, held_fen, copies_delivered, copies_unclear, sheets_delivered, quota_given_back, created_at, ready_at, over_at from print_order where document_id ${OF_DOCUMENT} order by created_at`,
    },
    {
      table: 'refund',
      about: { zh: '退款', en: 'Refunds' },
      sql: `select o.order_number, r.out_refund_no, r.cause, r.refund_fen, r.total_fen, r.state, r.created_at, r.succeeded_at from refund r join print_order o using (order_id) where o.document_id ${OF_DOCUMENT} order by r.created_at`,
    },
    {
      table: 'quota_use',
      about: { zh: '免费份数的使用', en: 'Free copies that were used' },
      sql: `select split_part(quota_key, chr(47), 1) as period, split_part(quota_key, chr(47), 2) as kind, used from quota_use where substr(quota_key, length(split_part(quota_key, chr(47), 1)) + length(split_part(quota_key, chr(47), 2)) + 3) ${OF_PERSON} order by 1, 2`,
    },
  ],
  keptBack: {},
}
