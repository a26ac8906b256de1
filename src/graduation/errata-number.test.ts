import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ERRATA_DIGIT_MAX, ERRATA_DIGITS, errataNumber, readErrataNumber } from './errata-number.ts'

const digits = fc.array(fc.integer({ min: 0, max: ERRATA_DIGIT_MAX }), {
  minLength: ERRATA_DIGITS,
  maxLength: ERRATA_DIGITS,
})
const numbers = fc
  .tuple(fc.integer({ min: 2020, max: 2099 }), digits)
  .map(([year, random]) => errataNumber(year, random))
const ALL = '0123456789ABCDEFGHJKMNPQRSTVWXY'

describe('the number of an errata form', () => {
  it('is printed in groups that can be read out', () => {
    expect(errataNumber(2026, [7, 22, 3, 19, 18, 9, 28, 18])).toBe('26-7P3KJ-9WJ9')
    expect(errataNumber(2103, [0, 0, 0, 0, 0, 0, 0, 0])).toMatch(/^03-00000-000.$/)
  })

  it('is read back as it was printed, however it was typed', () => {
    fc.assert(
      fc.property(numbers, number => {
        expect(number).toMatch(/^\d\d-[0-9A-HJKMNP-TV-Y]{5}-[0-9A-HJKMNP-TV-Y]{4}$/)
        const typed = [number, number.toLowerCase(), number.replaceAll('-', ''), ` ${number.replaceAll('-', ' – ')} `]
        const misread = [number.replaceAll('0', 'o'), number.replaceAll('1', 'I'), number.replaceAll('1', 'l')]
        const wide = number.replaceAll(/[0-9A-Z]/g, one => String.fromCodePoint(one.codePointAt(0)! + 0xfee0))
        for (const text of [...typed, ...misread, number.replaceAll('2', 'z'), number.replaceAll('V', 'U'), wide])
          expect(readErrataNumber(text), text).toBe(number)
      }),
    )
  })

  it('tells every wrong character', () => {
    fc.assert(
      fc.property(numbers, fc.nat(10), fc.nat(30), (number, place, value) => {
        const plain = [...number.replaceAll('-', '')]
        fc.pre(plain[place] !== ALL[value])
        expect(readErrataNumber(plain.with(place, ALL[value]!).join(''))).toBeNull()
      }),
    )
  })

  it('tells every two that were swapped, near each other or far', () => {
    fc.assert(
      fc.property(numbers, fc.nat(10), fc.nat(10), (number, a, b) => {
        const plain = [...number.replaceAll('-', '')]
        fc.pre(plain[a] !== plain[b])
        expect(readErrataNumber(plain.with(a, plain[b]!).with(b, plain[a]!).join(''))).toBeNull()
      }),
    )
  })

  it('is none where it is too short, too long or something else', () => {
    const number = errataNumber(2026, [1, 2, 3, 4, 5, 6, 7, 8])
    for (const wrong of ['', number.slice(0, -1), `${number}0`, `x${number}`, 'A1-00000-0000', '26-00000-00*0'])
      expect(readErrataNumber(wrong), wrong).toBeNull()
  })

  it('is not made of anything but whole numbers that have a character', () => {
    for (const wrong of [
      [1, 2, 3],
      [1, 2, 3, 4, 5, 6, 7, 31],
      [1, 2, 3, 4, 5, 6, 7, 0.5],
      [1, 2, 3, 4, 5, 6, 7, -1],
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    ])
      expect(() => errataNumber(2026, wrong)).toThrow('8 whole numbers below 31')
  })
})
