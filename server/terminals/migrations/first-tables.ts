import type { Migration } from '../../ground/room.ts'

/** Terminals, the codes that make them, and the requests that were heard. */
export const FIRST_TABLES: Migration = {
  name: 'terminals-1-first-tables',
  sql: `
create table terminal (
  terminal_id text primary key,
  public_key text not null unique,
  name_zh text not null,
  name_en text not null,
  place_zh text not null,
  place_en text not null,
  state text not null check (state in ('active', 'suspended')),
  enrolled_at timestamptz not null
);

create table enrolment_code (
  code_hash text primary key,
  name_zh text not null,
  name_en text not null,
  place_zh text not null,
  place_en text not null,
  expires_at timestamptz not null,
  terminal_id text references terminal
);

create table request_nonce (
  terminal_id text not null references terminal,
  nonce text not null,
  expires_at timestamptz not null,
  primary key (terminal_id, nonce)
);
create index request_nonce_expiry on request_nonce (expires_at);
`,
}
