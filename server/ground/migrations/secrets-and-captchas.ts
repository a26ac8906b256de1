import type { Migration } from '../room.ts'

/** Secrets of the house, and captchas that were answered. */
export const SECRETS_AND_CAPTCHAS: Migration = {
  name: 'ground-2-secrets-and-captchas',
  sql: `
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
`,
}
