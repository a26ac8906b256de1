import type { Migration } from '../../ground/room.ts'

/**
 * Cases, and everything that was said and done about each. The tables refuse what would make one vanish: a history that is changed or
 * cut, a case that is deleted or opened again, an end of which nothing is written.
 */
export const FIRST_TABLES: Migration = {
  name: 'cases-1-first-tables',
  sql: `
create table open_case (
  case_number text primary key,
  kind text not null check (kind in ('copy-unclear', 'late-paper', 'refund-refused', 'refund-abnormal', 'amount-differs',
    'outcome-missing', 'order-forgotten', 'paid-unknown', 'order-unclosable', 'bill-differs', 'refund-differs', 'sheets-differ',
    'outcome-conflict', 'issued-file-damaged', 'books-differ', 'bad-print')),
  subject text not null,
  order_id text,
  amount_fen integer check (amount_fen >= 0),
  state text not null check (state in ('open', 'waiting-for-agreement', 'under-way', 'ended')),
  asked_seq bigint,
  by_itself text,
  by_itself_at timestamptz,
  times_heard integer not null default 1,
  last_heard_at timestamptz not null,
  former_case text references open_case,
  opened_at timestamptz not null,
  ended_at timestamptz,
  check ((state in ('waiting-for-agreement', 'under-way')) = (asked_seq is not null)),
  check ((state = 'ended') = (ended_at is not null))
);
create unique index open_case_of_cause on open_case (kind, subject) where state <> 'ended';
create index open_case_former on open_case (kind, subject, ended_at);
create index open_case_by_age on open_case (opened_at, case_number) where state <> 'ended';
create index open_case_all_by_age on open_case (opened_at, case_number);
create index open_case_of_order on open_case (order_id);

create table case_history (
  seq bigint generated always as identity primary key,
  case_number text not null references open_case,
  at timestamptz not null,
  step text not null check (step in ('opened', 'evidence', 'asked', 'agreed', 'declined', 'lapsed', 'begun', 'failed', 'ended')),
  by_name text,
  by_user text,
  source text check (source in ('station', 'printer', 'provider', 'bill', 'server', 'person')),
  said_at timestamptz,
  words text,
  detail jsonb not null,
  check ((step = 'evidence') = (source is not null and said_at is not null)),
  check (step not in ('asked', 'agreed', 'declined') or (by_name is not null and by_user is not null))
);
create index case_history_of_case on case_history (case_number, seq);

create function refuse_case_change() returns trigger language plpgsql as $$
begin
  raise exception 'a case and its history are never taken back';
end
$$;
create trigger case_history_is_append_only before update or delete or truncate on case_history
  for each statement execute function refuse_case_change();
create trigger open_case_is_kept before delete or truncate on open_case
  for each statement execute function refuse_case_change();

create function guard_open_case() returns trigger language plpgsql as $$
begin
  if old.state = 'ended' then
    raise exception 'a case that has ended stays as it is';
  end if;
  if (new.case_number, new.kind, new.subject, new.opened_at) is distinct from (old.case_number, old.kind, old.subject, old.opened_at)
    or new.former_case is distinct from old.former_case then
    raise exception 'what a case is about stays as it is';
  end if;
  if new.state = 'ended'
    and not exists (select 1 from case_history e where e.case_number = new.case_number and e.step = 'ended') then
    raise exception 'a case ends with a line in its history';
  end if;
  return new;
end
$$;
create trigger open_case_goes_forward before update on open_case
  for each row execute function guard_open_case();

create function guard_case_history() returns trigger language plpgsql as $$
begin
  if exists (select 1 from open_case c where c.case_number = new.case_number and c.state = 'ended') then
    raise exception 'nothing is added to a case that has ended';
  end if;
  return new;
end
$$;
create trigger case_history_of_a_case_that_goes_on before insert on case_history
  for each row execute function guard_case_history();

comment on table open_case is 'Everything that needs a hand: one row a cause, until it has ended.';
comment on column open_case.subject is 'An id of what it is about, as the room that opened it names it: with the kind it is the cause.';
comment on column open_case.amount_fen is 'The money at stake; null where none is.';
comment on column open_case.asked_seq is 'The line of the history that asks for the act which waits for agreement or is under way.';
comment on column open_case.by_itself is 'What the machine will do without anybody.';
comment on column open_case.times_heard is 'How often the cause was told; words that were heard before are counted and not written again.';
comment on column open_case.former_case is 'The case before this one of the same cause.';
comment on table case_history is 'What was said and done about each case, in order.';
comment on column case_history.by_name is 'The person, as named by whoever gave the command.';
comment on column case_history.by_user is 'The user of the operating system who gave the command.';
comment on column case_history.source is 'Of a piece of evidence: who says it.';
comment on column case_history.said_at is 'Of a piece of evidence: when, by the clock of who says it.';
`,
}
