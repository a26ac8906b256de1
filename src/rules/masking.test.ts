import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskIdNumber, maskName, maskNumber, maskWords } from './masking.ts'

describe('maskName', () => {
  it('keeps the surname of a Chinese name', () => {
    expect(['张明', '张小明', '张'].map(maskName)).toEqual(['张*', '张**', '*'])
  })

  it('keeps compound surnames, unless nothing would be hidden', () => {
    expect(['欧阳修', '欧阳若兰', '欧阳'].map(maskName)).toEqual(['欧阳*', '欧阳**', '欧*'])
  })

  it('knows every compound surname that is still borne', () => {
    const surnames =
      '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 夏侯 长孙 宇文 ' +
      '轩辕 端木 百里 南宫 东郭 西门 独孤 呼延 司空 太史 公羊 淳于 申屠 闻人'
    for (const surname of surnames.split(' ')) expect(maskName(`${surname}明`)).toBe(`${surname}*`)
  })

  it('takes no notice of blanks around a name', () => {
    expect(maskName(' 张明 ')).toBe('张*')
    expect(maskName(' John ')).toBe('J***')
  })

  it('keeps the first character of a name with a middle dot, and counts rare characters once', () => {
    expect(maskName('艾力·买买提')).toBe('艾*·***')
    expect(maskName('欧阳·买买提')).toBe('欧*·***')
    expect(maskName('𠮷龘㛃')).toBe('𠮷**')
  })

  it('keeps the first letter of each Latin word', () => {
    expect(maskName('John Smith')).toBe('J*** S****')
    expect(maskName('José  María O')).toBe('J*** M**** *')
  })

  it('hides every character but the ones the rule names', () => {
    const han = fc.array(fc.constantFrom(...'张王李欧阳司马明小兰𠮷㛃'), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(han, characters => {
        const masked = [...maskName(characters.join(''))]
        expect(masked).toHaveLength(characters.length)
        const shown = masked.filter(character => character !== '*').length
        expect(shown).toBeLessThanOrEqual(2)
        expect(shown).toBeLessThan(characters.length)
      }),
    )
    const word = fc.string({ unit: fc.constantFrom(...'abcdeXYZ'), minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), words => {
        expect(maskName(words.join(' '))).toMatch(/^(?:[a-zA-Z]?\*+)(?: [a-zA-Z]?\*+)*$/)
      }),
    )
  })
})

describe('maskNumber and maskIdNumber', () => {
  it('keep only the end, or beginning and end', () => {
    expect(maskNumber('2023111234')).toBe('******1234')
    expect(maskIdNumber('11010519491231002X')).toBe('110***********002X')
    expect(maskIdNumber('CAN123456789012')).toBe('CAN********9012')
  })

  it('never show more than half of a number', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 20 }), number => {
        for (const masked of [maskNumber(number), maskIdNumber(number)]) {
          expect(masked).toHaveLength(number.length)
          expect(masked.replaceAll('*', '').length).toBeLessThanOrEqual(number.length / 2)
        }
      }),
    )
  })
})

describe('maskWords', () => {
  it('keeps the first sign of each run of letters and digits, and nothing of a single one', () => {
    expect(maskWords('王芳，wang@example.com，13800001234')).toBe('王*，w***@e******.c**，1**********')
    expect(maskWords('王 芳 / A. Smith')).toBe('* * / *. S****')
    expect(maskWords('')).toBe('')
  })

  it('never shows two signs of a run, however it is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), text => {
        expect(maskWords(text)).not.toMatch(/[\p{L}\p{N}]\p{M}*[\p{L}\p{N}]/u)
      }),
    )
  })
})
