/** What becomes of a document after its issue, and what public verification keeps. */
export const VERIFICATION = `
alter table visit add column assurance text not null default 'campus-card' check (assurance in ('campus-card', 'id-card'));
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

create table house_secret (
  name text primary key,
  secret text not null,
  made_at timestamptz not null
);

create table spent_captcha (
  nonce text primary key,
  expires_at timestamptz not null
);
create index spent_captcha_expiry on spent_captcha (expires_at);

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
`
