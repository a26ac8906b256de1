import type { Migration } from '../../ground/room.ts'

/** Owners hear by mail that a receiver was suspended or let in again. */
export const TOLD_OWNERS: Migration = {
  name: 'receivers-2-told-owners',
  sql: `
alter table sending add column told_state text not null default 'active' check (told_state in ('active', 'suspended'));
comment on column sending.told_state is 'The state of its receiver of which its owner knows: a letter is due where that is another by now.';
`,
}
