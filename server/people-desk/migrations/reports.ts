import type { Migration } from '../../ground/room.ts'

/** A list has a report row by row, is carried out as it was reported or not at all, and can be taken back. */
export const REPORTS: Migration = {
  name: 'people-desk-2-reports',
  sql: `
alter table people_list drop constraint people_list_kind_check;
alter table people_list add constraint people_list_kind_check check (kind in
  ('holds', 'hold-ends', 'approvals', 'waivers', 'free-copies', 'lost-cards', 'found-cards'));
alter table people_list drop constraint people_list_state_check;
alter table people_list add constraint people_list_state_check check (state in
  ('arriving', 'to-map', 'to-check', 'checked', 'to-take', 'taking', 'to-stop', 'taken', 'to-undo', 'undone', 'refused'));
alter table people_list drop column faults;
alter table people_list add column heading jsonb;
alter table people_list add column columns jsonb;
alter table people_list add column rows_new integer not null default 0;
alter table people_list add column rows_changed integer not null default 0;
alter table people_list add column rows_same integer not null default 0;
alter table people_list add column checked_at timestamptz;
alter table people_list add column at_work_until timestamptz;
alter table people_list add column stopped_because text;
alter table people_list add column undone_by text;
alter table people_list add column undone_at timestamptz;
alter table people_list add column undone_rows integer;
drop index people_list_at_work;
create index people_list_at_work on people_list (made_at) where state in ('to-check', 'to-take', 'taking', 'to-stop', 'to-undo');
comment on column people_list.heading is 'The first row of a file whose columns were not known; gone when somebody has said which is which.';
comment on column people_list.columns is 'Which column is which, where somebody has said it; null where the headings say it.';
comment on column people_list.stopped_because is 'Why nothing of it counts although somebody had said so: what it would do had become another thing.';
comment on column people_list.at_work_until is 'One of the house''s servers is at it, and says so again before then.';
comment on column people_list.undone_rows is 'How many of its rows were taken back; the others had been ended by somebody before.';

alter table people_list_part add column byte_length integer not null default 0;

create table people_list_report (
  list_id text not null references people_list on delete cascade,
  from_line integer not null,
  to_line integer not null,
  rows_new integer not null,
  rows_changed integer not null,
  rows_same integer not null,
  rows_bad integer not null,
  digest text not null,
  rows text not null,
  primary key (list_id, from_line)
);
comment on table people_list_report is 'What a list would do, row by row, some hundred rows in each: whom they are about is masked.';
comment on column people_list_report.rows is 'JSON; read as a whole and searched by nobody.';
comment on column people_list_report.digest is 'Of these rows: what is carried out is what was reported.';
`,
}
