import { describe, expect, it } from 'vitest'
import { countsAt, mayDo, permissionsOf, ROLES, ROLES_OF_PERMISSION } from './staff-roles.ts'

describe('the roles of staff', () => {
  it('have nothing that the table does not give them', () => {
    for (const role of ROLES) {
      expect(mayDo(role, 'nothing.of-the-kind')).toBe(false)
      expect(mayDo(role, 'toString')).toBe(false)
      expect(mayDo(role, 'constructor')).toBe(false)
    }
    expect(mayDo('nobody' as never, 'staff.see')).toBe(false)
  })

  it('have exactly what it does', () => {
    for (const role of ROLES)
      expect(permissionsOf(role)).toEqual(
        Object.entries(ROLES_OF_PERMISSION).flatMap(([permission, roles]) =>
          roles.includes(role) ? [permission] : [],
        ),
      )
    expect(ROLES.filter(role => mayDo(role, 'staff.manage'))).toEqual(['admin'])
    expect(ROLES.filter(role => mayDo(role, 'staff.see'))).toEqual(['admin', 'auditor'])
  })

  it.each([
    [['*'], 'north', true],
    [['*'], null, true],
    [['north'], 'north', true],
    [['north', 'south'], 'south', true],
    [['north'], 'south', false],
    [['north'], null, false],
    [[], 'north', false],
    [[], null, false],
  ])('an account of %j at %s: %s', (sites, site, counts) => expect(countsAt(sites, site)).toBe(counts))
})
