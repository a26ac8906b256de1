import { ALL_SITES, type Role } from '../../../src/rules/staff-roles.ts'
import { useShellWords } from '../shell/words.ts'
import { useStaffWords } from './words.ts'

/** As what somebody works, and where, in words. */
export function usePostWords(): {
  readonly role: (role: Role) => string
  readonly sites: (sites: readonly string[]) => string
} {
  const shell = useShellWords()
  const t = useStaffWords()
  return {
    role: role => shell(`role.${role}`),
    sites: sites => (sites.includes(ALL_SITES) ? t('allSites') : sites.join(', ')),
  }
}

const SITE = /^[a-z0-9-]{1,40}$/

/** Sites as somebody typed them; null where they are none. */
export function sitesOf(typed: string): string[] | null {
  const sites = [...new Set(typed.split(/[,，、\s]+/).filter(site => site !== ''))]
  if (sites.length === 1 && sites[0] === ALL_SITES) return sites
  return sites.length > 0 && sites.length <= 100 && sites.every(site => SITE.test(site)) ? sites : null
}
