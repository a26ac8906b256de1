import type { Migration } from '../../ground/room.ts'

/** Visits of people at terminals. */
export const VISITS: Migration = {
  name: 'identity-1-first-tables',
  sql: `
create table visit (
  visit_key text primary key,
  terminal_id text not null references terminal,
  person_id text not null,
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz
);
`,
}
