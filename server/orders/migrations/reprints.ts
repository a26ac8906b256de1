import type { Migration } from '../../ground/room.ts'

/** Copies that came out badly are printed again for nothing: by the printer's own record, or with a code that staff give. */
export const REPRINTS: Migration = {
  name: 'orders-5-reprints',
  sql: `
alter table print_order add column reprint_of text references print_order;
alter table print_order add constraint print_order_reprint_is_free
  check (reprint_of is null or (unit_price_fen = 0 and free_copies = 0 and amount_fen = 0));
create index print_order_reprints on print_order (reprint_of) where reprint_of is not null;

create table reprint_code (
  code_hash text primary key,
  order_id text not null references print_order,
  copies integer not null check (copies between 1 and 99),
  state text not null check (state in ('open', 'used', 'expired')),
  reprint_order_id text unique references print_order,
  case_kind text not null,
  case_subject text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  check ((state = 'open') = (ended_at is null)),
  check (state <> 'used' or reprint_order_id is not null)
);
create unique index reprint_code_one_open on reprint_code (order_id) where state = 'open';

comment on column print_order.reprint_of is 'The order whose copies came out badly: this one has no price and takes no free copy.';
comment on column reprint_code.code_hash is 'Of the eight characters that staff were shown once.';
comment on column reprint_code.reprint_order_id is 'The last order that was opened with it; while nothing came out under that, the code can be used again.';
comment on column reprint_code.case_kind is 'With case_subject the case that ends when the code is used or has expired.';
`,
}
