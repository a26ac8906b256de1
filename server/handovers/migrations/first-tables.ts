import type { Migration } from '../../ground/room.ts'

/** Files of what was just printed, handed over to the phone of the visitor. */
export const FIRST_TABLES: Migration = {
  name: 'handovers-1-first-tables',
  sql: `
create table handover (
  handover_key text primary key,
  page_key text not null unique,
  job_id text not null,
  document_id text not null references document,
  visit_key text not null references visit,
  terminal_id text not null references terminal,
  begun_at timestamptz not null,
  good_until timestamptz not null,
  phone_key text unique,
  digits text,
  given_at timestamptz,
  taken_at timestamptz,
  taken_times integer not null default 0,
  ended_at timestamptz,
  check ((phone_key is null) = (digits is null)),
  check (given_at is null or phone_key is not null),
  check (taken_at is null or given_at is not null)
);
create index handover_of_document on handover (document_id, taken_at) where taken_at is not null;
create index handover_of_job on handover (job_id);
comment on table handover is 'The file of what a visit has printed, offered to one phone by a code on the screen of the kiosk.';
comment on column handover.handover_key is 'SHA-256 of what the terminal asks by.';
comment on column handover.page_key is 'SHA-256 of what stands in the code on the screen: who reads the table finds no page.';
comment on column handover.good_until is 'Of the code; once a phone asks, of its question; once the file is given, of the file.';
comment on column handover.phone_key is 'SHA-256 of what stands in the address of the one phone that goes on with it.';
comment on column handover.digits is 'Shown on that phone and at the kiosk, to be compared. No secret.';
comment on column handover.given_at is 'When the visitor said at the kiosk that the digits are those of their phone.';
comment on column handover.taken_at is 'When the file was taken first.';
`,
}
