import type { Migration } from '../../ground/room.ts'

/** Whether the person of a visit has still to agree to the notice. */
export const NOTICE_OWED: Migration = {
  name: 'identity-13-notice-owed',
  sql: `
alter table visit add column owes_notice boolean not null default false;
comment on column visit.owes_notice is 'Whoever came has not agreed yet to what people are told: nothing is made in this visit until then.';
`,
}
