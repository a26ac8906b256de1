import type { Migration } from '../../ground/room.ts'

/** What columns mean, where their names do not say it. The types of rows carry it on. */
export const COMMENTS: Migration = {
  name: 'orders-comments',
  sql: `
comment on column print_order.out_trade_no is 'Our number at the provider; null for a free order.';
comment on column print_order.provider is 'The provider that it is paid at; with the merchant number everything about its money is asked of these two. Null for a free order.';
comment on column print_order.merchant_id is 'Our number at the provider. Null for a free order, and for one of before it was kept until the first start with its merchant.';
comment on column print_order.loose_end is 'Whether the provider might still take money under this number although the order is over.';
comment on column print_order.asked_at is 'When the provider was last asked about this order.';
comment on column print_order.asked_times is 'How often it was asked while the order was in its present state.';
comment on column refund.out_refund_no is 'Our number of the refund at the provider: stored before the first call, replaced only after that one was closed for good.';
`,
}
