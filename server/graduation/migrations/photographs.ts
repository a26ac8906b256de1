import type { Migration } from '../../ground/room.ts'

/** Photographs of enrolments, and those of nobody. */
export const PHOTOGRAPHS: Migration = {
  name: 'graduation-2-photographs',
  sql: `
alter table graduation_import drop constraint graduation_import_kind_check;
alter table graduation_import add constraint graduation_import_kind_check check (kind in ('register', 'photographs'));
alter table graduation_import add column photo_kind text check (photo_kind in ('admission', 'graduation'));
alter table graduation_import add column place text;
alter table graduation_import add column rows_pooled integer not null default 0;
alter table graduation_report add column rows_pooled integer not null default 0;
comment on table graduation_import is 'A file of the register, or of photographs. Its id is the digest of its kind and its bytes: the same file is the same import.';
comment on column graduation_import.place is 'Where photographs lie on the disk of the server until they were carried out; nothing of them is kept here before.';
comment on column graduation_import.rows_pooled is 'Photographs that no enrolment has.';

create table photograph (
  photo_id text primary key,
  kind text not null check (kind in ('admission', 'graduation')),
  enrolment_id text references enrolment on delete cascade,
  pooled_because text,
  taken_on text,
  width integer not null,
  height integer not null,
  sha256 text not null,
  source_sha256 text not null,
  photo_key text not null,
  name text not null,
  name_key text not null,
  school text not null,
  capture_code text not null,
  told text not null,
  import_id text not null,
  import_line integer not null,
  made_at timestamptz not null,
  kept_at timestamptz,
  gone_at timestamptz,
  check ((enrolment_id is null) = (pooled_because is not null)),
  unique (import_id, import_line)
);
create unique index photograph_of_enrolment on photograph (enrolment_id, kind)
  where enrolment_id is not null and kept_at is not null and gone_at is null;
create index photograph_of_source on photograph (source_sha256);
create index photograph_of_name on photograph (name_key) where enrolment_id is null;
create index photograph_gone on photograph (gone_at) where gone_at is not null;
create index photograph_pooled on photograph (kept_at) where enrolment_id is null;
comment on table photograph is 'A photograph, made anew without what its file said besides; the picture lies encrypted among the files.';
comment on column photograph.enrolment_id is 'Whose it is; null in the pool of those that nobody has.';
comment on column photograph.sha256 is 'Of the encrypted file.';
comment on column photograph.source_sha256 is 'Of the file as it came: by it the same photograph is known again.';
comment on column photograph.photo_key is 'The key of its file, encrypted: without this row nobody reads the file.';
comment on column photograph.told is 'Name of its file and the numbers that came with it, encrypted.';
comment on column photograph.kept_at is 'Since when its file lies there; null while it is written.';
comment on column photograph.gone_at is 'When another came in its place; the file goes, and then the row.';
`,
}
