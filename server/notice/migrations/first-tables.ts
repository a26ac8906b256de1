import type { Migration } from '../../ground/room.ts'

/** What people are told, and that they have agreed to it. */
export const FIRST_TABLES: Migration = {
  name: 'notice-1-first-tables',
  sql: `
create table notice_text (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  version text not null,
  points jsonb not null,
  first_agreed_at timestamptz not null
);
create table consent (
  consent_id text not null,
  person_id text not null,
  digest text not null references notice_text,
  language text not null,
  terminal_id text,
  agreed_at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (consent_id, person_id)
);
create unique index consent_in_force on consent (person_id, digest) where withdrawn_at is null;
create index consent_of_person on consent (person_id, agreed_at desc);
create index consent_of_text on consent (digest);
comment on table notice_text is 'Each text that somebody has agreed to, as it stood there.';
comment on column notice_text.digest is 'SHA-256 over version and points.';
comment on column notice_text.version is 'As the university calls it.';
comment on column notice_text.points is 'A list of {head, text}, each in both languages.';
comment on table consent is 'That a person has agreed to a text: a row for each register, under one id.';
comment on column consent.language is 'In which the text was read.';
comment on column consent.terminal_id is 'At which kiosk; null on the web.';
`,
}
