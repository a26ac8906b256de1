import type { Migration } from '../../ground/room.ts'

/** The register of studies as the university has it, and the files that it comes with. */
export const FIRST_TABLES: Migration = {
  name: 'graduation-1-first-tables',
  sql: `
create table graduation_import (
  import_id text primary key,
  kind text not null check (kind in ('register')),
  turn integer not null,
  name text not null,
  byte_length bigint not null check (byte_length > 0),
  state text not null check (state in ('arriving', 'to-check', 'checked', 'to-take', 'taking', 'taken', 'refused')),
  rows_new integer not null default 0,
  rows_changed integer not null default 0,
  rows_same integer not null default 0,
  rows_bad integer not null default 0,
  rows_left integer not null default 0,
  causes jsonb not null default '{}',
  taken_line integer not null default 0,
  refusal text,
  has_changed boolean not null default false,
  made_by text not null,
  made_at timestamptz not null,
  checked_at timestamptz,
  taken_by text,
  ended_at timestamptz,
  at_work_until timestamptz
);
create index graduation_import_newest on graduation_import (made_at desc, import_id desc);
create index graduation_import_at_work on graduation_import (made_at) where state in ('to-check', 'to-take', 'taking');
comment on table graduation_import is 'A file of the register. Its id is the digest of its kind and its bytes: the same file is the same import.';
comment on column graduation_import.turn is 'How often the same file was carried out before.';
comment on column graduation_import.causes is 'How many rows are wrong or doubtful, by cause.';
comment on column graduation_import.rows_left is 'Rows that would have done another thing than was reported when their turn came: nothing was done for them.';
comment on column graduation_import.taken_line is 'Everything up to this line was carried out: after a stop it goes on behind it.';
comment on column graduation_import.has_changed is 'What it would do became another thing after somebody had said that it be carried out: it was reported anew.';
comment on column graduation_import.at_work_until is 'Somebody is at it, and says so again before then.';

create table graduation_import_part (
  import_id text not null references graduation_import on delete cascade,
  at integer not null check (at >= 0),
  byte_length integer not null,
  content bytea not null,
  primary key (import_id, at)
);
comment on table graduation_import_part is 'The bytes of a file in parts, each encrypted; gone when it was carried out.';

create table graduation_report (
  import_id text not null references graduation_import on delete cascade,
  from_line integer not null,
  to_line integer not null,
  rows_new integer not null,
  rows_changed integer not null,
  rows_same integer not null,
  rows_bad integer not null,
  digest text not null,
  rows text not null,
  primary key (import_id, from_line)
);
comment on table graduation_report is 'What a file would do, row by row, some hundred rows in each: whom they are about is masked.';
comment on column graduation_report.rows is 'JSON; read as a whole and searched by nobody.';
comment on column graduation_report.digest is 'Of these rows: what is carried out is what was reported.';

create table enrolment (
  enrolment_id text primary key,
  person_id text,
  name text not null,
  name_key text not null,
  sex text not null,
  nation text not null,
  born_on text not null,
  id_type text not null check (id_type in ('resident', 'hong-kong-macao', 'taiwan', 'passport', 'foreign-resident')),
  id_number text not null,
  id_key text not null,
  examinee_number text not null,
  student_number text not null unique,
  school text not null,
  branch text not null,
  department text not null,
  major text not null,
  class_name text not null,
  level text not null,
  length_years text not null,
  category text not null,
  mode text not null,
  entered_on text not null,
  standing text not null check (standing in ('registered', 'studying', 'suspended', 'kept', 'withdrawn', 'graduated', 'other')),
  expected_on text not null,
  is_upgrade boolean not null,
  is_prior_diploma_verified boolean,
  capture_code text not null,
  import_id text not null,
  import_line integer not null,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  last_said_at timestamptz not null
);
create index enrolment_of_person on enrolment (person_id);
create index enrolment_of_identity on enrolment (id_key);
create index enrolment_of_examinee on enrolment (examinee_number);
create index enrolment_of_name on enrolment (name_key);
create index enrolment_of_capture on enrolment (capture_code);
create index enrolment_last_said on enrolment (last_said_at);
comment on table enrolment is 'What the register of studies says of an enrolment, as it stood in the file that said it last.';
comment on column enrolment.person_id is 'Whose it is in the university''s data, by the student number and the identity number together; null where it knows nobody by both.';
comment on column enrolment.name_key is 'What all spellings of the name have in common.';
comment on column enrolment.id_number is 'The number of the identity paper, encrypted.';
comment on column enrolment.id_key is 'A keyed pseudonym of the kind of paper and its number, by which the same one is found again.';
comment on column enrolment.capture_code is 'What a photographer knows the enrolment by.';
comment on column enrolment.import_id is 'The file that last changed it, and its line.';
comment on column enrolment.last_said_at is 'When a file last had it.';
`,
}
