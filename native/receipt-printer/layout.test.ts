import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printableText, widthColumns } from './gb18030.ts'
import { padLeft, pairLines, ruleLine, wrap } from './layout.ts'

describe('lines', () => {
  it('counts a Chinese character as two columns', () => {
    expect(widthColumns('中文 ab')).toBe(7)
    expect(wrap('一二三四五六', 8)).toEqual(['一二三四', '五六'])
  })

  it('keeps Latin words whole and drops the space at the break', () => {
    expect(wrap('Academic transcript in English', 20)).toEqual(['Academic transcript', 'in English'])
  })

  it('cuts a word that is longer than the line', () => {
    expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij'])
    expect(wrap('no abcdefghij', 4)).toEqual(['no', 'abcd', 'efgh', 'ij'])
  })

  it('does not begin a line with a closing mark', () => {
    expect(wrap('一二三四，五', 8)).toEqual(['一二三', '四，五'])
  })

  it('sets a pair to both edges', () => {
    expect(pairLines('合计', '￥4.00', 16)).toEqual(['合计      ￥4.00'])
    expect(widthColumns(pairLines('份数', '2', 32)[0]!)).toBe(32)
  })

  it('puts the value below when the pair is too wide', () => {
    expect(pairLines('成绩单 Academic transcript', '￥5.00 x 2', 20)).toEqual([
      '成绩单 Academic',
      'transcript',
      '          ￥5.00 x 2',
    ])
  })

  it('leaves a column between the two sides', () => {
    expect(pairLines('abcd', 'efgh', 8)).toEqual(['abcd', '    efgh'])
    expect(pairLines('abcd', 'efgh', 9)).toEqual(['abcd efgh'])
  })

  it('rules the whole width', () => {
    expect(ruleLine(32)).toHaveLength(32)
    expect(padLeft('too long', 3)).toBe('too long')
  })

  const word = fc.oneof(
    fc.constantFrom('transcript', 'a', '成绩单', '，', ' ', '  ', '。', '(2)', '￥5.00'),
    fc.string({ unit: 'binary', maxLength: 30 }).map(printableText),
  )
  const printable = fc.array(word, { maxLength: 20 }).map(words => words.join(''))
  const columns = fc.constantFrom(16, 24, 32, 48)

  it('never makes a line that is too long, and loses nothing but spaces', () => {
    fc.assert(
      fc.property(printable, columns, (text, width) => {
        const lines = wrap(text, width)
        expect(Math.max(...lines.map(widthColumns))).toBeLessThanOrEqual(width)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      }),
    )
  })

  it('makes no blank line of a text that has none', () => {
    fc.assert(
      fc.property(printable, columns, (text, width) => {
        fc.pre(text.trim() === text && text !== '')
        expect(wrap(text, width)).not.toContain('')
      }),
    )
  })

  it('keeps both sides of a pair within the line', () => {
    fc.assert(
      fc.property(printable, printable, columns, (left, right, width) => {
        const lines = pairLines(left, right, width)
        expect(Math.max(...lines.map(widthColumns))).toBeLessThanOrEqual(width)
        expect(lines.join('').replaceAll(' ', '')).toBe((left + right).replaceAll(' ', ''))
      }),
    )
  })
})
