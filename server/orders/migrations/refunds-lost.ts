import type { Migration } from '../../ground/room.ts'

/**
 * What a doubt about a refund is about, as a column of its own; what the provider has paid of a debt that a person had ended; and what
 * persons have entered as lost of that, and of refunds that nobody here had asked for.
 */
export const REFUNDS_LOST: Migration = {
  name: 'orders-10-refunds-lost',
  sql: `
alter table refund add column doubt_about text check (doubt_about in ('payment', 'refund'));
alter table refund add column paid_beside_fen integer check (paid_beside_fen > 0);
update refund set paid_beside_fen = refund_fen, doubt = null where doubt = 'succeeded' and state in ('paid-by-hand', 'written-off');
update refund set doubt_about = case when doubt = 'payer' or doubt ~ '^[0-9]+ fen$' then 'refund' else 'payment' end
  where doubt is not null;
alter table refund add constraint refund_doubt_is_about_something check ((doubt is null) = (doubt_about is null));
alter table refund add constraint refund_paid_beside_a_person
  check (paid_beside_fen is null or state in ('paid-by-hand', 'written-off'));

create table lost_refund (
  out_refund_no text primary key,
  provider text not null,
  merchant_id text,
  out_trade_no text not null,
  order_id text references print_order,
  lost_fen integer not null check (lost_fen > 0),
  case_number text not null,
  entered_at timestamptz not null
);
create index lost_refund_of_order on lost_refund (order_id);
create index lost_refund_of_trade on lost_refund (out_trade_no);

comment on column refund.doubt_about is 'Whether that is about the payment, or about this refund, which the provider then has.';
comment on column refund.paid_beside_fen is 'What the provider has paid of it although a person had ended it: it has left twice.';
comment on table lost_refund is 'Refunds that the provider has paid out and nobody owed: what a named person has entered as lost, once each. Who and why stands in the case.';
comment on column lost_refund.order_id is 'Null for a payment that no order knows.';
comment on column reprint_code.reprint_order_id is 'The last order that was opened with it. What surely did not come out under that can be printed with the code again; it is used once all of its copies came out, or may have.';
`,
}
