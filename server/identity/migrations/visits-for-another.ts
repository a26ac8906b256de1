import type { Migration } from '../../ground/room.ts'

/** Visits of somebody who collects the paper of another person. */
export const VISITS_FOR_ANOTHER: Migration = {
  name: 'identity-11-visits-for-another',
  sql: `
alter table visit add column mandate_id text;
comment on column visit.mandate_id is 'By what the person collects the document of another; null for documents of their own.';
`,
}
