import type { Migration } from '../../ground/room.ts'

/** What public verification keeps. */
export const FIRST_TABLES: Migration = {
  name: 'verification-1-first-tables',
  sql: `
create table revocation_list (
  version integer primary key,
  issued_at timestamptz not null,
  next_update timestamptz not null,
  changes integer not null,
  pdf bytea not null
);

create table trust_notice (
  version integer primary key,
  issued_at timestamptz not null,
  anchors_pem text not null,
  pdf bytea not null
);

create table verification_certificate (
  certificate_number text primary key,
  document_id text not null references document,
  outcome text not null check (outcome in ('valid', 'replaced', 'revoked', 'expired')),
  sha256 text not null unique,
  signed_digest text not null,
  issued_at timestamptz not null
);
create index verification_certificate_by_signed_digest on verification_certificate (signed_digest);
`,
}
