import type { Migration } from '../../ground/room.ts'

/** What is known of a terminal whose requests are refused for its clock alone: else it looks as if it were off. */
export const CLOCK_OFF: Migration = {
  name: 'terminals-7-clock-off',
  sql: `
alter table terminal
  add column clock_off_at timestamptz,
  add column clock_off_since timestamptz,
  add column clock_ahead_ms bigint;
comment on column terminal.clock_off_at is 'When a request of this terminal, signed by its key, was last refused because its clock is off; no evidence of anything else.';
comment on column terminal.clock_off_since is 'Since when that is so without a break of some minutes.';
comment on column terminal.clock_ahead_ms is 'By how much that clock was ahead then; below zero: behind.';
`,
}
