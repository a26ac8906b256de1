import type { Migration } from '../../ground/room.ts'

/** A document says with which templates it was made. */
export const TEMPLATE_VERSION: Migration = {
  name: 'issuing-8-template-version',
  sql: `
alter table document add column template_version integer;
comment on column document.template_version is 'The version of its kind''s templates; null: those in the folder of the server, as all were before there were versions.';
`,
}
