import type { Migration } from '../../ground/room.ts'

/** Entries for refunds whose money came back to the university. */
export const REFUNDS_RETURNED: Migration = {
  name: 'books-2-refunds-returned',
  sql: `
alter table book_entry drop constraint book_entry_cause_check;
alter table book_entry add constraint book_entry_cause_check check (cause in ('payment-seen', 'payment-unknown', 'charged', 'refund-owed', 'waived',
  'refund-paid', 'refunded-by-hand', 'payment-unseen', 'refund-unowed', 'refund-dropped', 'refund-returned', 'refund-not-received'));
`,
}
