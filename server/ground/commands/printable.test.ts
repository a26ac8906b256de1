import { expect, it } from 'vitest'
import { columnsOf, jsonForTerminal, tableForTerminal, textForTerminal } from './printable.ts'

const HOSTILE = 'a\u001b[31mb\u009b2Jc\u202ed\u0007e\nf\u2028g\u200bh\ue000i\ud800j'

it('no text of somebody else steers the terminal, and nothing of it is lost', () => {
  expect(textForTerminal(HOSTILE)).toBe(
    'a\\u{1b}[31mb\\u{9b}2Jc\\u{202e}d\\u{7}e\\u{a}f\\u{2028}g\\u{200b}h\\u{e000}i\\u{d800}j',
  )
  expect(textForTerminal('张三 Ünal 𠮷 €')).toBe('张三 Ünal 𠮷 €')
})

it('JSON means the same and has nothing in it that steers', () => {
  const value = { [HOSTILE]: [HOSTILE, '张三', '\u{e0001}', 1, null] }
  const json = jsonForTerminal(value)
  expect(JSON.parse(json)).toEqual(value)
  expect(json).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/u)
})

it('columns stand under each other, whatever is written in them', () => {
  expect(columnsOf('一号机A')).toBe(7)
  expect(columnsOf('（“e\u0301”）')).toBe(7)
  expect(
    tableForTerminal([
      ['NAME', 'AT'],
      ['一号机', 'x'],
      ['k', ''],
    ]),
  ).toBe('NAME    AT\n一号机  x\nk')
  expect(tableForTerminal([['一二三四五六', 'b']], 6)).toBe('一二…  b')
})
