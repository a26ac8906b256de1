import { describe, expect, it } from 'vitest'
import { LETTER_BACK_OFF, nextTryMs, pauseMs } from './back-off.ts'

const half = () => 0.5

describe('the pause after a try', () => {
  it('grows to an hour, and no further however often it was tried', () => {
    const minutes = [1, 2, 3, 4, 5, 6, 7, 8, 2_000].map(tries => pauseMs(LETTER_BACK_OFF, tries, half) / 60_000)
    expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60])
  })

  it('is a fifth more or less', () => {
    expect([0, 0.999_999].map(random => pauseMs(LETTER_BACK_OFF, 1, () => random))).toEqual([48_000, 72_000])
  })
})

describe('the next try', () => {
  it('comes after the pause, or shortly before the end where that is sooner', () => {
    expect(nextTryMs(0, 100_000, 60_000)).toBe(60_000)
    expect(nextTryMs(0, 50_000, 60_000)).toBe(48_000)
  })

  it('is none where the end is near or past', () => {
    expect(nextTryMs(0, 4_000, 60_000)).toBe(2_000)
    expect(nextTryMs(0, 3_999, 60_000)).toBeNull()
    expect(nextTryMs(10_000, 0, 60_000)).toBeNull()
  })
})
