import type { Migration } from '../../ground/room.ts'

/** Files of a document after the first, the queue of proofs to add, and issuing for a whole class. */
export const PROOFS_AND_BATCHES: Migration = {
  name: 'issuing-3-proofs-and-batches',
  sql: `
alter table document alter column visit_key drop not null;
alter table document alter column terminal_id drop not null;
alter table document add column newest_sha256 text;

create table document_file (
  sha256 text primary key,
  document_id text not null references document,
  level text not null check (level in ('B-B', 'B-T', 'B-LT', 'B-LTA')),
  byte_length integer not null check (byte_length > 0),
  stored_at timestamptz not null
);
create index document_file_of_document on document_file (document_id);

create table proof_upgrade (
  document_id text primary key references document,
  level text not null check (level in ('B-B', 'B-T', 'B-LT', 'B-LTA')),
  target text not null check (target in ('B-B', 'B-T', 'B-LT', 'B-LTA')),
  state text not null check (state in ('due', 'done', 'needs-hand')),
  tries integer not null default 0,
  created_at timestamptz not null,
  next_try_at timestamptz,
  last_failure text,
  check ((state = 'due') = (next_try_at is not null))
);
create index proof_upgrade_to_try on proof_upgrade (next_try_at) where next_try_at is not null;

create table batch (
  batch_id text primary key,
  list_sha256 text not null unique,
  items integer not null check (items > 0),
  started_at timestamptz not null
);

create table batch_item (
  batch_id text not null references batch,
  line integer not null check (line > 0),
  person_id text not null,
  kind text not null,
  edition text not null,
  state text not null check (state in ('waiting', 'issued', 'failed')),
  document_id text unique references document,
  fault text,
  tries integer not null default 0,
  ended_at timestamptz,
  primary key (batch_id, line),
  unique (batch_id, person_id, kind, edition),
  check (state <> 'issued' or document_id is not null),
  check ((state = 'failed') = (fault is not null))
);
create index batch_item_waiting on batch_item (batch_id, line) where state = 'waiting';
`,
}
