import type { Migration } from '../../ground/room.ts'

/** What people have asked of their data on paper or by mail. */
export const REQUESTS: Migration = {
  name: 'privacy-2-requests',
  sql: `
create table privacy_request (
  request_number text primary key,
  kind text not null check (kind in ('access', 'correction', 'erasure', 'withdrawal')),
  channel text not null check (channel in ('paper', 'mail', 'telephone', 'counter')),
  asked_by_sealed text,
  received_at timestamptz not null,
  due_at timestamptz not null,
  entered_at timestamptz not null,
  entered_by text not null,
  reminded_at timestamptz,
  told_late_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  outcome text check (outcome in ('done', 'refused', 'taken-back')),
  reason text,
  check ((ended_at is null) = (outcome is null)),
  check ((ended_at is null) = (ended_by is null)),
  check (outcome is distinct from 'refused' or reason is not null)
);
create index privacy_request_open on privacy_request (due_at, request_number) where ended_at is null;
create index privacy_request_newest on privacy_request (entered_at desc, request_number desc);
comment on table privacy_request is 'What people have asked of their data in another way than on the web.';
comment on column privacy_request.asked_by_sealed is 'Who asks, and how they are reached, as staff wrote it down; sealed.';
comment on column privacy_request.due_at is 'Fifteen working days after it came.';
comment on column privacy_request.entered_by is 'Name, and the user of the operating system.';
comment on column privacy_request.reason is 'Why it was refused, or what was done.';
`,
}
