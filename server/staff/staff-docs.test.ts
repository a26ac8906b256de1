import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mayDo, permissionsOf, ROLES, ROLES_OF_PERMISSION } from '../../src/rules/staff-roles.ts'
import type { RoomPlan } from '../ground/room.ts'
import { ROOMS } from '../rooms.ts'

const PLANS: readonly RoomPlan[] = ROOMS
const declared = PLANS.flatMap(({ permissions }) => permissions)

describe('who may do what', () => {
  it('is one table of every permission that a plan names, each for somebody', () => {
    expect(Object.keys(ROLES_OF_PERMISSION).sort()).toEqual([...declared].sort())
    for (const permission of declared)
      expect(
        ROLES.some(role => mayDo(role, permission)),
        permission,
      ).toBe(true)
    for (const role of ROLES) expect(permissionsOf(role).length, role).toBeGreaterThan(0)
  })

  it('stands in the documentation (docs/staff.md)', () => {
    const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'staff.md'), 'utf8')
    const rows = Object.keys(ROLES_OF_PERMISSION).map(
      permission => `| \`${permission}\` | ${ROLES.map(role => (mayDo(role, permission) ? 'yes' : '–')).join(' | ')} |`,
    )
    const head = `| Permission | ${ROLES.join(' | ')} |`
    const table = page.slice(page.indexOf(head)).split('\n\n')[0]?.split('\n')
    expect(table).toEqual([head, `| ${['---', ...ROLES.map(() => '---')].join(' | ')} |`, ...rows])
  })
})

describe('a worklist', () => {
  it('is a page and a permission of its own room', () => {
    for (const { name, worklists, pages, permissions } of PLANS)
      for (const { path, permission } of worklists) {
        expect(
          pages.map(page => `${page.method} ${page.path}`),
          name,
        ).toContain(`GET ${path}`)
        expect(permissions, name).toContain(permission)
      }
  })
})
