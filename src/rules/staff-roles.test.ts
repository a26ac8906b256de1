import { describe, expect, it } from 'vitest'
import { ACCESS, ALL_SITES, countsAt, isAllowed, mayDo, permissionsOf, ROLES } from './staff-roles.ts'

const everywhere = [ALL_SITES]

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
    for (const role of ROLES) {
      if (role === 'admin') continue
      const given = Object.entries(ACCESS).flatMap(([permission, { roles }]) =>
        roles.includes(role) ? [permission] : [],
      )
      expect(permissionsOf({ role, sites: everywhere })).toEqual(given)
    }
    expect(ROLES.filter(role => mayDo(role, 'staff.manage'))).toEqual(['admin', 'security-admin'])
    expect(ROLES.filter(role => mayDo(role, 'staff.see'))).toEqual(['admin', 'security-admin', 'auditor'])
  })

  it('of an administrator are those of both who may stand in one’s place', () => {
    const [whole, system, security] = (['admin', 'system-admin', 'security-admin'] as const).map(role =>
      permissionsOf({ role, sites: everywhere }),
    )
    expect(whole).toEqual(Object.keys(ACCESS).filter(one => system?.includes(one) || security?.includes(one)))
    // Who runs the machines lets nobody in, and who lets people in is not who looks over it all.
    expect(system).not.toContain('staff.manage')
    for (const [permission, { roles }] of Object.entries(ACCESS))
      if (/manage|assign|decide|answer/.test(permission)) expect(roles, permission).not.toContain('auditor')
  })

  it('of an account of some sites reach what belongs to a site, and nothing of the whole house', () => {
    for (const role of ROLES)
      for (const [permission, { about }] of Object.entries(ACCESS)) {
        expect(isAllowed({ role, sites: everywhere }, permission)).toBe(mayDo(role, permission))
        expect(isAllowed({ role, sites: ['north'] }, permission)).toBe(mayDo(role, permission) && about !== 'house')
      }
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
