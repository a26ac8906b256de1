import type { Migration } from '../../ground/room.ts'

/** Documents. */
export const DOCUMENTS: Migration = {
  name: 'issuing-1-first-tables',
  sql: `
create table document (
  document_id text primary key,
  visit_key text not null references visit,
  terminal_id text not null references terminal,
  person_id text not null,
  kind text not null,
  edition text not null,
  title_zh text not null,
  title_en text not null,
  name_masked_zh text not null,
  name_masked_en text not null,
  unit_price_fen integer not null check (unit_price_fen >= 0),
  document_number text not null unique,
  verification_key text not null unique,
  state text not null check (state in ('preparing', 'issued', 'failed')),
  created_at timestamptz not null,
  issued_at timestamptz,
  revoked_at timestamptz,
  pages integer,
  byte_length integer,
  sha256 text,
  check (state <> 'issued' or (issued_at is not null and pages > 0 and byte_length > 0 and sha256 is not null))
);
create index document_of_visit on document (visit_key);
`,
}
