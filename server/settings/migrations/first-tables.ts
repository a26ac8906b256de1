import type { Migration } from '../../ground/room.ts'

/** What was published for terminals, what each of them was given of it, and what each says that it runs. */
export const FIRST_TABLES: Migration = {
  name: 'settings-1-first-tables',
  sql: `
create table settings_publication (
  number bigint generated always as identity primary key,
  layer text not null check (layer in ('global', 'site', 'terminal')),
  subject_id text not null,
  version integer not null check (version >= 1),
  content text not null,
  hash text not null,
  signature text not null,
  restored_from integer,
  published_by text not null,
  agreed_by text,
  proposal_id text,
  published_at timestamptz not null,
  unique (layer, subject_id, version)
);
comment on table settings_publication is 'Every version of what a layer says, kept for ever: the newest of each layer holds.';
comment on column settings_publication.subject_id is 'The site or the terminal; empty for all terminals.';
comment on column settings_publication.content is 'What the layer says, JSON in the spelling that was hashed.';
comment on column settings_publication.hash is 'SHA-256 of the content.';
comment on column settings_publication.signature is 'By the key of the server, base64.';
comment on column settings_publication.restored_from is 'The version whose content was brought back.';
comment on column settings_publication.agreed_by is 'The second person, where one was needed.';
create function refuse_change_of_publication() returns trigger language plpgsql as $$
begin
  raise exception 'what was published is kept as it was';
end
$$;
create trigger settings_publication_is_kept before update or delete or truncate on settings_publication
  for each statement execute function refuse_change_of_publication();

create table settings_draft (
  layer text not null check (layer in ('global', 'site', 'terminal')),
  subject_id text not null,
  content text not null,
  based_on integer not null,
  revision integer not null,
  begun_at timestamptz not null,
  saved_by text not null,
  saved_at timestamptz not null,
  primary key (layer, subject_id)
);
comment on table settings_draft is 'What somebody of staff is about to publish of a layer; one for each layer, which colleagues share.';
comment on column settings_draft.based_on is 'The version that was published when it was begun; 0 where none was.';
comment on column settings_draft.revision is 'Rises with each save: who saves says which one was seen.';

create table issued_settings (
  terminal_id text not null references terminal,
  version integer not null check (version >= 1),
  content_hash text not null,
  text text not null,
  hash text not null,
  signature text not null,
  issued_at timestamptz not null,
  primary key (terminal_id, version)
);
comment on table issued_settings is 'What a terminal was given, each version signed for it alone.';
comment on column issued_settings.content_hash is 'SHA-256 of the settings in it: another version is made only for others.';
comment on column issued_settings.hash is 'SHA-256 of the text.';

create table running_settings (
  terminal_id text primary key references terminal,
  version integer,
  hash text,
  refused_version integer,
  refused_why text,
  since timestamptz not null,
  said_at timestamptz not null,
  drift_told_at timestamptz
);
comment on table running_settings is 'What a terminal says that it runs; null while it has none and goes by its own file.';
comment on column running_settings.since is 'When it began to say so.';
comment on column running_settings.said_at is 'When it said so last.';
comment on column running_settings.refused_why is 'Why it could not take the version beside it, in its own words.';
comment on column running_settings.drift_told_at is 'When somebody was told that this is not what was published.';
`,
}
