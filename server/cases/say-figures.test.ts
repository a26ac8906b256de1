import { expect, it } from 'vitest'
import { sayTime } from '../ground/commands/wall-time.ts'
import { sayYuan } from './say-figures.ts'

it.each([
  [0, '¥0.00'],
  [5, '¥0.05'],
  [500, '¥5.00'],
  [12_345, '¥123.45'],
  [-1, '-¥0.01'],
  [-150, '-¥1.50'],
])('%d fen are %s', (amountFen, said) => {
  expect(sayYuan(amountFen)).toBe(said)
})

it('a moment is told by the clock on the wall', () => {
  const at = new Date('2026-11-29T02:00:05Z')
  expect(sayTime('Asia/Shanghai', at)).toBe('2026-11-29 10:00:05')
  expect(sayTime('UTC', at)).toBe('2026-11-29 02:00:05')
})
