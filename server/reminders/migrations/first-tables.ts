import type { Migration } from '../../ground/room.ts'

/** Of what that waits somebody was told, so that nobody is told twice. */
export const FIRST_TABLES: Migration = {
  name: 'reminders-1-first-tables',
  sql: `
create table reminder (
  reminder_id text primary key,
  about text not null check (about in ('proposal', 'case-act', 'complaint-answer', 'complaint-completion')),
  subject text not null,
  moment text not null check (moment in ('first', 'last')),
  told_at timestamptz not null,
  times integer not null default 1 check (times > 0),
  unique (about, subject, moment)
);
create index reminder_by_age on reminder (told_at);
comment on table reminder is 'Of what that waits somebody was told, once for each moment.';
comment on column reminder.reminder_id is 'What letters and messages of the robot name as their reference.';
comment on column reminder.subject is 'What waits: a proposal; a case with the line that asks; a complaint with the end of its clock.';
comment on column reminder.moment is 'When it was told: first, or last before it is too late.';
comment on column reminder.told_at is 'When somebody was told last.';
comment on column reminder.times is 'How often: again only where every letter and message of before was refused, given up or came back.';
`,
}
