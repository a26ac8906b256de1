/**
 * As what somebody works here. `admin` is both of the two behind it; a house that keeps system, security and audit apart (三员分立) has the
 * two and the auditor, and nobody who is `admin`.
 */
export const ROLES = [
  ...(['admin', 'system-admin', 'security-admin'] as const),
  ...(['registrar', 'operator', 'finance', 'maintenance', 'auditor'] as const),
] as const
export type Role = (typeof ROLES)[number]

/** As the table names them: `admin` has what either administrator has. */
type NamedRole = Exclude<Role, 'admin'>
const EVERYBODY: readonly NamedRole[] = ROLES.filter(role => role !== 'admin')

/** Where an account counts that counts everywhere. */
export const ALL_SITES = '*'

/**
 * What a permission is about. `oneself`: whoever asks. `site`: things that each belong to a site (or an office); an account of some sites
 * finds those of its sites and nothing else. `house`: what belongs to all; only accounts that count everywhere have it.
 */
export type About = 'oneself' | 'site' | 'house'

/** One line of the table. */
export interface Access {
  readonly about: About
  readonly roles: readonly NamedRole[]
}

const oneself = (...roles: readonly NamedRole[]): Access => ({ about: 'oneself', roles })
const site = (...roles: readonly NamedRole[]): Access => ({ about: 'site', roles })
const house = (...roles: readonly NamedRole[]): Access => ({ about: 'house', roles })

/**
 * Who may do what: the one table of it, for the server, the pages and the documentation (`npm run tables` writes it there). What does not
 * stand here nobody may. Permissions are named by the plans of the rooms.
 */
export const ACCESS: Readonly<Record<string, Access>> = {
  'staff.self': oneself(...EVERYBODY),
  'console.open': oneself(...EVERYBODY),
  'staff.see': house('security-admin', 'auditor'),
  'staff.manage': house('security-admin'),
  'fleet.read': site('system-admin', 'operator', 'maintenance', 'auditor'),
  'fleet.operate': site('system-admin', 'operator', 'maintenance'),
  'fleet.manage': site('system-admin'),
  'four-eyes.see': site(...EVERYBODY),
  'four-eyes.see-all': site('auditor'),
  'four-eyes.decide': site('system-admin', 'security-admin', 'registrar', 'operator', 'finance', 'maintenance'),
  'settings.read': site('system-admin', 'operator', 'finance', 'maintenance', 'auditor'),
  'settings.edit': site('system-admin', 'operator', 'finance'),
  'settings.agree': site('system-admin', 'finance'),
  'enquiries.see': site('system-admin', 'registrar', 'operator', 'finance', 'auditor'),
  'enquiries.answer': site('system-admin', 'registrar', 'operator', 'finance'),
  'approvals.decide': site('registrar', 'operator'),
  'approvals.assign': house('security-admin'),
  'receivers.manage': house('system-admin', 'registrar'),
  'orders.see': site('system-admin', 'operator', 'finance', 'auditor'),
  'cases.see': site('system-admin', 'operator', 'finance', 'maintenance', 'auditor'),
  'cases.act': site('system-admin', 'operator', 'finance'),
  'cases.agree': site('system-admin', 'finance'),
  'complaints.see': site('system-admin', 'operator', 'finance', 'auditor'),
  'complaints.answer': site('system-admin', 'operator', 'finance'),
  'books.see': house('system-admin', 'finance', 'auditor'),
  'reconciliation.see': house('system-admin', 'finance', 'auditor'),
  'reports.see': site('system-admin', 'registrar', 'operator', 'finance', 'auditor'),
  'reconciliation.run': house('system-admin', 'finance'),
  'people-desk.see': house('system-admin', 'registrar', 'operator', 'auditor'),
  'people-desk.unmask': house('system-admin', 'registrar'),
  'people-desk.manage': house('registrar'),
  'people-desk.block-cards': house('system-admin', 'registrar', 'operator'),
  'document-desk.see': house('system-admin', 'registrar', 'operator', 'auditor'),
  'document-desk.look': house('system-admin', 'registrar'),
  'document-desk.issue': house('registrar'),
  'document-desk.revoke': house('registrar'),
  'document-desk.agree': house('system-admin', 'registrar'),
  'templates.see': house('system-admin', 'registrar', 'operator', 'auditor'),
  'templates.bring': house('system-admin', 'registrar'),
  'templates.agree': house('system-admin', 'registrar'),
  'graduation.see': site('system-admin', 'registrar', 'operator', 'auditor'),
  'graduation.work': site('registrar', 'operator'),
  'graduation.manage': house('registrar'),
  'graduation.decide-claims': house('registrar'),
  'graduation.see-photographs': house('system-admin', 'registrar'),
  'privacy.see': house('system-admin', 'security-admin', 'registrar', 'auditor'),
  'privacy.work': house('system-admin', 'registrar'),
  'privacy.retain': house('system-admin'),
  'audit.read': house('security-admin', 'auditor'),
  'audit.export': house('auditor'),
  'audit.verify': house('security-admin', 'auditor'),
}

const accessOf = (permission: string): Access | undefined =>
  Object.hasOwn(ACCESS, permission) ? ACCESS[permission] : undefined

/** Whether a role has a permission, for an account that counts everywhere. */
export const mayDo = (role: Role, permission: string): boolean => {
  const roles: readonly Role[] = accessOf(permission)?.roles ?? []
  return role === 'admin' ? roles.some(one => one === 'system-admin' || one === 'security-admin') : roles.includes(role)
}

/** Somebody of staff, as far as it decides what they may do. */
export interface Post {
  readonly role: Role
  readonly sites: readonly string[]
}

/** Whether an account has a permission: its role, and for what belongs to the whole house that it counts everywhere. */
export const isAllowed = ({ role, sites }: Post, permission: string): boolean =>
  mayDo(role, permission) && (accessOf(permission)?.about !== 'house' || sites.includes(ALL_SITES))

/** Everything that an account may do, in the order of the table. */
export const permissionsOf = (post: Post): readonly string[] =>
  Object.keys(ACCESS).filter(permission => isAllowed(post, permission))

/** Whether an account counts at a site; null: what belongs to no site, or to all of them. */
export const countsAt = (sites: readonly string[], site: string | null): boolean =>
  sites.includes(ALL_SITES) || (site !== null && sites.includes(site))
