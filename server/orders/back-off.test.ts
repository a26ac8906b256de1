import { describe, expect, it } from 'vitest'
import { CHECK_AFTER_MS, checkAfterMs, DAY_MS, inHandsAfterMs, refundAfterMs, WATCH_EVERY_MS } from './back-off.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

describe('how long is waited', () => {
  it('before a provider is asked again about an order: soon at first, every half hour in the end', () => {
    const inSeconds = Array.from({ length: 12 }, (_, times) => checkAfterMs(times) / SECOND_MS)
    expect(inSeconds).toEqual([5, 5, 5, 10, 30, 60, 180, 300, 600, 1_800, 1_800, 1_800])
    expect(CHECK_AFTER_MS).toHaveLength(10)
    expect(WATCH_EVERY_MS).toBe(5_000)
  })

  it('before a refund is tried again: never less than a minute', () => {
    const inMinutes = Array.from({ length: 11 }, (_, times) => refundAfterMs(times) / MINUTE_MS)
    expect(inMinutes).toEqual([1, 1, 1, 1, 1, 5, 10, 20, 30, 30, 30])
  })

  it.each([
    ['at once', 0, HOUR_MS],
    ['to the end of the first day', DAY_MS - 1, HOUR_MS],
    ['from then on', DAY_MS, DAY_MS],
    ['for ever', 400 * DAY_MS, DAY_MS],
  ])('with what is in people’s hands: %s', (_, sinceMs, waitMs) => {
    expect(inHandsAfterMs(sinceMs)).toBe(waitMs)
    expect(DAY_MS).toBe(86_400_000)
  })
})
