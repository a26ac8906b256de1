import type { Migration } from '../../ground/room.ts'

/** What stations tell of visits that are over, and which monthly letters have gone. Nothing of a person stands here. */
export const FIRST_TABLES: Migration = {
  name: 'reports-1-first-tables',
  sql: `
create table visit_report (
  report_id text primary key,
  terminal_id text not null references terminal,
  began_at timestamptz not null,
  outcome text not null check (outcome in ('completed', 'failed', 'given-up')),
  step text not null,
  fault text,
  took_ms jsonb not null
);
create index visit_report_by_time on visit_report (began_at);
comment on table visit_report is 'A visit that is over, as its station has told of it. Nothing of its person stands here.';
comment on column visit_report.report_id is 'Made by the station: what is told twice is one visit.';
comment on column visit_report.began_at is 'By the clock of the station.';
comment on column visit_report.step is 'The last step that was reached.';
comment on column visit_report.took_ms is 'How long each step took.';

create table report_letter (
  month text primary key,
  posted_at timestamptz not null
);
comment on table report_letter is 'Months whose letter has gone: once a month, whatever the number of servers.';
comment on column report_letter.month is 'YYYY-MM.';
`,
}
