import type { Migration } from '../room.ts'

/** What columns mean, where their names do not say it. The types of rows carry it on. */
export const COMMENTS: Migration = {
  name: 'ground-comments',
  sql: `
comment on column audit.subject is 'An id of ours: order, document, terminal, visit. Never a person.';
`,
}
