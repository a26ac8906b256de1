import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CODE_LENGTH, codeFrom, groupedCode, isAlmostCode } from './typed-code.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codes = fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: CODE_LENGTH, maxLength: CODE_LENGTH })
const separators = fc.constantFrom('', ' ', '-', '–', '　', '.', '_', '\n')

describe('a typed code', () => {
  it('is the same in any case, grouping and with any look-alikes', () => {
    const looks: Record<string, readonly string[]> = { '0': ['0', 'o', 'O'], '1': ['1', 'i', 'I', 'l', 'L'] }
    fc.assert(
      fc.property(codes, fc.infiniteStream(separators), fc.infiniteStream(fc.nat(4)), (code, gaps, picks) => {
        const typed = [...code].map(character => {
          const ways = looks[character] ?? [character, character.toLowerCase()]
          return ways[picks.next().value % ways.length] + gaps.next().value
        })
        expect(codeFrom(typed.join(''))).toBe(code)
      }),
    )
  })

  it('is read out of a whole address, and out of full-width characters', () => {
    const code = 'K7QXM2PD9RWT5HNC83VBYZ4FGJ'
    expect(codeFrom(`https://verify.example.edu.cn/v/${groupedCode(code)}`)).toBe(code)
    expect(codeFrom(`HTTPS://VERIFY.EXAMPLE.EDU.CN/V/${code}`)).toBe(code)
    expect(codeFrom('Ｋ７ＱＸＭ２ＰＤ９ＲＷＴ５ＨＮＣ８３ＶＢＹＺ４ＦＧＪ')).toBe(code)
  })

  it.each(['', 'K7QXM', 'K7QXM2PD9RWT5HNC83VBYZ4FGJX', 'K7QXM2PD9RWT5HNC83VBYZ4FGU', '<script>', 'sw.js'])(
    'is not %j',
    typed => expect(codeFrom(typed)).toBeNull(),
  )

  it.each([
    'K7QXM2PD9RWT5HNC83VBYZ4',
    'K7QXM-2PD9R-WT5HN-C83VB',
    'K7QXM2PD9RWT5HNC83VBYZ4FGJX',
    'k7qxm2pd9rwt5hnc83vbyz4fgu',
  ])('was read badly in %j', typed => expect(isAlmostCode(typed)).toBe(true))

  it.each([
    'K7QXM2PD9RWT5HNC83VBYZ4FGJ',
    '134567890123456789',
    '28763421987654321098',
    'K7QXM',
    'K'.repeat(60),
    'Dear Sir or Madam, hello!',
    '',
  ])('was not, in %j', typed => expect(isAlmostCode(typed)).toBe(false))

  it('is grouped as it stands on the paper', () => {
    expect(groupedCode('K7QXM2PD9RWT5HNC83VBYZ4FGJ')).toBe('K7QXM-2PD9R-WT5HN-C83VB-YZ4FGJ')
  })
})
