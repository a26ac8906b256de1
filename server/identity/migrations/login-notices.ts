import type { Migration } from '../../ground/room.ts'

/** What people are told of logins in their name. */
export const LOGIN_NOTICES: Migration = {
  name: 'identity-8-login-notices',
  sql: `
create table login_notice (
  notice_id bigint generated always as identity primary key,
  kind text not null check (kind in ('session', 'visit')),
  what_keys jsonb not null,
  person_id text not null,
  begun_at timestamptz not null,
  next_try_at timestamptz,
  token_key text unique
);
create index login_notice_due on login_notice (next_try_at) where next_try_at is not null;
create index login_notice_by_age on login_notice (begun_at);
comment on table login_notice is 'Logins of which the person is to be told, and the links in those letters. Rows go two days after the login.';
comment on column login_notice.what_keys is 'Keys of the session or of the visits, one for each register of the person.';
comment on column login_notice.next_try_at is 'Null once the letter is in the outbox.';
comment on column login_notice.token_key is 'SHA-256 of what stands in the link of the letter: whoever has the link may end what it is about, and nothing else.';
create index visit_of_person on visit (person_id, started_at desc);
`,
}
