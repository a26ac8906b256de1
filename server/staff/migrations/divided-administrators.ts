import type { Migration } from '../../ground/room.ts'

const ROLES = "'admin', 'system-admin', 'security-admin', 'registrar', 'operator', 'finance', 'maintenance', 'auditor'"

/** An administrator may be two people: one of the system, one of security. */
export const DIVIDED_ADMINISTRATORS: Migration = {
  name: 'staff-2-divided-administrators',
  sql: `
alter table staff_account drop constraint staff_account_role_check;
alter table staff_account add constraint staff_account_role_check check (role in (${ROLES}));
alter table staff_invitation drop constraint staff_invitation_role_check;
alter table staff_invitation add constraint staff_invitation_role_check check (role in (${ROLES}));
`,
}
