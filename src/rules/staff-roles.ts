/** As what somebody works here. */
export const ROLES = ['admin', 'registrar', 'operator', 'finance', 'maintenance', 'auditor'] as const
export type Role = (typeof ROLES)[number]

/** Where an account counts that counts everywhere. */
export const ALL_SITES = '*'

/**
 * Who may do what: the one table of it, for the server, the pages and the documentation. What does not stand here nobody may. Permissions
 * are named by the plans of the rooms.
 */
export const ROLES_OF_PERMISSION: Readonly<Record<string, readonly Role[]>> = {
  'staff.self': ROLES,
  'console.open': ROLES,
  'staff.see': ['admin', 'auditor'],
  'staff.manage': ['admin'],
  'four-eyes.see': ROLES,
  'four-eyes.see-all': ['auditor'],
  'four-eyes.decide': ['admin', 'registrar', 'operator', 'finance', 'maintenance'],
  'enquiries.see': ['admin', 'registrar', 'operator', 'finance', 'auditor'],
  'enquiries.answer': ['admin', 'registrar', 'operator', 'finance'],
  'approvals.decide': ['registrar', 'operator'],
  'approvals.assign': ['admin'],
  'receivers.manage': ['admin', 'registrar'],
  'orders.see': ['admin', 'operator', 'finance', 'auditor'],
  'cases.see': ['admin', 'operator', 'finance', 'maintenance', 'auditor'],
  'cases.act': ['admin', 'operator', 'finance'],
  'cases.agree': ['admin', 'finance'],
  'books.see': ['admin', 'finance', 'auditor'],
  'reconciliation.see': ['admin', 'finance', 'auditor'],
  'reconciliation.run': ['admin', 'finance'],
  'people-desk.see': ['admin', 'registrar', 'operator', 'auditor'],
  'people-desk.unmask': ['admin', 'registrar'],
  'people-desk.manage': ['registrar'],
  'people-desk.block-cards': ['admin', 'registrar', 'operator'],
}

/** Whether a role has a permission. */
export const mayDo = (role: Role, permission: string): boolean =>
  Object.hasOwn(ROLES_OF_PERMISSION, permission) && (ROLES_OF_PERMISSION[permission]?.includes(role) ?? false)

/** Everything that a role may do, in the order of the table. */
export const permissionsOf = (role: Role): readonly string[] =>
  Object.keys(ROLES_OF_PERMISSION).filter(permission => mayDo(role, permission))

/** Whether an account counts at a site; null: what belongs to no site, or to all of them. */
export const countsAt = (sites: readonly string[], site: string | null): boolean =>
  sites.includes(ALL_SITES) || (site !== null && sites.includes(site))
