import type { Migration } from '../../ground/room.ts'

/** What becomes of a document after its issue. */
export const STANDING: Migration = {
  name: 'issuing-2-standing',
  sql: `
alter table document add column number_masked text not null default '';
alter table document add column signed_digest text;
alter table document add column expires_at timestamptz;
alter table document add column revocation_reason text
  check (revocation_reason in ('issued-in-error', 'record-corrected', 'lost-or-misused', 'withdrawn'));
alter table document add column superseded_by text references document;
alter table document add column superseded_at timestamptz;
alter table document add constraint document_revoked_with_reason check (revocation_reason is null or revoked_at is not null);
alter table document add constraint document_superseded_by_another
  check ((superseded_by is null) = (superseded_at is null) and superseded_by <> document_id);
create index document_by_sha256 on document (sha256) where sha256 is not null;
create index document_by_signed_digest on document (signed_digest) where signed_digest is not null;
create index document_no_longer_valid on document (document_id) where revoked_at is not null or superseded_at is not null;
`,
}
