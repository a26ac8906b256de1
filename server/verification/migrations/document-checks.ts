import type { Migration } from '../../ground/room.ts'

/** That documents were checked, for their persons to see. */
export const DOCUMENT_CHECKS: Migration = {
  name: 'verification-2-document-checks',
  sql: `
create table document_check (
  document_id text not null references document,
  how text not null check (how in ('code', 'file')),
  hour timestamptz not null,
  times integer not null default 1 check (times > 0),
  primary key (document_id, how, hour)
);
comment on table document_check is 'How often a document was checked in an hour, by its code or by its file. Of whoever did it nothing is kept.';
`,
}
