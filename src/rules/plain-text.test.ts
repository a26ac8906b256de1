import { expect, it } from 'vitest'
import { plainLine, plainText } from './plain-text.ts'

it.each([
  ['lines as they were written', 'one\r\ntwo\rthree', 'one\ntwo\nthree'],
  ['no controls', 'a\u0000b\u0007c\td', 'a b c d'],
  ['nothing that turns the direction', '\u202eabc\u2066d\u200f', 'abc d'],
  ['nothing that cannot be seen', '\u200b\ufeff \u2028', ''],
  ['nothing of fillers alone, which count as letters', '\u3164 \uffa0\n\u115f\u2800\ufe0f', ''],
  ['fillers within what can be seen', '김\u3164수', '김\u3164수'],
  ['no half of a character', 'a\ud800b', 'a b'],
  ['no empty screens', 'a\n\n\n\n\nb  \nc', 'a\n\nb\nc'],
  ['markup as the text that it is', '<b onclick="x">&amp;</b>', '<b onclick="x">&amp;</b>'],
])('keeps %s', (_, typed, kept) => {
  expect(plainText(typed)).toBe(kept)
})

it.each([
  ['nothing that turns the direction, and nothing unseen', '\u202eabc\u0000\u200bd\ud800', 'abc d'],
  ['no ends of lines', ' one\r\ntwo ', 'one two'],
  ['nothing of fillers alone', '\u3164\u2800', ''],
  ['nothing of what is nothing', '\u0000\u202e', ''],
])('keeps in one line %s', (_, typed, kept) => {
  expect(plainLine(typed)).toBe(kept)
})
