import { expect, it } from 'vitest'
import { recoveryStep } from './recovery.ts'

const MINUTE = 60_000

it('goes from the milder to the harder way', () => {
  const losses = [0, 1, 2, 3, 4, 5, 6]
  expect(losses.map((_, count) => recoveryStep(losses.slice(0, count + 1)))).toEqual([
    'reload',
    'reload',
    'reload',
    'new-window',
    'new-window',
    'relaunch',
    'relaunch',
  ])
})

it('forgets what is ten minutes past', () => {
  const losses = Array.from({ length: 40 }, (_, count) => count * 4 * MINUTE)
  expect(recoveryStep(losses)).toBe('reload')
  expect(recoveryStep([0, 1, 2, 10 * MINUTE + 3])).toBe('reload')
  expect(recoveryStep([0, 1, 2, 9 * MINUTE])).toBe('new-window')
})
