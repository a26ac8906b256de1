import type { Migration } from '../../ground/room.ts'

/** A terminal may be asked for a new key. */
export const KEY_CHANGES: Migration = {
  name: 'terminals-4-key-changes',
  sql: `
alter table terminal add column key_due_at timestamptz;
comment on column terminal.key_due_at is 'When staff asked for a new key; null once the terminal has one, and where nobody has asked.';
`,
}
