import type { Migration } from '../../ground/room.ts'

/** A cause for a loss whose money came to the university after all. */
export const LOSSES_RETURNED: Migration = {
  name: 'books-4-losses-returned',
  sql: `
alter table book_entry drop constraint book_entry_cause_check;
alter table book_entry add constraint book_entry_cause_check check (cause in ('payment-seen', 'payment-unknown', 'charged', 'refund-owed', 'waived',
  'refund-paid', 'refunded-by-hand', 'payment-unseen', 'refund-unowed', 'refund-dropped', 'refund-returned', 'refund-not-received',
  'refund-lost', 'loss-returned'));
`,
}
