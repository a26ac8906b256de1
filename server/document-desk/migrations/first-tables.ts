import type { Migration } from '../../ground/room.ts'

/** What staff make and have not issued yet, and batches that they have begun. */
export const FIRST_TABLES: Migration = {
  name: 'document-desk-1-first-tables',
  sql: `
create table desk_draft (
  document_id text primary key references document,
  staff_id text not null,
  replaces text references document,
  made_at timestamptz not null
);
create index desk_draft_oldest on desk_draft (made_at);
comment on table desk_draft is 'A document that somebody of staff has made to look at, until it is issued or let go.';

create table desk_batch (
  batch_id text primary key references batch,
  title text not null,
  kind text not null,
  edition text not null,
  made_by text not null,
  made_at timestamptz not null
);
create index desk_batch_newest on desk_batch (made_at desc, batch_id desc);
comment on table desk_batch is 'A batch that staff have begun; the server goes on with it after a stop.';
`,
}
