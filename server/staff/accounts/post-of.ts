import type { Post, Role } from '../../../src/rules/staff-roles.ts'
import { readSites } from './read-sites.ts'

/** What decides about what an account may do, as it stands in its row. */
export const postOfRow = ({ role, sites }: { readonly role: Role; readonly sites: unknown }): Post => ({
  role,
  sites: readSites(sites),
})
