import { describe, expect, it } from 'vitest'
import { nameKey, numberKey } from './plain-key.ts'

describe('the same name', () => {
  it.each([
    '艾力·买买提',
    '艾力•买买提',
    '艾力‧买买提',
    '艾力．买买提',
    '艾力・买买提',
    '艾力･买买提',
    ' 艾力 ·　买买提',
  ])('is %j too', spelling => {
    expect(nameKey(spelling)).toBe('艾力·买买提')
  })

  it('is so in full-width letters, in small ones, and with its marks apart', () => {
    expect(nameKey('Ｊose\u0301 garcía')).toBe('JOSÉGARCÍA')
    expect(nameKey('JOSÉ GARCÍA')).toBe('JOSÉGARCÍA')
  })

  it('is another one with another character, or without its dot', () => {
    expect(nameKey('林晓岚')).not.toBe(nameKey('林小岚'))
    expect(nameKey('艾力·买买提')).not.toBe(nameKey('艾力买买提'))
  })
})

describe('the same number', () => {
  it.each([
    '34052419800101001X',
    '34052419800101001x',
    '３４０５２４１９８００１０１００１Ｘ',
    ' 340524 19800101-001X ',
  ])('is %j too', spelling => {
    expect(numberKey(spelling)).toBe('34052419800101001X')
  })
})
