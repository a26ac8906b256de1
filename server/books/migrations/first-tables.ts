import type { Migration } from '../../ground/room.ts'

/**
 * The books: entries and their lines. What the database refuses, no program gets past: an entry out of balance, one without lines, and
 * any change of what was written. Orders of before are carried over as if they had been entered at their time.
 */
export const FIRST_TABLES: Migration = {
  name: 'books-1-first-tables',
  sql: `
create table book_entry (
  entry_id bigint generated always as identity primary key,
  subject text not null check (subject <> ''),
  cause text not null check (cause in ('payment-seen', 'payment-unknown', 'charged', 'refund-owed', 'waived', 'refund-paid', 'refunded-by-hand', 'payment-unseen', 'refund-unowed',
    'refund-dropped')),
  reference text not null,
  at timestamptz not null,
  is_carried_over boolean not null default false,
  unique (subject, cause, reference)
);
create index book_entry_by_time on book_entry (at);

create table book_line (
  entry_id bigint not null references book_entry,
  account text not null check (account in ('provider', 'visitor', 'university', 'given-back', 'by-hand')),
  amount_fen integer not null check (amount_fen <> 0),
  primary key (entry_id, account)
);

comment on table book_entry is 'Double entry: what has moved money, once each. Never changed.';
comment on column book_entry.subject is 'The order; for a payment that no order knows, its number at the provider.';
comment on column book_entry.reference is 'Which of its cause, for the same order: the same thing heard twice has the same, and is entered once.';
comment on column book_entry.at is 'When it happened by the server''s clock.';
comment on column book_entry.is_carried_over is 'Entered when the books began, for an order of before; its time is the order''s.';
comment on table book_line is 'What an entry moves, one line an account; the lines of an entry make nought.';
comment on column book_line.amount_fen is 'Positive on the account that it comes to, negative on the one that it leaves.';

create function refuse_change_of_books() returns trigger language plpgsql as $$
begin
  raise exception 'the books are append-only';
end
$$;
create trigger book_entry_is_append_only before update or delete or truncate on book_entry
  for each statement execute function refuse_change_of_books();
create trigger book_line_is_append_only before update or delete or truncate on book_line
  for each statement execute function refuse_change_of_books();

insert into book_entry (subject, cause, reference, at, is_carried_over)
  select order_id, 'payment-seen', out_trade_no, coalesce(ready_at, over_at, created_at), true
  from print_order where paid_fen > 0;
insert into book_entry (subject, cause, reference, at, is_carried_over)
  select order_id, 'charged', order_number, coalesce(over_at, ready_at, created_at), true
  from print_order where state = 'ended' and paid_fen > refund_fen;
insert into book_entry (subject, cause, reference, at, is_carried_over)
  select order_id, 'refund-owed', cause, created_at, true from refund;
insert into book_entry (subject, cause, reference, at, is_carried_over)
  select order_id, 'refund-paid', out_refund_no, coalesce(succeeded_at, created_at), true
  from refund where state = 'succeeded';

insert into book_line (entry_id, account, amount_fen)
  with moved as (
    select e.entry_id, e.cause, case e.cause
      when 'payment-seen' then o.paid_fen
      when 'charged' then o.paid_fen - o.refund_fen
      when 'refund-owed' then (select r.refund_fen from refund r where r.order_id = e.subject and r.cause = e.reference)
      else (select r.refund_fen from refund r where r.out_refund_no = e.reference)
    end as amount_fen
    from book_entry e join print_order o on o.order_id = e.subject
  ), way (cause, from_account, to_account) as (
    values ('payment-seen', 'visitor', 'provider'), ('charged', 'university', 'visitor'),
      ('refund-owed', 'given-back', 'visitor'), ('refund-paid', 'provider', 'given-back')
  )
  select entry_id, to_account, amount_fen from moved join way using (cause)
  union all
  select entry_id, from_account, -amount_fen from moved join way using (cause);

do $$
begin
  if exists (select from book_line group by entry_id having sum(amount_fen) <> 0 or count(*) < 2)
    or exists (select from book_entry e where not exists (select from book_line l where l.entry_id = e.entry_id)) then
    raise exception 'orders of before could not be carried over into the books';
  end if;
end
$$;

create function require_balance() returns trigger language plpgsql as $$
declare
  lines integer;
  balance bigint;
begin
  select count(*), coalesce(sum(amount_fen), 0) into lines, balance from book_line where entry_id = new.entry_id;
  if lines < 2 or balance <> 0 then
    raise exception 'entry % of the books is out of balance: % lines, % fen', new.entry_id, lines, balance;
  end if;
  return null;
end
$$;
create constraint trigger book_entry_is_balanced after insert on book_entry
  deferrable initially deferred for each row execute function require_balance();
create constraint trigger book_line_is_balanced after insert on book_line
  deferrable initially deferred for each row execute function require_balance();
`,
}
