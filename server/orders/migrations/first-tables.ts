import type { Migration } from '../../ground/room.ts'

/** Free copies, orders and refunds. Checks repeat the rules of money in the one place that nothing gets past. */
export const FIRST_TABLES: Migration = {
  name: 'orders-1-first-tables',
  sql: `
create table quota_use (
  quota_key text primary key,
  used integer not null check (used >= 0),
  last_taken integer not null
);

create table print_order (
  order_id text primary key,
  job_id text not null unique,
  order_number text not null unique,
  terminal_id text not null references terminal,
  visit_key text not null references visit,
  document_id text not null references document,
  quota_key text not null,
  copies integer not null check (copies > 0),
  free_copies integer not null check (free_copies between 0 and copies),
  unit_price_fen integer not null check (unit_price_fen >= 0),
  amount_fen integer not null check (amount_fen = (copies - free_copies) * unit_price_fen),
  state text not null check (state in ('opening', 'awaiting-payment', 'closing', 'ready', 'closed', 'ended')),
  out_trade_no text unique check ((out_trade_no is null) = (amount_fen = 0)),
  code_url text,
  pay_until timestamptz,
  loose_end boolean not null default false,
  paid_fen integer not null default 0 check (paid_fen >= 0),
  transaction_id text,
  copies_delivered integer check (copies_delivered between 0 and copies),
  sheets_delivered integer,
  outcome_fault text,
  quota_given_back integer not null default 0 check (quota_given_back between 0 and free_copies),
  refund_fen integer not null default 0 check (refund_fen between 0 and paid_fen),
  created_at timestamptz not null,
  ready_at timestamptz,
  over_at timestamptz,
  asked_at timestamptz,
  asked_times integer not null default 0,
  next_check_at timestamptz,
  check (state not in ('ready', 'ended') or paid_fen = amount_fen),
  check ((state = 'ended') = (copies_delivered is not null))
);
create index print_order_to_check on print_order (next_check_at) where next_check_at is not null;
create index print_order_by_document on print_order (document_id);

create table refund (
  order_id text not null references print_order,
  cause text not null check (cause in ('not-delivered', 'paid-late', 'wrong-amount')),
  out_refund_no text not null unique,
  refund_fen integer not null check (refund_fen > 0 and refund_fen <= total_fen),
  total_fen integer not null,
  state text not null check (state in ('due', 'accepted', 'succeeded', 'needs-hand')),
  tries integer not null default 0,
  created_at timestamptz not null,
  next_try_at timestamptz,
  succeeded_at timestamptz,
  primary key (order_id, cause)
);
create index refund_to_try on refund (next_try_at) where next_try_at is not null;
`,
}
