import type { Migration } from '../../ground/room.ts'

/** Applications on the web, what became of each, the letters that went out with its file, and the links by which others see it. */
export const FIRST_TABLES: Migration = {
  name: 'portal-1-first-tables',
  sql: `
create table application (
  application_id text primary key,
  person_id text not null,
  document_id text not null unique references document,
  data_mark text not null,
  purpose text not null default '',
  created_at timestamptz not null,
  applied_at timestamptz
);
create index application_of_person on application (person_id, created_at desc);
create index application_draft on application (created_at) where applied_at is null;
comment on table application is 'A document that a person has had made on the web. A draft until it is applied for; one that nobody wants is deleted after a day.';
comment on column application.data_mark is 'By which it is known whether the data of the person is still the same; keyed, so that it says nothing.';

create table application_step (
  seq bigint generated always as identity primary key,
  application_id text not null references application,
  at timestamptz not null,
  what text not null check (what in ('downloaded', 'sent', 'shared', 'share-opened', 'share-ended', 'share-locked')),
  about text not null default ''
);
create index application_step_of_application on application_step (application_id, seq);
comment on column application_step.about is 'A masked address, or for whom a link is.';

create table delivery (
  delivery_id text primary key,
  application_id text not null references application,
  wish_id text not null,
  to_sealed text not null,
  to_masked text not null,
  address_key text not null,
  language text not null,
  message_id text not null,
  times integer not null default 1 check (times > 0),
  wished_at timestamptz not null,
  posted_at timestamptz not null,
  unique (application_id, wish_id)
);
create index delivery_by_address on delivery (address_key);
comment on table delivery is 'A file that a person has had sent by mail.';
comment on column delivery.wish_id is 'Made by the page: the same wish again is the same letter.';
comment on column delivery.to_sealed is 'The address, sealed, to send it there once more.';
comment on column delivery.address_key is 'A pseudonym of the address: the same for the same one.';
comment on column delivery.message_id is 'The letter in the outbox; with another try, the newer one.';
comment on column delivery.times is 'How often it was put into the outbox.';

create table share_link (
  share_id text primary key,
  application_id text not null references application,
  label text not null,
  code_mark text not null,
  tries integer not null default 0,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  opened_count integer not null default 0,
  last_opened_at timestamptz
);
create index share_link_of_application on share_link (application_id, made_at);
comment on table share_link is 'A link by which somebody else sees a file, with a code that is told apart.';
comment on column share_link.label is 'For whom, in the person''s own words.';
comment on column share_link.code_mark is 'By which a typed code is known as the right one; keyed.';
comment on column share_link.tries is 'Codes that were typed and not right. At ten the link ends.';
comment on column share_link.ended_at is 'When its owner switched it off, or too many wrong codes did.';
`,
}
