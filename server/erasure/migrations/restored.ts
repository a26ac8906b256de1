import type { Migration } from '../../ground/room.ts'

/** What is erased once more because an older backup was brought back. */
export const RESTORED: Migration = {
  name: 'erasure-3-restored',
  sql: `
alter table erasure add column restored_at timestamptz;
comment on column erasure.restored_at is 'When a backup of before it was brought back, so that it is carried out once more.';
`,
}
