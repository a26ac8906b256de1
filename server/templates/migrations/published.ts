import type { Migration } from '../../ground/room.ts'

/** Which version of a kind's templates is used for documents. */
export const PUBLISHED: Migration = {
  name: 'templates-2-published',
  sql: `
create table template_publication (
  number bigint generated always as identity primary key,
  kind text not null,
  version integer not null check (version >= 0),
  published_by text not null,
  agreed_by text not null,
  proposal_id text not null,
  published_at timestamptz not null
);
create index template_publication_newest on template_publication (kind, number desc);
comment on table template_publication is 'From when on which version was used for documents, as two people agreed; the newest of a kind holds.';
comment on column template_publication.version is '0: the templates in the folder of the server.';
`,
}
