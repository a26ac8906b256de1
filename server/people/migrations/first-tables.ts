import type { Migration } from '../../ground/room.ts'

/** What the house itself writes down of people, where the university has no system for it. */
export const FIRST_TABLES: Migration = {
  name: 'people-1-first-tables',
  sql: `
create table lost_card (
  lost_card_id text primary key,
  card_mark text not null,
  card_masked text not null,
  person_id text,
  reason text not null,
  reported_at timestamptz not null,
  reported_by text not null,
  found_at timestamptz,
  found_by text,
  import_id text,
  import_line integer,
  check ((found_at is null) = (found_by is null)),
  unique (import_id, import_line)
);
create unique index lost_card_open on lost_card (card_mark) where found_at is null;
create index lost_card_newest on lost_card (reported_at desc, lost_card_id desc);
create index lost_card_of_person on lost_card (person_id);
comment on table lost_card is 'Campus cards that the house refuses, beside those that the university''s data calls lost.';
comment on column lost_card.card_mark is 'A keyed pseudonym of the card''s number, which itself is kept nowhere.';
comment on column lost_card.person_id is 'Who held it when it was reported; null where the university''s data knew nobody.';

create table house_hold (
  hold_id text primary key,
  person_id text not null,
  kinds jsonb,
  reason_zh text not null,
  reason_en text not null,
  placed_at timestamptz not null,
  placed_by text not null,
  last_day text check (last_day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  ended_at timestamptz,
  ended_by text,
  end_reason text,
  import_id text,
  import_line integer,
  check ((ended_at is null) = (ended_by is null)),
  unique (import_id, import_line, person_id)
);
create index house_hold_of_person on house_hold (person_id);
create index house_hold_newest on house_hold (placed_at desc, hold_id desc);
comment on table house_hold is 'While it lasts, nothing of these kinds is given to the person.';
comment on column house_hold.kinds is 'Names of kinds; null for all of them.';
comment on column house_hold.last_day is 'By the calendar of the university; null until somebody ends it.';

create table house_approval (
  approval_id text primary key,
  person_id text not null,
  kind text not null,
  note text not null,
  given_at timestamptz not null,
  given_by text not null,
  last_day text check (last_day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  ended_at timestamptz,
  ended_by text,
  import_id text,
  import_line integer,
  check ((ended_at is null) = (ended_by is null)),
  unique (import_id, import_line, person_id)
);
create index house_approval_of_person on house_approval (person_id);
create index house_approval_newest on house_approval (given_at desc, approval_id desc);
comment on table house_approval is 'Counts as the row of the university''s data for which a kind waits.';

create table granted_copies (
  grant_id text primary key,
  person_id text not null,
  kind text,
  copies integer not null check (copies between 1 and 99),
  raises text,
  reason text not null,
  granted_at timestamptz not null,
  granted_by text not null,
  last_day text check (last_day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  ended_at timestamptz,
  ended_by text,
  import_id text,
  import_line integer,
  check ((ended_at is null) = (ended_by is null)),
  check ((raises is null) = (last_day is not null)),
  unique (import_id, import_line, person_id)
);
create index granted_copies_of_person on granted_copies (person_id);
create index granted_copies_raising on granted_copies (raises) where raises is not null;
create index granted_copies_newest on granted_copies (granted_at desc, grant_id desc);
comment on table granted_copies is 'Copies that a person need not pay for beyond the free ones of everybody.';
comment on column granted_copies.kind is 'Null for every kind.';
comment on column granted_copies.raises is 'The count of free copies that it raises; null for a waiver, which has a count of its own until its last day.';
`,
}
