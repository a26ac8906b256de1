import type { Migration } from '../../ground/room.ts'

/**
 * The chain over the trail. Each row that is written waits for the chain from its own transaction on, by a trigger, so that whoever writes
 * it needs no lock and cannot forget it; the rows of before are the first that wait. What may be deleted, and when, the database itself
 * decides: what is younger than 200 days never.
 */
export const CHAIN: Migration = {
  name: 'audit-1-chain',
  sql: `
create table audit_waiting (
  seq bigint primary key
);
create table audit_chain (
  is_one boolean primary key default true check (is_one),
  adopted_through_seq bigint not null
);
create table audit_link (
  position bigint primary key check (position > 0),
  seq bigint not null unique,
  linked_at timestamptz not null,
  hash bytea not null check (octet_length(hash) = 32)
);
create table audit_block (
  number bigint primary key check (number >= 0),
  hash bytea not null check (octet_length(hash) = 32)
);
create table audit_checkpoint (
  number bigint primary key check (number > 0),
  size bigint not null unique check (size > 0),
  made_at timestamptz not null,
  statement text not null,
  signature text not null,
  peaks text not null
);
create table audit_cut (
  position bigint primary key check (position > 0),
  number bigint not null,
  cut_at timestamptz not null,
  through_at timestamptz not null,
  rows_deleted bigint not null
);
create table audit_witness (
  witness text primary key,
  delivered_number bigint not null default 0 check (delivered_number >= 0),
  delivered_at timestamptz,
  tries integer not null default 0 check (tries >= 0),
  next_try_at timestamptz,
  failing_since timestamptz,
  last_error text
);
create table audit_verification (
  verification_id text primary key,
  begun_at timestamptz not null,
  ended_at timestamptz,
  by text not null,
  outcome text check (outcome in ('whole', 'broken', 'stopped')),
  report jsonb
);
create index audit_verification_begun on audit_verification (begun_at desc);
comment on column audit_waiting.seq is 'Of a row of the trail that has no link yet.';
comment on column audit_chain.adopted_through_seq is 'Up to here rows were written before there was a chain.';
comment on column audit_link.position is 'From 1, without a gap.';
comment on column audit_link.hash is 'SHA-256 over the row, its position and the hash of the link before.';
comment on column audit_block.number is 'From 0: block n holds the leaves n*1024 up to before (n+1)*1024.';
comment on column audit_block.hash is 'Root of the subtree over its leaves.';
comment on column audit_checkpoint.size is 'How many links it signs.';
comment on column audit_checkpoint.statement is 'Canonical JSON: what is signed and given to the witnesses.';
comment on column audit_checkpoint.signature is 'base64 Ed25519 by the key of the server.';
comment on column audit_checkpoint.peaks is 'JSON of hex: the whole subtrees of the tree, the largest first.';
comment on column audit_cut.position is 'Rows up to this position were deleted for their age.';
comment on column audit_cut.number is 'The checkpoint that signs exactly so many links, and stays.';
comment on column audit_cut.through_at is 'The moment of the last row that was deleted.';
comment on column audit_witness.delivered_number is 'Up to which checkpoint it has them.';
comment on column audit_verification.by is 'staff id, command or sweep.';

drop trigger audit_is_append_only on audit;
create trigger audit_is_append_only before update or truncate on audit
  for each statement execute function refuse_change();
create function refuse_early_delete_of_audit() returns trigger language plpgsql as $$
begin
  if old.at > now() - interval '200 days'
    or not exists (select 1 from audit_link l join audit_cut c on l.position <= c.position where l.seq = old.seq) then
    raise exception 'the audit trail is append-only: rows go by their age alone';
  end if;
  return old;
end
$$;
create trigger audit_goes_by_age before delete on audit
  for each row execute function refuse_early_delete_of_audit();

create function queue_for_audit_chain() returns trigger language plpgsql as $$
begin
  insert into audit_waiting (seq) values (new.seq);
  return null;
end
$$;
create trigger audit_waits_for_chain after insert on audit
  for each row execute function queue_for_audit_chain();
insert into audit_waiting (seq) select seq from audit;
insert into audit_chain (adopted_through_seq) select coalesce(max(seq), 0) from audit;

create function refuse_unlinked_delete() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from audit_link where seq = old.seq) then
    raise exception 'the audit trail is append-only: a row waits until it has its link';
  end if;
  return old;
end
$$;
create trigger audit_waiting_ends_by_link before delete on audit_waiting
  for each row execute function refuse_unlinked_delete();
create trigger audit_waiting_is_append_only before update or truncate on audit_waiting
  for each statement execute function refuse_change();

create function refuse_early_delete_of_link() returns trigger language plpgsql as $$
begin
  if old.linked_at > now() - interval '200 days'
    or not exists (select 1 from audit_cut where position >= old.position)
    or exists (select 1 from audit where seq = old.seq) then
    raise exception 'the audit trail is append-only: links go by their age alone, after their rows';
  end if;
  return old;
end
$$;
create trigger audit_link_goes_by_age before delete on audit_link
  for each row execute function refuse_early_delete_of_link();
create trigger audit_link_is_append_only before update or truncate on audit_link
  for each statement execute function refuse_change();

create function refuse_early_delete_of_checkpoint() returns trigger language plpgsql as $$
begin
  if old.made_at > now() - interval '200 days'
    or not exists (select 1 from audit_cut where number > old.number) then
    raise exception 'the audit trail is append-only: checkpoints go by their age alone';
  end if;
  return old;
end
$$;
create trigger audit_checkpoint_goes_by_age before delete on audit_checkpoint
  for each row execute function refuse_early_delete_of_checkpoint();
create trigger audit_checkpoint_is_append_only before update or truncate on audit_checkpoint
  for each statement execute function refuse_change();

create trigger audit_chain_is_append_only before update or delete or truncate on audit_chain
  for each statement execute function refuse_change();
create trigger audit_block_is_append_only before update or delete or truncate on audit_block
  for each statement execute function refuse_change();
create trigger audit_cut_is_append_only before update or delete or truncate on audit_cut
  for each statement execute function refuse_change();
`,
}
