import type { Migration } from '../../ground/room.ts'

/** What columns mean, where their names do not say it. The types of rows carry it on. */
export const COMMENTS: Migration = {
  name: 'terminals-comments',
  sql: `
comment on column terminal.public_key is 'Base64 of the Ed25519 SubjectPublicKeyInfo.';
comment on column enrolment_code.terminal_id is 'The terminal that the code has made.';
`,
}
