import { describe, expect, it } from 'vitest'
import { createPressGuard } from './press-guard.ts'

describe('press guard', () => {
  it('lets one press through and is deaf for 400 ms', () => {
    let nowMs = 1000
    const counts = createPressGuard(() => nowMs)
    expect(counts()).toBe(true)
    nowMs += 399
    expect(counts()).toBe(false)
    nowMs += 1
    expect(counts()).toBe(true)
  })

  it('counts from the last press that counted, so that drumming cannot silence it for good', () => {
    let nowMs = 0
    const counts = createPressGuard(() => nowMs)
    const through = Array.from({ length: 41 }, () => {
      const counted = counts()
      nowMs += 20
      return counted
    })
    expect(through.filter(Boolean)).toHaveLength(3)
  })
})
