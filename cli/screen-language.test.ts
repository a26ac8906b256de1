import { expect, it } from 'vitest'
import { screenLanguageOf } from './screen-language.ts'

it('sets the screen to the language that is spoken at the command line, and to another where it is named', () => {
  expect(screenLanguageOf(undefined, 'en')).toBe('en')
  expect(screenLanguageOf(undefined, 'zh')).toBe('zh-CN')
  expect(['en', 'EN-gb', 'zh', 'zh_CN.UTF-8'].map(said => screenLanguageOf(said, 'zh'))).toEqual([
    ...['en', 'en', 'zh-CN', 'zh-CN'],
  ])
  expect(screenLanguageOf('fr', 'en')).toBeUndefined()
})
