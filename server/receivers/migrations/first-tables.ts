import type { Migration } from '../../ground/room.ts'

/** Institutions that staff have registered, and what was sent to them. */
export const FIRST_TABLES: Migration = {
  name: 'receivers-1-first-tables',
  sql: `
create table receiver (
  receiver_id text primary key,
  name_zh text not null,
  name_en text not null,
  kind text not null check (kind in ('university', 'employer', 'evaluation', 'authority')),
  domain text not null,
  mail_to text not null,
  language text not null check (language in ('zh', 'en')),
  purposes jsonb not null,
  reference_zh text not null default '',
  reference_en text not null default '',
  reference_form text not null default '',
  state text not null check (state in ('active', 'suspended')),
  made_at timestamptz not null,
  changed_at timestamptz not null,
  unique (name_en)
);
comment on table receiver is 'An institution to which people have documents sent without typing an address.';
comment on column receiver.domain is 'Under which its mail address must be: the rule by which a wrong or a private one is refused.';
comment on column receiver.mail_to is 'The office that gets the letters, of an institution and not of a person.';
comment on column receiver.language is 'Of the letters.';
comment on column receiver.reference_form is '9 a digit, A a letter, * either, anything else itself; empty where no number is wanted.';

create table sending (
  sending_id text primary key,
  application_id text not null references application,
  receiver_id text not null references receiver,
  wish_id text not null,
  purpose text not null,
  reference text not null,
  owner_sealed text not null,
  message_id text not null,
  times integer not null default 1,
  sent_at timestamptz not null,
  posted_at timestamptz not null,
  ends_at timestamptz not null,
  withdrawn_at timestamptz,
  code_mark text,
  code_until timestamptz,
  code_tries integer not null default 0,
  opened_count integer not null default 0,
  last_opened_at timestamptz,
  taken_count integer not null default 0,
  unique (application_id, wish_id)
);
create index sending_of_receiver on sending (receiver_id, sent_at);
comment on table sending is 'A document that its owner has sent to a receiver, who opens it with a code from its own mailbox.';
comment on column sending.wish_id is 'Made by the page: the same wish again is the same sending.';
comment on column sending.owner_sealed is 'The name of the owner in full, sealed: whoever gets the document reads it there.';
comment on column sending.message_id is 'The letter with the link; with another try, the newer one.';
comment on column sending.code_mark is 'Of the newest code that was sent to the receiver; keyed.';

create table sending_event (
  seq bigint generated always as identity primary key,
  sending_id text not null references sending,
  at timestamptz not null,
  what text not null check (what in ('sent', 'sent-again', 'opened', 'taken', 'withdrawn'))
);
create index sending_event_of_sending on sending_event (sending_id, seq);
comment on table sending_event is 'Everything that happened with a sending: its owner reads it.';
`,
}
