import type { Migration } from '../../ground/room.ts'

/** A kind for what payers complain of at the provider. */
export const COMPLAINTS: Migration = {
  name: 'cases-6-complaints',
  sql: `
alter table open_case drop constraint open_case_kind_check;
alter table open_case add constraint open_case_kind_check check (kind in ('copy-unclear', 'late-paper', 'refund-refused',
  'refund-abnormal', 'refund-returned', 'refund-slow', 'amount-differs', 'outcome-missing', 'order-forgotten', 'paid-unknown',
  'order-unclosable', 'bill-differs', 'refund-differs', 'sheets-differ', 'outcome-conflict', 'issued-file-damaged', 'books-differ',
  'bad-print', 'erasing-fails', 'complaint'));
`,
}
