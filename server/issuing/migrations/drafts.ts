import type { Migration } from '../../ground/room.ts'

/** Documents that were sealed and that nobody may check yet. */
export const DRAFTS: Migration = {
  name: 'issuing-4-drafts',
  sql: `
alter table document drop constraint document_state_check;
alter table document add constraint document_state_check
  check (state in ('preparing', 'draft', 'issued', 'failed', 'dropped'));
alter table document add constraint document_draft_with_file
  check (state <> 'draft' or (pages > 0 and byte_length > 0 and sha256 is not null));
create index document_dropped_with_file on document (document_id) where state = 'dropped' and sha256 is not null;
comment on column document.state is '\`preparing\` until the signed file is stored; \`failed\` when it could not be made. A \`draft\` is sealed and stored, and for every check there is none; it becomes \`issued\`, or \`dropped\` and its file is taken away.';
comment on column document.visit_key is 'The visit that it was made in; null for one that was made in a batch or on the web.';
comment on column document.terminal_id is 'The terminal that it was made at; null for one that was made in a batch or on the web.';
`,
}
