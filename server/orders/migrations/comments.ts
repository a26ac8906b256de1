import type { Migration } from '../../ground/room.ts'

/** What columns mean, where their names do not say it. The types of rows carry it on. */
export const COMMENTS: Migration = {
  name: 'orders-comments',
  sql: `
comment on column print_order.loose_end is 'Whether money might still come in under this number although the order is over.';
comment on column print_order.asked_at is 'When the payment side was last asked about this order.';
comment on column print_order.asked_times is 'How often it was asked while the order was in its present state.';
comment on column refund.out_refund_no is 'Our number of the refund: stored before the first call, replaced only after the other side has closed it for good.';
`,
}
