import { describe, expect, it } from 'vitest'
import { composedName, nameTrouble, sameName } from './names.ts'

describe('sameName', () => {
  it('ignores blanks, case, kind of middle dot and Unicode form', () => {
    expect(sameName('艾力·买买提', '艾力．买买提 ')).toBe(true)
    expect(sameName('艾力·买买提', '艾力•买买提')).toBe(true)
    expect(sameName('José García', 'JOSE\u0301 GARCI\u0301A')).toBe(true)
    expect(sameName('张 明', '张明')).toBe(true)
  })

  it('tells names apart, also by one rare character', () => {
    expect(sameName('张明', '张朋')).toBe(false)
    expect(sameName('𠮷野', '吉野')).toBe(false)
    expect(sameName('艾力·买买提', '艾力买买提')).toBe(false)
  })
})

describe('a name on paper', () => {
  it.each([
    ['nothing', ''],
    ['blanks', ' \u3000\u00a0'],
    ['fillers of Hangul', '\u3164\u3164'],
    ['half a filler', '\uffa0\u115f'],
    ['blanks of no width', '\u200b\u2060\ufeff'],
    ['marks without a letter', '\u0301\u0e31'],
    ['dots and dashes', '·-—'],
    ['blanks of braille', '\u2800'],
    ['figures', '123'],
    ['an object that is not there', '\ufffc'],
  ])('is not %s', (_, name) => {
    expect(nameTrouble(name)).toBe('no-letter')
  })

  it.each([
    ['a line separator', '王\u2028芳'],
    ['a paragraph separator', '王\u2029芳'],
    ['a filler', '김\u3164수'],
    ['a blank of no width', 'Łu\u200bkasz'],
    ['a private character', '王\ue000'],
    ['a change of direction', 'Ali\u202ekilA'],
    ['a selector of a variant', '葛\u{e0100}'],
    ['a picture', '王\u{1f600}'],
    ['a joiner at the end', 'ब\u200d'],
    ['a selector of Mongolian on a Latin letter', 'a\u180b'],
  ])('holds no %s', (_, name) => {
    expect(nameTrouble(name)).toBe('unprintable')
  })

  it.each([
    ...['Łukasz', 'Ğüzel İŞIK', 'Ștefan', 'Nguyễn Thị Phương', 'Γιώργος', 'Щербаков', '王㛃', '〇', '阿依努尔·买买提'],
    ...['ئابدۇرەھىم', 'བསྟན་འཛིན', 'ᠰᠠᠷᠠ\u180eᠠ', 'ᠬᠠ\u180bᠠ', '김철수', 'สมชาย น้ำใจดี', 'ស្រី', 'श्रेष्ठ', "O'Brien"],
    ...['علی\u200cرضا'],
  ])('may be %s', name => {
    expect(nameTrouble(name)).toBeNull()
  })

  it('has its marks on its letters, and ideographs as they are borne', () => {
    expect(composedName('Nguye\u0302\u0303n')).toBe('Nguyễn')
    expect(composedName('김철수')).toBe('김철수')
    expect(composedName('\uf90a')).toBe('\uf90a')
  })
})
