import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unwrap } from '../result.ts'
import { checkCharacter, readIdNumber } from './id-number.ts'

const flawOf = (text: string) => {
  const read = readIdNumber(text)
  return read.ok ? 'none' : read.error
}
const completed = (digits: string) => digits + checkCharacter(digits)

describe('readIdNumber', () => {
  it('accepts the published examples, X in either case', () => {
    expect(unwrap(readIdNumber('34052419800101001X'))).toEqual({
      number: '34052419800101001X',
      kind: 'resident',
      bornOn: '1980-01-01',
    })
    expect(unwrap(readIdNumber(' 11010519491231002x ')).number).toBe('11010519491231002X')
  })

  it('refuses a wrong check digit, also of the published example', () => {
    expect(flawOf('340524198001010011')).toBe('check-digit')
  })

  it('tells a permanent resident by the leading 9', () => {
    expect(unwrap(readIdNumber(completed('91156819900229001'.replace('0229', '0228')))).kind).toBe('foreign')
  })

  it('takes the 2017 form as it is', () => {
    expect(unwrap(readIdNumber('can123456789012'))).toEqual({
      number: 'CAN123456789012',
      kind: 'foreign-2017',
      bornOn: null,
    })
  })

  it('refuses other forms', () => {
    const resident = ['', '340524800101001', '04052419800101001X', 'X40524198001010011', '34052419800101001XX']
    const foreign = ['ACAN123456789012', 'CAN1234567890123', 'CAN12345678901', 'CA1234567890123']
    for (const text of [...resident, ...foreign, 'A34052419800101001X']) expect(flawOf(text)).toBe('form')
  })

  it('refuses days that never were', () => {
    for (const day of ['20010229', '19000229', '20011301', '20010431', '20010100', '18491231', '21000101']) {
      expect(flawOf(completed(`110101${day}001`))).toBe('date')
    }
    for (const day of ['20000229', '20040229', '18500101', '20991231']) {
      expect(flawOf(completed(`110101${day}001`))).toBe('none')
    }
  })

  it('notices every single wrong digit and every swap of neighbours', () => {
    const digits = fc.integer({ min: 0, max: 999 }).map(n => `1101011999123${String(n).padStart(4, '1')}`)
    fc.assert(
      fc.property(digits, fc.nat(16), fc.integer({ min: 1, max: 9 }), (first17, at, shift) => {
        const right = completed(first17)
        const other = String((Number(right[at]) + shift) % 10)
        expect(flawOf(right.slice(0, at) + other + right.slice(at + 1))).not.toBe('none')
        const [a, b] = [right[at]!, right[at + 1]!]
        if (a !== b) expect(flawOf(right.slice(0, at) + b + a + right.slice(at + 2))).not.toBe('none')
      }),
    )
  })
})
