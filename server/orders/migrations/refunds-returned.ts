import type { Migration } from '../../ground/room.ts'

/** Refunds that the provider could not pay out and a person has had sent elsewhere, and those whose money came back to the university. */
export const REFUNDS_RETURNED: Migration = {
  name: 'orders-9-refunds-returned',
  sql: `
alter table refund add column redirected_to text check (redirected_to in ('payer-card', 'merchant'));
alter table refund add column redirected_at timestamptz;
alter table refund add column returned_at timestamptz;
alter table refund add constraint refund_redirected_at_a_time check ((redirected_to is null) = (redirected_at is null));
alter table refund add constraint refund_returned_has_not_succeeded check (returned_at is null or state <> 'succeeded');

comment on column refund.redirected_to is 'Where a person has had it sent after the provider could not pay it out. Of a bank card nothing is kept.';
comment on column refund.redirected_at is 'When a person wanted that.';
comment on column refund.returned_at is 'When the provider said that its money has come to the university''s own account: the payer has nothing of it.';
`,
}
