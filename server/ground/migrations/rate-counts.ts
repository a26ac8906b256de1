import type { Migration } from '../room.ts'

/** How often something was done lately: limits hold for all servers on one database, and after a restart. */
export const RATE_COUNTS: Migration = {
  name: 'ground-3-rate-counts',
  sql: `
create table rate_count (
  name text not null,
  who text not null,
  count integer not null check (count >= 0),
  ends_at timestamptz not null,
  primary key (name, who)
);
create index rate_count_end on rate_count (ends_at);
comment on column rate_count.who is 'A pseudonym: of an address, of a terminal, of a person, of everybody.';
comment on column rate_count.ends_at is 'From then on the count begins anew.';
`,
}
