import type { Migration } from '../../ground/room.ts'

/** By what staff look for orders: each list is read off an index from where it goes on. */
export const DESK_INDEXES: Migration = {
  name: 'orders-12-desk-indexes',
  sql: `
create index print_order_by_time on print_order (created_at, order_id);
create index print_order_of_terminal_by_time on print_order (terminal_id, created_at, order_id);
create index print_order_not_ended_by_time on print_order (state, created_at, order_id) where state <> 'ended';
create index print_order_gone_back_by_time on print_order (created_at, order_id) where refund_fen > 0;
create index print_order_held_by_time on print_order (created_at, order_id) where held_fen > 0;
create index print_order_of_transaction on print_order (transaction_id) where transaction_id is not null;
`,
}
