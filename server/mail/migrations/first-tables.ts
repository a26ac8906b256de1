import type { Migration } from '../../ground/room.ts'

/** Letters and texts, from the transaction that causes them until they are sent or given up. */
export const FIRST_TABLES: Migration = {
  name: 'mail-1-first-tables',
  sql: `
create table message (
  message_id text primary key,
  seq bigint generated always as identity,
  kind text not null check (kind in ('letter', 'text')),
  purpose text not null,
  reference text not null,
  content text,
  address_key text not null,
  token text not null unique,
  mime_id text check ((mime_id is not null) = (kind = 'letter')),
  state text not null check (state in ('waiting', 'sent', 'bounced', 'given-up')),
  posted_at timestamptz not null,
  send_by timestamptz not null,
  tries integer not null default 0 check (tries >= 0),
  tried_at timestamptz,
  next_try_at timestamptz check ((next_try_at is not null) = (state = 'waiting')),
  lease text check (lease is null or state = 'waiting'),
  lease_until timestamptz check ((lease_until is not null) = (lease is not null)),
  is_unclear boolean not null default false,
  reply text,
  reason text check (reason in ('refused', 'too-large', 'returned')),
  sent_at timestamptz,
  over_at timestamptz check ((over_at is not null) = (state <> 'waiting')),
  check ((reason is not null) = (state = 'bounced')),
  check (state <> 'sent' or sent_at is not null)
);
create index message_due on message (kind, next_try_at, seq) where state = 'waiting';
create index message_end on message (send_by) where state = 'waiting';
create index message_pace on message (kind, tried_at) where tried_at is not null;
create index message_of_address on message (address_key, posted_at);
create index message_by_age on message (seq desc);
create index message_to_empty on message (over_at) where content is not null and state <> 'waiting';

comment on table message is 'The outbox of letters and texts. What stands in one, and to whom it goes, is sealed.';
comment on column message.purpose is 'What it is for, a word of the room that caused it.';
comment on column message.reference is 'An id of what it is about, as that room names it. Never a person.';
comment on column message.content is 'Sealed: address, subject, text and names of files. Null some time after it is over.';
comment on column message.address_key is 'A pseudonym of the address or number: the same for the same one.';
comment on column message.token is 'Stands in the return path, by which a letter that comes back is known; of a text, its id at the gateway.';
comment on column message.mime_id is 'The Message-ID of a letter, the same at each try.';
comment on column message.lease is 'Whoever is sending it now. A lease that has run out is of a server that has ended in between.';
comment on column message.is_unclear is 'Whether it may have been taken at a try of which nobody knows how it went.';
comment on column message.reply is 'What the relay or the gateway last answered, without addresses and numbers.';
comment on column message.reason is 'returned: it was accepted, and a notice came back that it could not be delivered.';
`,
}
