import type { Migration } from '../../ground/room.ts'

/** What columns mean, where their names do not say it. The types of rows carry it on. */
export const COMMENTS: Migration = {
  name: 'verification-comments',
  sql: `
comment on column revocation_list.changes is 'Counts revocations and replacements up to the list; neither is ever taken back.';
`,
}
