import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { permissionTable } from '../../scripts/permission-table.ts'
import { ACCESS, ALL_SITES, mayDo, permissionsOf, ROLES } from '../../src/rules/staff-roles.ts'
import type { RoomPlan } from '../ground/room.ts'
import { ROOMS } from '../rooms.ts'

const PLANS: readonly RoomPlan[] = ROOMS
const declared = PLANS.flatMap(({ permissions }) => permissions)

describe('who may do what', () => {
  it('is one table of every permission that a plan names, each for somebody', () => {
    expect(Object.keys(ACCESS).sort()).toEqual([...declared].sort())
    for (const permission of declared)
      expect(
        ROLES.some(role => mayDo(role, permission)),
        permission,
      ).toBe(true)
    for (const role of ROLES) expect(permissionsOf({ role, sites: [ALL_SITES] }).length, role).toBeGreaterThan(0)
  })

  it('stands in the documentation (docs/staff.md): npm run tables writes it there', () => {
    const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'staff.md'), 'utf8')
    expect(page).toContain(`\n${permissionTable()}\n\n`)
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
