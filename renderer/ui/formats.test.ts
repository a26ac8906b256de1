import { describe, expect, it } from 'vitest'
import { formatSpan, formatYuan, shortOrderNumber, textIn } from './formats.ts'

describe('formats', () => {
  it.each([
    [252_000, '4:12'],
    [59_001, '1:00'],
    [1, '0:01'],
    [0, '0:00'],
    [-5_000, '0:00'],
    [600_000, '10:00'],
  ])('shows %d ms as %s', (spanMs, expected) => expect(formatSpan(spanMs)).toBe(expected))

  it.each([
    [800, '¥8.00'],
    [5, '¥0.05'],
    [999_999, '¥9999.99'],
  ])('shows %d fen as %s', (amountFen, expected) => expect(formatYuan(amountFen)).toBe(expected))

  it('keeps the last six characters of an order number', () => {
    expect(shortOrderNumber('20261122000000204815')).toBe('204815')
    expect(shortOrderNumber('815')).toBe('815')
  })

  it('falls back to the other language rather than to nothing', () => {
    expect(textIn('en', { zh: '图书馆', en: 'Library' })).toBe('Library')
    expect(textIn('en', { zh: '图书馆', en: '' })).toBe('图书馆')
    expect(textIn('zh-CN', { zh: '', en: 'Library' })).toBe('Library')
  })
})
