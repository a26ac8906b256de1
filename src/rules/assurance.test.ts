import { describe, expect, it } from 'vitest'
import { ASSURANCE_OF_WAY, assuranceOf, type Proof, suffices, WAYS } from './assurance.ts'

const NOW_MS = Date.parse('2026-11-30T02:00:00Z')
const MINUTE_MS = 60_000
const shown = (way: Proof['way'], minutesAgo = 0): Proof => ({ way, atMs: NOW_MS - minutesAgo * MINUTE_MS })

describe('how surely somebody is known', () => {
  it.each(WAYS)('%s alone is worth what its row says', way => {
    expect(assuranceOf([shown(way)], NOW_MS)).toBe(ASSURANCE_OF_WAY[way])
  })

  it('the best of several proofs counts', () => {
    expect(assuranceOf([shown('campus-card'), shown('cas'), shown('id-card')], NOW_MS)).toBe('A3')
    expect(assuranceOf([], NOW_MS)).toBeNull()
  })

  it('an old proof no longer counts where a fresh one is wanted, and a fresh lesser one remains', () => {
    const proofs = [shown('cas', 6), shown('campus-card', 1)]
    expect(assuranceOf(proofs, NOW_MS, 5)).toBe('A1')
    expect(assuranceOf(proofs, NOW_MS, 6)).toBe('A3')
    expect(assuranceOf([shown('cas', 6)], NOW_MS, 5)).toBeNull()
  })

  it('a proof from the future is none, but for a clock that was put back a little', () => {
    expect(assuranceOf([shown('cas', -2)], NOW_MS)).toBeNull()
    expect(assuranceOf([shown('cas', -1)], NOW_MS, 5)).toBe('A3')
  })

  it('what is wanted is met by as much or more, in time', () => {
    const wanted = { level: 'A2', withinMinutes: 5 } as const
    expect(suffices([shown('campus-card')], wanted, NOW_MS)).toBe(false)
    expect(suffices([shown('id-card', 5)], wanted, NOW_MS)).toBe(true)
    expect(suffices([shown('oidc', 4)], wanted, NOW_MS)).toBe(true)
    expect(suffices([shown('oidc', 5.1)], wanted, NOW_MS)).toBe(false)
    expect(suffices([shown('oidc', 500)], { ...wanted, withinMinutes: null }, NOW_MS)).toBe(true)
  })
})
