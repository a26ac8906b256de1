import type { Migration } from '../../ground/room.ts'

/** What was held for copies goes back by itself when the printer proves that they did not come out. */
export const PROVEN_ABSENT: Migration = {
  name: 'orders-8-proven-absent',
  sql: `
alter table refund drop constraint refund_cause_check;
alter table refund add constraint refund_cause_check
  check (cause in ('not-delivered', 'proven-absent', 'paid-late', 'wrong-amount', 'by-hand-decided'));
`,
}
