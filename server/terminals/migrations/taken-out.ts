import type { Migration } from '../../ground/room.ts'

/** Staff take a terminal out of service, with a reason that visitors read. */
export const TAKEN_OUT: Migration = {
  name: 'terminals-6-taken-out',
  sql: `
alter table terminal
  add column taken_out_at timestamptz,
  add column taken_out_zh text,
  add column taken_out_en text,
  add column taken_out_until timestamptz;
comment on column terminal.taken_out_at is 'Since when staff have it out of service; null while it is to serve.';
comment on column terminal.taken_out_zh is 'Why, as visitors read it.';
comment on column terminal.taken_out_until is 'When it is meant to be back, as visitors read it: nothing happens by itself then.';
`,
}
