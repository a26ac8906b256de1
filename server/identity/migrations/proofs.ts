import type { Migration } from '../../ground/room.ts'

/** What the person of a visit has shown, and when: how surely the person is known follows from it. */
export const PROOFS: Migration = {
  name: 'identity-3-proofs',
  sql: `
alter table visit add column proofs jsonb not null default '[]';
update visit set proofs = jsonb_build_array(
  jsonb_build_object('way', assurance, 'atMs', floor(extract(epoch from started_at) * 1000)));
alter table visit drop column assurance;
comment on column visit.proofs is 'What the person has shown, as a list of {way, atMs}.';
`,
}
