import type { Migration } from '../../ground/room.ts'

/** Visits for one document alone, as a code of collection begins them. */
export const LIMITED_VISITS: Migration = {
  name: 'identity-6-limited-visits',
  sql: `
alter table visit add column document_id text;
comment on column visit.document_id is 'The one document that the visit is for; null where it is for whatever the person may have.';
`,
}
