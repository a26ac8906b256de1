import type { Migration } from '../../ground/room.ts'

/** Accounts of people whom the university's login does not know, and what leads to them. */
export const ACCOUNTS: Migration = {
  name: 'identity-5-accounts',
  sql: `
alter table login drop constraint login_way_check;
alter table login add constraint login_way_check check (way in ('cas', 'oidc', 'wecom', 'local-account'));

create table account (
  account_id text primary key,
  mail_key text not null unique,
  mail text not null,
  password text not null,
  person text,
  number_key text unique,
  phone text,
  phone_key text,
  name_changes integer not null default 0,
  made_at timestamptz not null,
  named_at timestamptz,
  waits_since timestamptz,
  matched_at timestamptz,
  check ((person is null) = (number_key is null)),
  check ((person is null) = (named_at is null)),
  check ((phone is null) = (phone_key is null))
);
create index account_by_phone on account (phone_key);
comment on table account is 'Somebody without a login of the university. Everything personal is sealed.';
comment on column account.mail_key is 'Keyed pseudonym of the address in small letters: one account a mailbox.';
comment on column account.mail is 'The address, sealed.';
comment on column account.password is 'Its hash, with the algorithm and its parameters.';
comment on column account.person is 'Name, sex, type and number of a document and day of birth, sealed; null until they are given.';
comment on column account.number_key is 'Keyed pseudonym of type and number of the document: one account a document. It never changes.';
comment on column account.phone is 'The mobile number, sealed; null for mailboxes that need none.';
comment on column account.phone_key is 'Its keyed pseudonym.';
comment on column account.name_changes is 'How often its person has changed the name.';
comment on column account.named_at is 'When the person has said who they are.';
comment on column account.waits_since is 'Since when the university''s data knows nobody by that document and name.';
comment on column account.matched_at is 'When the university''s data first knew the person.';
create function guard_account() returns trigger language plpgsql as $$
begin
  if old.number_key is not null and new.number_key is distinct from old.number_key then
    raise exception 'type and number of the document of an account stay as they are';
  end if;
  return new;
end $$;
create trigger account_keeps_its_number before update on account for each row execute function guard_account();

create table account_sign_up (
  sign_up_key text primary key,
  mail_key text not null,
  mail text not null,
  password text not null,
  token_key text unique,
  begun_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index account_sign_up_by_mail on account_sign_up (mail_key);
comment on table account_sign_up is 'A wish for an account whose letter is on its way.';
comment on column account_sign_up.sign_up_key is 'SHA-256 of the cookie of the browser that signs up.';
comment on column account_sign_up.token_key is 'SHA-256 of what stands in the link of the newest letter; null where the mailbox has an account.';
comment on column account_sign_up.used_at is 'When it became an account.';

create table account_password_link (
  token_key text primary key,
  account_id text not null references account,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index account_password_link_by_account on account_password_link (account_id);
comment on table account_password_link is 'A link by which a new password may be given, once.';
comment on column account_password_link.token_key is 'SHA-256 of what stands in the link.';

create table account_code (
  subject text primary key,
  phone_key text not null,
  mark text not null,
  tries integer not null default 0,
  expires_at timestamptz not null
);
comment on table account_code is 'Digits that were texted to a phone. A newer text takes the place of an older one.';
comment on column account_code.subject is 'What they are for: an account, or a browser that has forgotten its account.';
comment on column account_code.mark is 'Keyed hash of the digits.';

create table account_try (
  who text primary key,
  failures integer not null,
  last_at timestamptz not null,
  free_at timestamptz not null
);
create index account_try_by_end on account_try (last_at);
comment on table account_try is 'Passwords that were tried in vain, counted before they are looked at.';
comment on column account_try.who is 'Pseudonym of an account, of an address, or of a browser that has been let in before.';
comment on column account_try.free_at is 'From when on the next one is looked at.';
`,
}
