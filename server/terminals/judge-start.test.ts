import { describe, expect, it } from 'vitest'
import { judgeStart, readStart } from './judge-start.ts'

const [A, B] = ['a'.repeat(16), 'b'.repeat(16)]
const known = { count: 7, id: A, atMs: 1_000_000 }
const soonMs = 1_000_000 + 120_000
const laterMs = soonMs + 1

describe('what a request says of a terminal’s starts', () => {
  it.each([
    ['nothing, of a terminal that never counted', null, null, laterMs, 'same'],
    ['the first that is counted', null, { count: 3, id: A }, laterMs, 'new'],
    ['the one that is known', known, { count: 7, id: A }, laterMs, 'same'],
    ['the next', known, { count: 8, id: B }, soonMs, 'new'],
    ['one that was only heard of later', known, { count: 12, id: B }, laterMs, 'new'],
    ['one before, on its way since', known, { count: 6, id: B }, soonMs, 'late'],
    ['one before, which has ended long ago', known, { count: 6, id: B }, laterMs, 'copied'],
    ['the same count with another draw', known, { count: 7, id: B }, soonMs, 'copied'],
    ['nothing any more, at once', known, null, soonMs, 'late'],
    ['nothing any more', known, null, laterMs, 'copied'],
  ] as const)('%s', (_, before, said, nowMs, verdict) => {
    expect(judgeStart(before, said, nowMs)).toBe(verdict)
  })

  it('is read from a header of one form alone', () => {
    expect(readStart(`7.${A}`)).toEqual({ count: 7, id: A })
    for (const wrong of [
      undefined,
      '',
      '7',
      `0.${A}`,
      `07.${A}`,
      `7.${A}0`,
      `-1.${A}`,
      `7.${A.toUpperCase()}`,
      `7.${A}\n`,
    ])
      expect(readStart(wrong)).toBeNull()
  })
})
