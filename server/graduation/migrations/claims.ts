import type { Migration } from '../../ground/room.ts'

/** Photographs of the pool that people say are theirs, and for which register the pool was looked through. */
export const CLAIMS: Migration = {
  name: 'graduation-claims',
  sql: `
create table photograph_claim (
  claim_id text primary key,
  enrolment_id text not null references enrolment on delete cascade,
  photo_id text not null,
  person_id text not null,
  state text not null check (state in ('waiting', 'agreed', 'refused', 'withdrawn', 'overtaken')),
  reason text,
  made_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  check ((state = 'waiting') = (decided_at is null)),
  check ((state = 'refused') = (reason is not null))
);
create unique index photograph_claim_waits on photograph_claim (enrolment_id) where state = 'waiting';
create index photograph_claim_of_photo on photograph_claim (photo_id);
create index photograph_claim_of_person on photograph_claim (person_id);
create index photograph_claim_newest on photograph_claim (made_at desc, claim_id desc);
comment on table photograph_claim is 'That somebody says of a photograph that nobody has: this is me. Staff decide; nothing is tied to anybody by it alone.';
comment on column photograph_claim.reason is 'Why it was refused; the person reads it.';
comment on column photograph_claim.state is 'overtaken: the photograph was found to be somebody''s, or the enrolment got one, before anybody had decided.';

alter table photograph add column pool_looked_for text;
create index photograph_pool_looked_for on photograph (pool_looked_for) where enrolment_id is null;
comment on column photograph.pool_looked_for is 'The last file of the register after which it was asked again whose it is, while nobody has it.';
`,
}
