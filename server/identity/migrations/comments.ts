import type { Migration } from '../../ground/room.ts'

/** What columns mean, where their names do not say it. The types of rows carry it on. */
export const COMMENTS: Migration = {
  name: 'identity-comments',
  sql: `
comment on column visit.visit_key is 'SHA-256 of the token: who reads the table can''t use a visit.';
comment on column visit.assurance is 'What the person has shown.';
`,
}
