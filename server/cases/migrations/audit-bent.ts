import type { Migration } from '../../ground/room.ts'

/** Kinds for an audit trail that was bent, and for the chain of a terminal that does not go on. */
export const AUDIT_BENT: Migration = {
  name: 'cases-7-audit-bent',
  sql: `
alter table open_case drop constraint open_case_kind_check;
alter table open_case add constraint open_case_kind_check check (kind in ('copy-unclear', 'late-paper', 'refund-refused',
  'refund-abnormal', 'refund-returned', 'refund-slow', 'amount-differs', 'outcome-missing', 'order-forgotten', 'paid-unknown',
  'order-unclosable', 'bill-differs', 'refund-differs', 'sheets-differ', 'outcome-conflict', 'issued-file-damaged', 'books-differ',
  'bad-print', 'erasing-fails', 'complaint', 'audit-bent', 'terminal-chain-bent'));
`,
}
