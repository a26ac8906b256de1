import type { Migration } from '../../ground/room.ts'

/** Lists that staff bring: looked through row by row before anything of them counts. */
export const LISTS: Migration = {
  name: 'people-desk-1-lists',
  sql: `
create table people_list (
  list_id text primary key,
  kind text not null check (kind in ('holds', 'approvals', 'waivers', 'lost-cards')),
  name text not null,
  byte_length integer not null check (byte_length > 0),
  state text not null check (state in ('arriving', 'to-check', 'checked', 'to-take', 'taken', 'refused')),
  rows_good integer not null default 0,
  rows_bad integer not null default 0,
  taken_line integer not null default 0,
  faults jsonb not null default '[]',
  refusal text,
  made_by text not null,
  made_at timestamptz not null,
  taken_by text,
  ended_at timestamptz
);
create index people_list_newest on people_list (made_at desc, list_id desc);
create index people_list_at_work on people_list (made_at) where state in ('to-check', 'to-take');
comment on table people_list is 'A list of rows about people. Its id is the digest of its kind and its bytes: the same file is the same list.';
comment on column people_list.taken_line is 'Everything up to this line was taken in: after a stop it goes on behind it.';
comment on column people_list.faults is 'The first rows that are wrong, each with its line and why.';

create table people_list_part (
  list_id text not null references people_list on delete cascade,
  at integer not null check (at >= 0),
  content text not null,
  primary key (list_id, at)
);
comment on table people_list_part is 'The bytes of a list in base64, in parts; gone when it was taken in.';
`,
}
