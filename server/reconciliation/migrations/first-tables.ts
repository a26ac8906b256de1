import type { Migration } from '../../ground/room.ts'

/** Days of each merchant, the lines of their bills as they were matched, and every difference that was found. */
export const FIRST_TABLES: Migration = {
  name: 'reconciliation-1-first-tables',
  sql: `
create table reconciled_day (
  provider text not null,
  merchant_id text not null,
  day text not null,
  state text not null check (state in ('waiting', 'asking', 'matched')),
  bill text check (bill in ('taken', 'no-trade', 'not-offered')),
  bill_digest text,
  bill_lines integer,
  payments_fen bigint,
  refunds_fen bigint,
  tries integer not null default 0,
  first_tried_at timestamptz not null,
  last_code text,
  matched_at timestamptz,
  next_try_at timestamptz,
  primary key (provider, merchant_id, day),
  check ((state = 'waiting') = (bill is null))
);
create index reconciled_day_to_try on reconciled_day (next_try_at) where next_try_at is not null;

create table bill_line (
  provider text not null,
  merchant_id text not null,
  day text not null,
  line_number integer not null,
  kind text not null check (kind in ('payment', 'refund')),
  out_trade_no text not null,
  out_refund_no text check ((out_refund_no is not null) = (kind = 'refund')),
  transaction_id text not null,
  amount_fen integer not null,
  at timestamptz not null,
  refund_state text check (refund_state in ('processing', 'succeeded', 'closed', 'abnormal')),
  class text check (class in ('equal', 'of-others', 'paid-there-not-here', 'there-only', 'amount-differs', 'refund-differs')),
  order_id text references print_order,
  primary key (provider, merchant_id, day, line_number),
  foreign key (provider, merchant_id, day) references reconciled_day
);
create index bill_line_of_trade on bill_line (out_trade_no, provider, merchant_id);
create index bill_line_of_refund on bill_line (out_refund_no, provider, merchant_id) where out_refund_no is not null;

create table bill_difference (
  provider text not null,
  merchant_id text not null,
  day text not null,
  class text not null check (class in ('paid-there-not-here', 'there-only', 'here-only', 'amount-differs', 'refund-differs',
    'sheets-differ', 'bill-missing')),
  subject text not null,
  out_trade_no text,
  out_refund_no text,
  order_id text references print_order,
  here_fen integer,
  there_fen integer,
  answer text,
  state text not null check (state in ('open', 'explained')),
  case_number text not null,
  found_at timestamptz not null,
  explained_at timestamptz check ((explained_at is not null) = (state = 'explained')),
  primary key (provider, merchant_id, day, class, subject),
  foreign key (provider, merchant_id, day) references reconciled_day
);
create index bill_difference_open on bill_difference (day) where state = 'open';

comment on table reconciled_day is 'One row a merchant and day, and one a day for the sheets that printers have counted.';
comment on column reconciled_day.provider is 'The provider; printers for the sheets of a day, whose merchant is empty.';
comment on column reconciled_day.day is 'YYYY-MM-DD on the calendar of the bill; of sheets on that of the house.';
comment on column reconciled_day.state is 'waiting: there is no bill in hand yet. asking: matched, and the provider has yet to answer about a difference.';
comment on column reconciled_day.bill is 'no-trade: the provider says that nothing was traded. not-offered: it gives out no bills.';
comment on column reconciled_day.bill_digest is 'SHA-1 of the file, as the provider’s signed reply named it.';
comment on column reconciled_day.last_code is 'Why the last try brought no bill.';
comment on column reconciled_day.next_try_at is 'Null when nothing is left to be fetched, asked or looked at again.';
comment on column bill_line.line_number is 'From 1, payments and refunds alone.';
comment on column bill_line.out_trade_no is 'Our number of the order at the provider.';
comment on column bill_line.refund_state is 'As it was when the bill was made.';
comment on column bill_line.class is 'of-others: the merchant also takes other trade, and the number is none of the house’s.';
comment on column bill_difference.subject is 'With the kind of the case what it is about: an order, a number at the provider, a day.';
comment on column bill_difference.here_fen is 'What is booked here; of sheets, how many were counted.';
comment on column bill_difference.there_fen is 'What the bill says; of sheets, how many the copies have.';
comment on column bill_difference.answer is 'What the provider last answered to a query about it.';
`,
}
