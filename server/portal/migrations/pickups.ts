import type { Migration } from '../../ground/room.ts'

/** Codes by which what was applied for on the web is fetched on paper. */
export const PICKUPS: Migration = {
  name: 'portal-2-pickups',
  sql: `
create table pickup (
  pickup_id text primary key,
  application_id text not null references application,
  code_mark text not null,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  last_used_at timestamptz,
  last_terminal_id text
);
create unique index pickup_by_open_code on pickup (code_mark) where ended_at is null;
create index pickup_of_application on pickup (application_id, made_at desc);
comment on table pickup is 'A code by which the paper of an application is fetched at any kiosk.';
comment on column pickup.code_mark is 'By which the typed digits are known; keyed. One of an open code is the only one.';
comment on column pickup.ended_at is 'When it was ended: by its person, by a newer one, or because it is over.';
comment on column pickup.last_used_at is 'When it was typed last and led to a visit.';
`,
}
