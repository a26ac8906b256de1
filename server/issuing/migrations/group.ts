import type { Migration } from '../../ground/room.ts'

/** Of what group a document's person was when it was made, for figures by group. */
export const GROUP: Migration = {
  name: 'issuing-7-group',
  sql: `
alter table document add column person_group text
  check (person_group in ('bachelor', 'master', 'doctor', 'undergraduate', 'graduate', 'staff'));
comment on column document.person_group is 'Of its person when it was made, as coarse as figures need it; null of before it was kept, and once it is old.';
`,
}
