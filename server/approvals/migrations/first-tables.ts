import type { Migration } from '../../ground/room.ts'

/** What waits for an office or was decided by it, what happened with each, who decides for which office, and who for somebody else. */
export const FIRST_TABLES: Migration = {
  name: 'approvals-1-first-tables',
  sql: `
create table approval (
  approval_id text primary key,
  application_id text not null unique references application on delete cascade,
  document_id text not null unique references document,
  person_id text not null,
  office text not null,
  data_mark text not null,
  asked_at timestamptz not null,
  promised_at timestamptz not null,
  language text not null,
  notice_to text,
  told_late_at timestamptz,
  state text not null default 'waiting' check (state in ('waiting', 'approved', 'sent-back', 'withdrawn')),
  decided_at timestamptz,
  decided_by text references staff_account,
  decided_for text references staff_account,
  check ((state = 'waiting') = (decided_at is null)),
  check ((state in ('approved', 'sent-back')) = (decided_by is not null))
);
create index approval_of_office on approval (office, asked_at);
create index approval_waiting on approval (asked_at) where state = 'waiting';
create index approval_of_person on approval (person_id, asked_at desc);
comment on table approval is 'An application that an office is asked to agree to. Until it does, its document is a draft.';
comment on column approval.data_mark is 'By which it is known whether the data of the person is still the same; keyed, so that it says nothing.';
comment on column approval.promised_at is 'By when the office has promised to decide.';
comment on column approval.notice_to is 'The address, sealed, to which the person wants word; null where none is wanted.';
comment on column approval.told_late_at is 'When the person was told that it takes longer than was promised.';
comment on column approval.decided_for is 'The officer in whose place it was decided; null for one of the office itself.';

create table approval_step (
  seq bigint generated always as identity primary key,
  approval_id text not null references approval on delete cascade,
  at timestamptz not null,
  what text not null check (what in ('asked', 'approved', 'sent-back', 'taken-back', 'withdrawn', 'late')),
  by_staff text references staff_account,
  for_staff text references staff_account,
  reason text,
  reason_words text not null default ''
);
create index approval_step_of_approval on approval_step (approval_id, seq);
comment on column approval_step.what is 'taken-back: an approval was undone before its document had gone out.';
comment on column approval_step.reason_words is 'What the officer has written to the person.';

create table approval_officer (
  office text not null,
  staff_id text not null references staff_account,
  named_by text not null,
  named_at timestamptz not null,
  primary key (office, staff_id)
);
comment on table approval_officer is 'Who decides for which office.';
comment on column approval_officer.named_by is 'The id of staff, or the command and who gave it.';

create table approval_delegation (
  delegation_id text primary key,
  office text not null,
  from_staff text not null references staff_account,
  to_staff text not null references staff_account,
  begins_at timestamptz not null,
  ends_at timestamptz not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  check (ends_at > begins_at),
  check (from_staff <> to_staff)
);
create index approval_delegation_to on approval_delegation (to_staff, ends_at);
create index approval_delegation_from on approval_delegation (from_staff, ends_at);
comment on table approval_delegation is 'An officer has somebody else decide in their place for a time.';
comment on column approval_delegation.ended_at is 'When it was ended before its time.';

create table approval_reminder (
  office text not null,
  day text not null,
  at timestamptz not null,
  primary key (office, day)
);
comment on table approval_reminder is 'The days on which an office was reminded by a letter: once a day, whatever the number of servers.';
`,
}
