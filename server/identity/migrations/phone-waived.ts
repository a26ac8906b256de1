import type { Migration } from '../../ground/room.ts'

/** People without a mobile number of the Chinese mainland, whom the service desk has heard. */
export const PHONE_WAIVED: Migration = {
  name: 'identity-10-phone-waived',
  sql: `
alter table account add column phone_waived_at timestamptz;
comment on column account.phone_waived_at is 'When staff let the account do without a mobile number; null where one is needed.';
`,
}
