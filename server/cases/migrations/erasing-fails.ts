import type { Migration } from '../../ground/room.ts'

/** A kind for what people want erased and the server cannot erase. */
export const ERASING_FAILS: Migration = {
  name: 'cases-4-erasing-fails',
  sql: `
alter table open_case drop constraint open_case_kind_check;
alter table open_case add constraint open_case_kind_check check (kind in ('copy-unclear', 'late-paper', 'refund-refused',
  'refund-abnormal', 'refund-returned', 'refund-slow', 'amount-differs', 'outcome-missing', 'order-forgotten', 'paid-unknown',
  'order-unclosable', 'bill-differs', 'refund-differs', 'sheets-differ', 'outcome-conflict', 'issued-file-damaged', 'books-differ',
  'bad-print', 'erasing-fails'));
`,
}
