import { ACCESS, mayDo, ROLES } from '../src/rules/staff-roles.ts'

const HEAD = '| Permission | About |'

/** The table of who may do what, as docs/staff.md shows it. */
export function permissionTable(): string {
  const rows = Object.entries(ACCESS).map(
    ([permission, { about }]) =>
      `| \`${permission}\` | ${about} | ${ROLES.map(role => (mayDo(role, permission) ? 'yes' : '–')).join(' | ')} |`,
  )
  return [
    `${HEAD} ${ROLES.join(' | ')} |`,
    `| ${['---', '---', ...ROLES.map(() => '---')].join(' | ')} |`,
    ...rows,
  ].join('\n')
}

/** The page with the table as it is in it. Throws where the page has none. */
export function withPermissionTable(page: string): string {
  const from = page.indexOf(HEAD)
  if (from < 0) throw new Error('docs/staff.md has no table of permissions')
  const end = page.indexOf('\n\n', from)
  return page.slice(0, from) + permissionTable() + page.slice(end)
}
