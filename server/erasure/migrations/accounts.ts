import type { Migration } from '../../ground/room.ts'

/** What the person had here when the wish was asked for, and how often carrying it out has failed. */
export const ACCOUNTS: Migration = {
  name: 'erasure-2-accounts',
  sql: `
alter table erasure add column account_ids jsonb;
alter table erasure add column failures integer not null default 0;
alter table erasure add constraint erasure_leads_to_no_account check (over_at is null or account_ids is null);
comment on column erasure.account_ids is 'The person''s accounts of the house when it was asked for: the university''s data may know nobody by the time they are closed. Null where none were written down, and once it is over.';
comment on column erasure.failures is 'How often carrying it out has failed.';
`,
}
