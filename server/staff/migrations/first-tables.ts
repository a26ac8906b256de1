import type { Migration } from '../../ground/room.ts'

/** Accounts of people who work here, what they show that it is they, and where they are logged in. */
export const FIRST_TABLES: Migration = {
  name: 'staff-1-first-tables',
  sql: `
create table staff_account (
  staff_id text primary key,
  name text not null,
  role text not null check (role in ('admin', 'registrar', 'operator', 'finance', 'maintenance', 'auditor')),
  sites jsonb not null,
  proof text not null check (proof in ('cas', 'oidc', 'local')),
  subject_key text not null,
  password text,
  state text not null default 'active' check (state in ('active', 'ended')),
  made_by text not null,
  made_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  check ((proof = 'local') = (password is not null)),
  check ((state = 'ended') = (ended_at is not null))
);
create unique index staff_account_by_subject on staff_account (proof, subject_key) where state = 'active';
comment on table staff_account is 'Somebody who works with the server. Rows stay: what was done is done by somebody.';
comment on column staff_account.sites is 'Where it counts: ["*"] for everywhere, or ids of sites.';
comment on column staff_account.proof is 'How the first proof is made: by a login of the university, or by a password of this server.';
comment on column staff_account.subject_key is 'Pseudonym of what the provider calls the person, or of the login name.';
comment on column staff_account.password is 'Its hash, with the algorithm and its parameters.';
comment on column staff_account.made_by is 'The id of staff, or the command and who gave it; first-code for the first administrator.';

create table staff_factor (
  factor_id text primary key,
  staff_id text not null references staff_account,
  kind text not null check (kind in ('webauthn', 'totp')),
  label text not null,
  secret text,
  credential_id text unique,
  public_key bytea,
  transports jsonb not null default '[]',
  counter bigint not null,
  added_at timestamptz not null,
  used_at timestamptz,
  check ((kind = 'totp') = (secret is not null)),
  check ((kind = 'webauthn') = (credential_id is not null and public_key is not null))
);
create index staff_factor_by_account on staff_factor (staff_id);
comment on table staff_factor is 'What somebody of staff shows as the second proof.';
comment on column staff_factor.secret is 'Of one-time passwords, sealed.';
comment on column staff_factor.counter is 'The newest count that the key has told, or the newest step of time whose password was used: nothing at or before it counts.';

create table staff_recovery_code (
  code_key text primary key,
  staff_id text not null references staff_account,
  made_at timestamptz not null,
  used_at timestamptz
);
create index staff_recovery_code_by_account on staff_recovery_code (staff_id);
comment on column staff_recovery_code.code_key is 'Keyed hash of the account and a printed code, which is good once.';

create table staff_invitation (
  code_key text primary key,
  kind text not null check (kind in ('first', 'invited', 'reset')),
  staff_id text references staff_account,
  name text not null,
  role text not null check (role in ('admin', 'registrar', 'operator', 'finance', 'maintenance', 'auditor')),
  sites jsonb not null,
  made_by text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((kind = 'reset') = (staff_id is not null))
);
create index staff_invitation_by_account on staff_invitation (staff_id);
comment on table staff_invitation is 'One-time codes: for the first administrator, for whoever is invited, and for whose second proofs were taken away.';
comment on column staff_invitation.code_key is 'Keyed hash of the code.';

create table staff_session (
  session_key text primary key,
  stage text not null check (stage in ('set-up', 'second', 'in')),
  staff_id text not null,
  invitation_key text references staff_invitation on delete cascade,
  opening text,
  pending_secret text,
  challenge text,
  challenge_ends_at timestamptz,
  browser text not null,
  provider_session text,
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  stepped_up_at timestamptz,
  ended_at timestamptz,
  check ((stage = 'set-up') = (invitation_key is not null)),
  check ((stage = 'in') = (stepped_up_at is not null))
);
create index staff_session_by_account on staff_session (staff_id) where ended_at is null;
create index staff_session_by_provider on staff_session (provider_session) where ended_at is null;
comment on column staff_session.session_key is 'SHA-256 of the cookie: who reads the table can''t use a session.';
comment on column staff_session.stage is 'set-up: a code was shown, and the proofs are being made; second: the second proof is wanted; in: both were shown.';
comment on column staff_session.staff_id is 'The account; while one is being set up, the id that it will have.';
comment on column staff_session.opening is 'The first proof of an account that is being set up, sealed.';
comment on column staff_session.pending_secret is 'Of one-time passwords, until the first of them was typed; sealed.';
comment on column staff_session.challenge is 'What a security key is to sign, once.';
comment on column staff_session.browser is 'Kind of browser and system, as its person knows it again in a list.';
comment on column staff_session.provider_session is 'SHA-256 of what the provider calls the login: it may end it.';
comment on column staff_session.stepped_up_at is 'When the second proof was last shown.';

create table staff_try (
  who text primary key,
  failures integer not null,
  last_at timestamptz not null,
  free_at timestamptz not null
);
create index staff_try_by_end on staff_try (last_at);
comment on table staff_try is 'Passwords and codes of staff that were tried in vain; each is counted before it is looked at.';
comment on column staff_try.who is 'Pseudonym of an account or of an address.';
comment on column staff_try.free_at is 'From when on the next one is looked at.';
`,
}
