import type { Migration } from '../../ground/room.ts'

/** Who decides may be an account of staff. */
export const STAFF_DECIDE: Migration = {
  name: 'cases-5-staff-decide',
  sql: `
alter table case_history add column by_staff text references staff_account;
comment on column case_history.by_name is 'The person, as named by whoever gave the command; of an account its name at that time.';
comment on column case_history.by_user is 'The user of the operating system who gave the command; console of an account of staff.';
comment on column case_history.by_staff is 'The account of staff that decided in the console; null of a command.';
create index open_case_waits_for_second on open_case (opened_at, case_number) where state = 'waiting-for-agreement';
`,
}
