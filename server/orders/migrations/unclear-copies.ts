import type { Migration } from '../../ground/room.ts'

/** Copies of which nobody can tell, and the money that waits for a person's decision because of them. */
export const UNCLEAR_COPIES: Migration = {
  name: 'orders-3-unclear-copies',
  sql: `
alter table print_order add column copies_unclear integer not null default 0;
alter table print_order add column held_fen integer not null default 0;
alter table print_order add constraint print_order_unclear_of_the_rest
  check (copies_unclear between 0 and copies - coalesce(copies_delivered, 0));
alter table print_order add constraint print_order_held_of_what_was_paid check (held_fen between 0 and paid_fen - refund_fen);
comment on column print_order.copies_unclear is 'Copies of which the printer could not tell whether they came out.';
comment on column print_order.held_fen is 'Of what was paid for them, what waits for a person, for it is more than goes back without one.';
`,
}
