import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../../src/fake-clock.ts'
import { createRateLimit } from './rate-limit.ts'

describe('a rate limit', () => {
  it('counts each caller alone, and begins anew after its window', async () => {
    const clock = fakeClock()
    const limit = createRateLimit(clock, 2, 1_000)
    expect(['a', 'a', 'a', 'b'].map(who => limit.allow(who))).toEqual([true, true, false, true])
    await clock.advance(999)
    expect(limit.allow('a')).toBe(false)
    await clock.advance(1)
    expect(limit.allow('a')).toBe(true)
  })

  it('forgets the oldest callers rather than fill the memory', () => {
    const limit = createRateLimit(fakeClock(), 1, 1_000)
    expect(limit.allow('first')).toBe(true)
    for (let i = 0; i < 10_000; i++) limit.allow(`stranger ${i}`)
    expect(limit.allow('stranger 9999')).toBe(false)
    expect(limit.allow('first')).toBe(true)
  })
})
