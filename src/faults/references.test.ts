import { describe, expect, it } from 'vitest'
import { FAULT_CODES, FAULTS } from '../fault.ts'

describe('the reference of a fault', () => {
  it('belongs to no other: who reads it out on the telephone is understood', () => {
    const codesOf = Map.groupBy(FAULT_CODES, code => FAULTS[code].ref)
    expect([...codesOf].filter(([, codes]) => codes.length > 1)).toEqual([])
  })

  it.each(FAULT_CODES)('of %s can be read out', code => {
    expect(FAULTS[code].ref).toMatch(/^E-[A-Z]{2,3}-\d{3}$/)
  })
})
