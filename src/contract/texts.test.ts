import { describe, expect, it } from 'vitest'
import { secondLanguage, textIn, universityLanguage } from './texts.ts'

describe('texts of the university', () => {
  it('fall back to the other half rather than to nothing', () => {
    expect(textIn('zh-CN', { zh: '图书馆', en: 'Library' })).toBe('图书馆')
    expect(textIn('en', { zh: '图书馆', en: 'Library' })).toBe('Library')
    expect(textIn('en', { zh: '图书馆', en: '' })).toBe('图书馆')
    expect(textIn('zh-CN', { zh: '', en: 'Library' })).toBe('Library')
  })

  it('are said a second time in the other language', () => {
    expect([secondLanguage('zh-CN'), secondLanguage('en')]).toEqual(['en', 'zh-CN'])
    expect([universityLanguage('zh-CN'), universityLanguage('en')]).toEqual(['zh-CN', 'en'])
  })
})
