import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { stillAtIt } from '../scripts/still-at-it.mjs'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('says at once what is done, then that it still is, never silent for five seconds, and nothing once it is over', () => {
  const said: string[] = []
  const done = stillAtIt('[1/4] Building the screens', line => said.push(line))
  expect(said).toEqual(['[1/4] Building the screens.'])
  for (let second = 5; second <= 20; second += 5) {
    const before = said.length
    vi.advanceTimersByTime(5_000)
    expect(said.length).toBeGreaterThan(before)
  }
  expect(said.at(-1)).toBe('  still at it, 20 s')
  done()
  vi.advanceTimersByTime(60_000)
  expect(said.at(-1)).toBe('  still at it, 20 s')
})
