import type { Migration } from '../../ground/room.ts'

/** Logins while they are under way, at a kiosk and on the web, and the sessions of the web that they lead to. */
export const LOGINS: Migration = {
  name: 'identity-4-logins',
  sql: `
create table login (
  login_key text primary key,
  terminal_id text references terminal,
  token_key text unique,
  browser_key text unique,
  state text not null check (state in ('shown', 'scanned', 'asking', 'claimed', 'done', 'over')),
  why text check (why in ('tries-over', 'ended')),
  way text check (way in ('cas', 'oidc', 'wecom')),
  secrets text,
  to_path text,
  claim jsonb,
  visit_keys jsonb not null default '[]',
  tried jsonb not null default '[]',
  other_browsers integer not null default 0,
  begun_at timestamptz not null,
  expires_at timestamptz not null,
  check ((terminal_id is null) = (token_key is null)),
  check (state not in ('claimed', 'done') or claim is not null)
);
create index login_by_end on login (expires_at);
comment on table login is 'A login that is under way: at a kiosk that shows its code, or on the web. Rows go a day after their end.';
comment on column login.login_key is 'SHA-256 of the id in its address.';
comment on column login.token_key is 'SHA-256 of what the terminal asks for it with; null on the web.';
comment on column login.browser_key is 'SHA-256 of the cookie of the one browser that goes on with it; null until there is one.';
comment on column login.secrets is 'State, nonce and verifier of this login, sealed.';
comment on column login.to_path is 'Where on the web the browser wanted to go; null at a kiosk.';
comment on column login.claim is 'Who was proven: {personIds, proof, providerSession}.';
comment on column login.visit_keys is 'The visits that it led to.';
comment on column login.tried is 'Marks of the digits that were typed, each different ones once.';
comment on column login.other_browsers is 'How many further browsers have tried to go on with it.';

create table web_session (
  session_key text primary key,
  person_ids jsonb not null,
  person_id text not null,
  has_chosen boolean not null,
  proofs jsonb not null,
  browser text not null,
  provider_session text,
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz
);
create index web_session_by_provider on web_session (provider_session) where ended_at is null;
create index web_session_by_people on web_session using gin (person_ids);
comment on column web_session.session_key is 'SHA-256 of the cookie: who reads the table can''t use a session.';
comment on column web_session.person_ids is 'Every register of the person who logged in.';
comment on column web_session.person_id is 'The register that it is about now.';
comment on column web_session.has_chosen is 'Whether the person has said which register it is about, or has only one.';
comment on column web_session.proofs is 'What the person has shown, as a list of {way, atMs}.';
comment on column web_session.browser is 'Kind of browser and system, as the person knows it again in a list.';
comment on column web_session.provider_session is 'SHA-256 of what the provider calls the login: it may end it.';
alter table visit add column provider_session text;
create index visit_by_provider on visit (provider_session) where ended_at is null;
comment on column visit.provider_session is 'SHA-256 of what the provider calls the login that led here: it may end it.';
`,
}
