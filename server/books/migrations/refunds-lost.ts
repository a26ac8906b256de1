import type { Migration } from '../../ground/room.ts'

/** An account and a cause for money that the provider has paid out beside what was owed. */
export const REFUNDS_LOST: Migration = {
  name: 'books-3-refunds-lost',
  sql: `
alter table book_entry drop constraint book_entry_cause_check;
alter table book_entry add constraint book_entry_cause_check check (cause in ('payment-seen', 'payment-unknown', 'charged', 'refund-owed', 'waived',
  'refund-paid', 'refunded-by-hand', 'payment-unseen', 'refund-unowed', 'refund-dropped', 'refund-returned', 'refund-not-received',
  'refund-lost'));
alter table book_line drop constraint book_line_account_check;
alter table book_line add constraint book_line_account_check check (account in ('provider', 'visitor', 'university', 'given-back', 'by-hand',
  'lost'));
`,
}
