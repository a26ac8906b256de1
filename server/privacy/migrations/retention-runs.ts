import type { Migration } from '../../ground/room.ts'

/** What the job found that takes away what is over. */
export const RETENTION_RUNS: Migration = {
  name: 'privacy-1-retention-runs',
  sql: `
create table retention_run (
  run_id text primary key,
  day text unique check (day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  is_dry boolean not null,
  asked_by text,
  begun_at timestamptz not null,
  ended_at timestamptz,
  report jsonb not null default '[]',
  check (not is_dry or day is null)
);
create index retention_run_newest on retention_run (begun_at desc, run_id desc);
comment on table retention_run is 'What went by its age, or would have gone.';
comment on column retention_run.day is 'Of the run of a day, by the house''s calendar; null of one that was asked for.';
comment on column retention_run.is_dry is 'It was only counted.';
comment on column retention_run.asked_by is 'Who gave the command; null of the run of a day.';
comment on column retention_run.report is 'How many rows, by rule.';
`,
}
