import type { Migration } from '../../ground/room.ts'

/** Folders of templates that staff have brought, each a numbered version of its kind. */
export const FIRST_TABLES: Migration = {
  name: 'templates-1-first-tables',
  sql: `
create table template_version (
  kind text not null,
  number integer not null check (number >= 1),
  digest text not null,
  byte_length integer not null check (byte_length > 0),
  outcome text check (outcome in ('passed', 'refused')),
  made_by text not null,
  made_at timestamptz not null,
  primary key (kind, number),
  unique (kind, digest)
);
comment on table template_version is 'A folder of templates of a kind as somebody of staff has brought it. The same folder is the same version.';
comment on column template_version.digest is 'SHA-256 of the ZIP that it came in.';
comment on column template_version.outcome is 'What came of its last trial; null while it was not tried.';

create table template_file (
  kind text not null,
  number integer not null,
  path text not null,
  content text not null,
  primary key (kind, number, path),
  foreign key (kind, number) references template_version
);
comment on table template_file is 'The files of a version: what is read when it is tried.';
comment on column template_file.content is 'In base64.';

create table template_upload_part (
  kind text not null,
  digest text not null,
  at integer not null check (at >= 0),
  content text not null,
  made_at timestamptz not null,
  primary key (kind, digest, at)
);
comment on table template_upload_part is 'A ZIP that is on its way, in parts of base64; gone when it was read, or a day later.';
`,
}
