import type { Migration } from '../../ground/room.ts'

/**
 * Debts that end only by proof or by a named person: what was refused and since when, what was told and does not fit, payments that no
 * order knows, and refunds of those. A refund has a key of its own from now on, and knows the merchant that owes it.
 */
export const DEBTS: Migration = {
  name: 'orders-4-debts',
  sql: `
alter table print_order add column doubt text;
alter table print_order add column unfound integer not null default 0;
alter table print_order add column outcome_by text check (outcome_by in ('terminal', 'person'));
alter table print_order add column outcome_told jsonb;
alter table print_order add column missing_told_at timestamptz;
update print_order set outcome_by = 'terminal' where state = 'ended';
alter table print_order add constraint print_order_outcome_by_somebody check ((outcome_by is not null) = (state = 'ended'));
create index print_order_without_outcome on print_order (ready_at) where state = 'ready' and missing_told_at is null;

alter table refund add column refund_id text;
update refund set refund_id = order_id || '/' || cause;
alter table refund drop constraint refund_pkey;
alter table refund add primary key (refund_id);
alter table refund alter column order_id drop not null;
alter table refund add column out_trade_no text;
alter table refund add column provider text;
alter table refund add column merchant_id text;
update refund r set out_trade_no = o.out_trade_no, provider = o.provider, merchant_id = o.merchant_id
  from print_order o where o.order_id = r.order_id;
alter table refund alter column out_trade_no set not null;
alter table refund alter column provider set not null;
alter table refund drop constraint refund_cause_check;
alter table refund add constraint refund_cause_check
  check (cause in ('not-delivered', 'paid-late', 'wrong-amount', 'by-hand-decided'));
alter table refund add constraint refund_without_order_is_decided check (order_id is not null or cause = 'by-hand-decided');
alter table refund drop constraint refund_state_check;
alter table refund add constraint refund_state_check
  check (state in ('due', 'accepted', 'succeeded', 'needs-hand', 'paid-by-hand', 'written-off'));
alter table refund add column tried_at timestamptz;
alter table refund add column refusal_code text;
alter table refund add column refusals integer not null default 0;
alter table refund add column refused_since timestamptz;
alter table refund add column closings integer not null default 0;
alter table refund add column doubt text;
alter table refund add column case_kind text;
alter table refund add column case_subject text;
alter table refund add column ended_by text;
alter table refund add column ended_because text;
alter table refund add constraint refund_ended_by_a_person check ((state in ('paid-by-hand', 'written-off')) = (ended_by is not null));
create unique index refund_once_a_cause on refund (order_id, cause) where cause <> 'by-hand-decided';
create unique index refund_once_without_order on refund (provider, merchant_id, out_trade_no) where order_id is null;
create index refund_of_trade on refund (out_trade_no);
create index refund_of_merchant_to_try on refund (provider, merchant_id, next_try_at) where next_try_at is not null;

create table unclaimed_payment (
  provider text not null,
  merchant_id text not null,
  out_trade_no text not null,
  transaction_id text,
  said_fen integer check (said_fen >= 0),
  paid_at timestamptz,
  job_id text,
  said_by text not null check (said_by in ('notice', 'station')),
  heard_at timestamptz not null,
  heard_times integer not null default 1,
  state text not null check (state in ('heard', 'told', 'over')),
  answer text,
  answer_fen integer check (answer_fen >= 0),
  asked_times integer not null default 0,
  next_ask_at timestamptz,
  primary key (provider, merchant_id, out_trade_no)
);
create index unclaimed_payment_to_ask on unclaimed_payment (next_ask_at) where next_ask_at is not null;

comment on column print_order.doubt is 'What the provider said of the payment and does not fit the order, as long as it is not said twice: nothing of it is booked.';
comment on column print_order.unfound is 'How often the merchant said in a row that it knows no such number, or refused to say anything of it.';
comment on column print_order.outcome_by is 'Who said what came out: the terminal, or a person who decided without it.';
comment on column print_order.missing_told_at is 'When a case was opened because its terminal has told nothing.';
comment on column print_order.outcome_told is 'What the terminal has told, as it told it, with the evidence of each copy.';
comment on column refund.order_id is 'Null for a payment that no order knows.';
comment on column refund.tried_at is 'When its provider was last asked for it: refunds of one trade lie a minute apart.';
comment on column refund.refusal_code is 'The code of the last refusals; null once the provider has accepted the refund.';
comment on column refund.refusals is 'How often that code was answered in a row.';
comment on column refund.closings is 'How often the provider has given a number of it up for good.';
comment on column refund.doubt is 'What the provider said of its amounts and does not fit, as long as it is not said twice: nothing of it is booked.';
comment on column refund.case_kind is 'With case_subject the case that ends when this refund has succeeded; null where none waits for it.';
comment on column refund.ended_by is 'The person who took this debt: with ended_because, the reference or the reason.';
comment on table unclaimed_payment is 'Payments that a merchant has told of and no order knows. Nothing personal stands here.';
comment on column unclaimed_payment.job_id is 'The order that a terminal remembers and the tables do not; null where only a merchant has told of it.';
comment on column unclaimed_payment.state is 'heard: the merchant has not confirmed it yet; told: a case says so; over: the case has ended.';
comment on column unclaimed_payment.answer is 'What a signed query has answered last.';
`,
}
