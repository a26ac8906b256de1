import { describe, expect, it } from 'vitest'
import { sameName } from './names.ts'

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
