import type { Migration } from '../../ground/room.ts'

/** What one of staff has drafted and another must agree to. */
export const FIRST_TABLES: Migration = {
  name: 'four-eyes-1-first-tables',
  sql: `
create table proposal (
  proposal_id text primary key,
  kind text not null,
  payload jsonb not null,
  payload_mark text not null,
  site_id text,
  title_zh text not null,
  title_en text not null,
  details jsonb not null,
  reason text not null,
  state text not null check (state in ('waiting', 'carried-out', 'failed', 'declined', 'taken-back', 'run-out')),
  drafted_by text not null references staff_account,
  drafted_at timestamptz not null,
  ends_at timestamptz not null,
  decided_by text references staff_account,
  decided_at timestamptz,
  decline_reason text,
  said_zh text,
  said_en text,
  check ((state = 'waiting') = (decided_at is null)),
  check ((state in ('waiting', 'run-out')) = (decided_by is null)),
  check (state not in ('carried-out', 'failed', 'declined') or decided_by <> drafted_by),
  check (state <> 'taken-back' or decided_by = drafted_by),
  check ((state = 'declined') = (decline_reason is not null)),
  check ((said_zh is null) = (said_en is null))
);
create index proposal_by_age on proposal (drafted_at, proposal_id);
create unique index proposal_drafted_once on proposal (drafted_by, kind, payload_mark, coalesce(site_id, '*')) where state = 'waiting';
create index proposal_that_waits on proposal (ends_at) where state = 'waiting';
comment on table proposal is 'What one of staff has drafted and another must agree to. Rows stay: both are named for ever.';
comment on column proposal.payload is 'What is carried out, as its kind reads it.';
comment on column proposal.payload_mark is 'SHA-256 of the payload: the same wish of the same account twice is one proposal.';
comment on column proposal.site_id is 'Where it counts; null what is of the whole house.';
comment on column proposal.details is 'Before and after, line by line: as drafted, and from an agreement on as the second person saw them.';
comment on column proposal.ends_at is 'Nobody can agree from then on.';
comment on column proposal.said_zh is 'What came of it, or why it could not be carried out.';

create function guard_proposal() returns trigger language plpgsql as $$
begin
  if old.state <> 'waiting' then
    raise exception 'a proposal that is decided stays as it is';
  end if;
  if (new.proposal_id, new.kind, new.payload, new.payload_mark, new.title_zh, new.title_en, new.reason, new.drafted_by, new.drafted_at, new.ends_at)
    is distinct from
    (old.proposal_id, old.kind, old.payload, old.payload_mark, old.title_zh, old.title_en, old.reason, old.drafted_by, old.drafted_at, old.ends_at)
    or new.site_id is distinct from old.site_id then
    raise exception 'what was proposed stays as it is';
  end if;
  return new;
end $$;
create trigger proposal_goes_forward before update on proposal for each row execute function guard_proposal();
create function keep_proposals() returns trigger language plpgsql as $$
begin
  raise exception 'a proposal is never taken away';
end $$;
create trigger proposal_is_kept before delete or truncate on proposal for each statement execute function keep_proposals();
`,
}
