import type { Migration } from '../../ground/room.ts'

/** The starts of a terminal: a key that is in use at two places shows by them. */
export const STARTS: Migration = {
  name: 'terminals-3-starts',
  sql: `
alter table terminal drop constraint terminal_state_check;
alter table terminal add constraint terminal_state_check check (state in ('active', 'suspended', 'quarantined', 'retired'));
alter table terminal
  add column start_count integer,
  add column start_id text,
  add column started_at timestamptz;
comment on column terminal.start_count is 'The newest start of the terminal that was heard of, as it counts them; null for one that does not count.';
comment on column terminal.start_id is 'A random number of that start: two machines may count alike, and never draw alike.';
comment on column terminal.started_at is 'When that start was first heard of.';
`,
}
