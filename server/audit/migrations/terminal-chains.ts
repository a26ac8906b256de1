import type { Migration } from '../../ground/room.ts'

/**
 * What the server has of the chains that terminals keep of themselves. Each entry is a row of the trail, and so stands under the server's own
 * checkpoints; here is its link in the chain of its terminal.
 */
export const TERMINAL_CHAINS: Migration = {
  name: 'audit-3-terminal-chains',
  sql: `
create table terminal_chain (
  chain_id text primary key,
  terminal_id text not null references terminal,
  begun_at timestamptz not null,
  heard_at timestamptz not null,
  head_n bigint not null check (head_n >= 0),
  head_hash bytea not null check (octet_length(head_hash) = 32),
  head_signature text not null,
  head_key text not null,
  ended_at timestamptz,
  break_kind text,
  break_n bigint
);
create index terminal_chain_of_terminal on terminal_chain (terminal_id, begun_at);
create unique index terminal_chain_now on terminal_chain (terminal_id) where ended_at is null;
comment on table terminal_chain is 'The chains that terminals keep of themselves, as far as the server has them; one of each is gone on with.';
comment on column terminal_chain.head_n is 'The newest end that the terminal has signed and of which everything is here.';
comment on column terminal_chain.head_key is 'The public key by which that signature is checked: the terminal may have another by now.';
comment on column terminal_chain.break_kind is 'Why it is not gone on with; break_n is the first entry that did not fit.';

create table terminal_chain_link (
  chain_id text not null references terminal_chain,
  n bigint not null check (n > 0),
  seq bigint not null unique,
  hash bytea not null check (octet_length(hash) = 32),
  primary key (chain_id, n)
);
comment on table terminal_chain_link is 'Which row of the trail is the n-th entry of a terminal’s chain, and its hash there.';

create function refuse_early_delete_of_chain_link() returns trigger language plpgsql as $$
begin
  if exists (select 1 from audit where seq = old.seq) then
    raise exception 'the audit trail is append-only: a link goes after its row';
  end if;
  return old;
end
$$;
create trigger terminal_chain_link_goes_by_age before delete on terminal_chain_link
  for each row execute function refuse_early_delete_of_chain_link();
create trigger terminal_chain_link_is_append_only before update or truncate on terminal_chain_link
  for each statement execute function refuse_change();

create function refuse_shorter_terminal_chain() returns trigger language plpgsql as $$
begin
  if (new.chain_id, new.terminal_id, new.begun_at) is distinct from (old.chain_id, old.terminal_id, old.begun_at)
    or new.head_n < old.head_n or (old.ended_at is not null and new.ended_at is distinct from old.ended_at) then
    raise exception 'the chain of a terminal only grows';
  end if;
  return new;
end
$$;
create trigger terminal_chain_only_grows before update on terminal_chain
  for each row execute function refuse_shorter_terminal_chain();
create trigger terminal_chain_stays before delete or truncate on terminal_chain
  for each statement execute function refuse_change();
`,
}
