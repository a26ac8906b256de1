import { expect, it } from 'vitest'
import { lastLines } from './last-lines.ts'

it.each([
  ['one\ntwo\n', 100, 'one\ntwo\n'],
  ['one\ntwo\nthree\n', 7, 'three\n'],
  ['one\ntwo\nthree\n', 6, 'three\n'],
  ['one\ntwo\nthree\n', 11, 'two\nthree\n'],
  ['one\ntwo words of a line\n', 12, '…of a line\n'],
  ['onlyoneword', 5, '…word'],
])('of %j in %d characters: %j', (text, most, said) => {
  expect(lastLines(text, most)).toBe(said)
  expect(said.length).toBeLessThanOrEqual(most)
})
