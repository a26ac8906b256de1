import type { Migration } from '../room.ts'

/** The audit trail. */
export const AUDIT_TABLE: Migration = {
  name: 'ground-1-audit',
  sql: `
create table audit (
  seq bigint generated always as identity primary key,
  at timestamptz not null,
  event text not null,
  subject text not null,
  terminal_id text,
  detail jsonb not null
);
create index audit_of_subject on audit (subject);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is append-only';
end
$$;
create trigger audit_is_append_only before update or delete or truncate on audit
  for each statement execute function refuse_change();
`,
}

/** Which scripts of the site were run. */
export const SETUP_SCRIPTS: Migration = {
  name: 'ground-1-setup-scripts',
  sql: `
create table setup_script (
  sha256 text primary key,
  run_at timestamptz not null
);
`,
}
