import type { Migration } from '../../ground/room.ts'

/** A kind for refunds that are under way for too long, and a step for acts that are taken back. */
export const REFUNDS_FOLLOWED: Migration = {
  name: 'cases-2-refunds-followed',
  sql: `
alter table open_case drop constraint open_case_kind_check;
alter table open_case add constraint open_case_kind_check check (kind in ('copy-unclear', 'late-paper', 'refund-refused',
  'refund-abnormal', 'refund-slow', 'amount-differs', 'outcome-missing', 'order-forgotten', 'paid-unknown', 'order-unclosable',
  'bill-differs', 'refund-differs', 'sheets-differ', 'outcome-conflict', 'issued-file-damaged', 'books-differ', 'bad-print'));
alter table case_history drop constraint case_history_step_check;
alter table case_history add constraint case_history_step_check check (step in ('opened', 'evidence', 'asked', 'agreed', 'declined',
  'lapsed', 'begun', 'failed', 'taken-back', 'ended'));
alter table case_history add constraint case_history_taken_back_by_a_person
  check (step <> 'taken-back' or (by_name is not null and by_user is not null and words is not null));
`,
}
