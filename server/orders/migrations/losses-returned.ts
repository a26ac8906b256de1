import type { Migration } from '../../ground/room.ts'

/** What was entered as lost and came back: it is lost no more, and the entry of the loss stays. */
export const LOSSES_RETURNED: Migration = {
  name: 'orders-11-losses-returned',
  sql: `
alter table lost_refund add column came_back_fen integer not null default 0 check (came_back_fen between 0 and lost_fen);

comment on column lost_refund.came_back_fen is 'What of it the provider has sent to the university''s own account later.';
`,
}
