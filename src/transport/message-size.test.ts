import { describe, expect, it } from 'vitest'
import { fitsWithin } from './message-size.ts'

describe('fitsWithin', () => {
  it.each([
    ['a touch', { type: 'call', id: 1, method: 'send', input: { kind: 'start' } }, 1000, true],
    ['a text at the limit', 'a'.repeat(496), 1000, true],
    ['a text above it', 'a'.repeat(497), 1000, false],
    ['bytes', { file: new Uint8Array(2000) }, 1000, false],
    ['a buffer', new ArrayBuffer(2000), 1000, false],
    ['many small things', Array.from({ length: 200 }, () => 0), 1000, false],
    ['long keys', { ['k'.repeat(600)]: 1 }, 1000, false],
    ['a map', new Map([['a', 'b'.repeat(600)]]), 1000, false],
    ['a small set', new Set([1, 2, 3]), 1000, true],
  ])('%s', (_, message, maxBytes, fits) => {
    expect(fitsWithin(message, maxBytes)).toBe(fits)
  })

  it('stops at a cycle', () => {
    const cycle: unknown[] = []
    cycle.push(cycle)
    expect(fitsWithin(cycle, 1_000_000)).toBe(false)
  })

  it('does not walk on once the limit is passed', () => {
    let visits = 0
    const watched = Array.from({ length: 1000 }, () => ({
      get item() {
        visits++
        return 'x'
      },
    }))
    expect(fitsWithin(watched, 100)).toBe(false)
    expect(visits).toBeLessThan(20)
  })
})
