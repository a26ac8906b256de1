import { describe, expect, it } from 'vitest'
import en from '../strings/en/verify.json' with { type: 'json' }
import zh from '../strings/zh-CN/verify.json' with { type: 'json' }
import { wordsIn } from './words.ts'

function flatten(catalogue: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(catalogue).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value as object, `${prefix}${key}.`)],
    ),
  )
}
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()
const chinese = flatten(zh)
const english = flatten(en)

describe('words of the public page', () => {
  it('are the same in both languages', () => expect([...english.keys()]).toEqual([...chinese.keys()]))

  it.each([...english])('fill in the same values: %s', (key, text) => {
    expect(placeholders(text)).toEqual(placeholders(chinese.get(key)!))
    expect(text.trim()).not.toBe('')
  })

  it('keep the languages apart, but for the name of the other one', () => {
    for (const [key, text] of english)
      if (key !== 'otherLanguage') expect(text).not.toMatch(/[\p{Script=Han}，。：；！？]/u)
    for (const [key, text] of chinese)
      if (key !== 'otherLanguage') expect(text.replace(/\{\{\w+\}\}/g, '')).not.toMatch(/[A-Za-z]{2}/)
  })

  it('are filled in', () => {
    expect(wordsIn('en')('file.checking', { done: 3, all: 9 })).toBe('Checking 3 of 9')
    expect(wordsIn('zh-CN')('site.wrongHow', { here: 'a.cn', site: 'b.cn' })).toContain('a.cn')
  })
})
