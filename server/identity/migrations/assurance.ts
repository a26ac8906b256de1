import type { Migration } from '../../ground/room.ts'

/** How surely the person of a visit is known. */
export const ASSURANCE: Migration = {
  name: 'identity-2-assurance',
  sql: `
alter table visit add column assurance text not null default 'campus-card' check (assurance in ('campus-card', 'id-card'));
`,
}
