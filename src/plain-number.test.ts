import { describe, expect, it } from 'vitest'
import { plainDecimal, wholeNumber } from './plain-number.ts'

const NO_NUMBERS = [
  '',
  ' ',
  '0x2',
  '0b1',
  '1e1',
  ' 2',
  '2 ',
  '+2',
  '-2',
  '-0',
  '２',
  '٢',
  '1_0',
  '1,000',
  'Infinity',
  'NaN',
  '2\n',
  'two',
]

describe('a number as people type it', () => {
  it('is plain digits within its bounds', () => {
    expect(['1', '99', '07'].map(text => wholeNumber(text, 1, 99))).toEqual([1, 99, 7])
    expect(['0', '100', '9'.repeat(30)].map(text => wholeNumber(text, 1, 99))).toEqual([null, null, null])
  })

  it.each([...NO_NUMBERS, '2.0', '2.', '.5'])('is nothing else: %j', text => {
    expect(wholeNumber(text, 0, 1_000_000)).toBeNull()
  })

  it('has digits on both sides of its point, where it may have one', () => {
    expect(['0', '0.05', '1.0'].map(text => plainDecimal(text, 0, 1))).toEqual([0, 0.05, 1])
    expect([...NO_NUMBERS, '2.', '.5', '1.01', '0.1.2'].filter(text => plainDecimal(text, 0, 1) !== null)).toEqual([])
  })
})
