import type { Migration } from '../../ground/room.ts'

/** A terminal that is gone for good: its key is never let in again. */
export const RETIRED: Migration = {
  name: 'terminals-2-retired',
  sql: `
alter table terminal drop constraint terminal_state_check;
alter table terminal add constraint terminal_state_check check (state in ('active', 'suspended', 'retired'));
`,
}
