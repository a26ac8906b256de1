import type { Migration } from '../../ground/room.ts'

/** What people want erased, and how far each wish is. When one is over, nothing in its row leads to its person. */
export const FIRST_TABLES: Migration = {
  name: 'erasure-1-first-tables',
  sql: `
create table erasure (
  erasure_id text primary key,
  person_ids jsonb,
  letters_to text,
  state text not null check (state in ('waiting', 'under-way', 'done', 'undone')),
  asked_at timestamptz not null,
  due_at timestamptz not null,
  next_look_at timestamptz,
  held_up_at timestamptz,
  over_at timestamptz,
  counts jsonb not null default '{}',
  check ((state in ('done', 'undone')) = (over_at is not null)),
  check ((over_at is null) = (person_ids is not null)),
  check ((over_at is null) = (next_look_at is not null)),
  check (over_at is null or letters_to is null)
);
create index erasure_to_look_at on erasure (next_look_at) where next_look_at is not null;
comment on table erasure is 'That a person wants everything erased. When it is over, nothing in its row leads to the person.';
comment on column erasure.person_ids is 'Every register of the person; null once it is over.';
comment on column erasure.letters_to is 'Where the person is told of it, sealed; null where no address is known, and once it is over.';
comment on column erasure.due_at is 'Until then it can be undone.';
comment on column erasure.held_up_at is 'When something under way first held it up.';
comment on column erasure.counts is 'How many rows have gone, by table.';

create table erased_room (
  erasure_id text not null references erasure,
  room text not null,
  at timestamptz not null,
  primary key (erasure_id, room)
);
comment on table erased_room is 'The rooms that are through with an erasing that is under way: what begins again goes on behind them.';
`,
}
