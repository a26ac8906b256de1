/** The tables of `../tables.ts`. Checks repeat the rules of money in the one place that nothing gets past. */
export const FIRST_TABLES = `
create table terminal (
  terminal_id text primary key,
  public_key text not null unique,
  name_zh text not null,
  name_en text not null,
  place_zh text not null,
  place_en text not null,
  state text not null check (state in ('active', 'suspended')),
  enrolled_at timestamptz not null
);

create table enrolment_code (
  code_hash text primary key,
  name_zh text not null,
  name_en text not null,
  place_zh text not null,
  place_en text not null,
  expires_at timestamptz not null,
  terminal_id text references terminal
);

create table request_nonce (
  terminal_id text not null references terminal,
  nonce text not null,
  expires_at timestamptz not null,
  primary key (terminal_id, nonce)
);
create index request_nonce_expiry on request_nonce (expires_at);

create table visit (
  visit_key text primary key,
  terminal_id text not null references terminal,
  person_id text not null,
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz
);

create table document (
  document_id text primary key,
  visit_key text not null references visit,
  terminal_id text not null references terminal,
  person_id text not null,
  kind text not null,
  edition text not null,
  title_zh text not null,
  title_en text not null,
  name_masked_zh text not null,
  name_masked_en text not null,
  unit_price_fen integer not null check (unit_price_fen >= 0),
  document_number text not null unique,
  verification_key text not null unique,
  state text not null check (state in ('preparing', 'issued', 'failed')),
  created_at timestamptz not null,
  issued_at timestamptz,
  revoked_at timestamptz,
  pages integer,
  byte_length integer,
  sha256 text,
  check (state <> 'issued' or (issued_at is not null and pages > 0 and byte_length > 0 and sha256 is not null))
);
create index document_of_visit on document (visit_key);

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

create table audit (
  seq bigint generated always as identity primary key,
  at timestamptz not null,
  event text not null,
  subject text not null,
  terminal_id text,
  detail jsonb not null
);
create index audit_of_subject on audit (subject);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is append-only';
end
$$;
create trigger audit_is_append_only before update or delete or truncate on audit
  for each statement execute function refuse_change();

create table setup_script (
  sha256 text primary key,
  run_at timestamptz not null
);
`
