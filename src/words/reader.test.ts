import { describe, expect, it } from 'vitest'
import { readerOf } from './reader.ts'

const WORDS = {
  title: 'Check',
  file: {
    checking: 'Checking {{done}} of {{all}}',
    left_one: '{{count}} file left',
    left_other: '{{count}} files left',
  },
}

describe('the reader of words', () => {
  const say = readerOf(WORDS, 'en', 'ltr')

  it('fills in what is given', () => {
    expect(say('title')).toBe('Check')
    expect(say('file.checking', { done: 3, all: 9 })).toBe('Checking 3 of 9')
  })

  it.each([
    [0, '0 files left'],
    [1, '1 file left'],
    [2, '2 files left'],
  ])('chooses the plural form for %d', (count, text) => expect(say('file.left', { count })).toBe(text))

  it('knows the forms of other languages', () => {
    const forms = { left_one: 'א', left_two: 'ב', left_other: '{{count}} ג' }
    const hebrew = readerOf(forms, 'he', 'rtl')
    expect([1, 2, 3].map(count => hebrew('left', { count }))).toEqual(['א', 'ב', '\u20683\u2069 ג'])
  })

  it('shows what is missing rather than nothing', () => {
    expect(say('file.gone' as 'title')).toBe('⟦file.gone⟧')
    expect(say('file' as 'title')).toBe('⟦file⟧')
    expect(say('file.checking', { done: 3 })).toBe('Checking 3 of {{all}}')
  })
})
