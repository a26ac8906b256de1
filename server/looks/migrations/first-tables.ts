import type { Migration } from '../../ground/room.ts'

/** Who of the staff has uncovered what is masked. */
export const FIRST_TABLES: Migration = {
  name: 'looks-1-first-tables',
  sql: `
create table look (
  look_id text primary key,
  person_id text not null,
  staff_id text not null,
  role text not null,
  what jsonb not null,
  reason text not null,
  at timestamptz not null
);
create index look_of_person on look (person_id, at desc);
create index look_newest on look (at desc, look_id desc);
comment on table look is 'That somebody of staff has uncovered what is masked of a person.';
comment on column look.role is 'As what that one worked here then.';
comment on column look.what is 'A list of what was uncovered: name, number, contact, document.';
comment on column look.reason is 'Why, as that one said; the person reads it.';
`,
}
