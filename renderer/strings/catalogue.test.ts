import { describe, expect, it } from 'vitest'
import en from './en/kiosk.json' with { type: 'json' }
import zh from './zh-CN/kiosk.json' with { type: 'json' }

interface Catalogue {
  readonly [key: string]: string | Catalogue
}

function flatten(catalogue: Catalogue, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(catalogue).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
    ),
  )
}

const PLURAL = /_(?:one|other)$/
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()
const chinese = flatten(zh)
const english = flatten(en)
const baseKeys = (catalogue: Map<string, string>) =>
  [...new Set([...catalogue.keys()].map(key => key.replace(PLURAL, '')))].sort()

describe('catalogues of the kiosk', () => {
  it('have the same keys', () => expect(baseKeys(english)).toEqual(baseKeys(chinese)))

  it('have the plural forms that their language has', () => {
    for (const key of english.keys())
      if (key.endsWith('_other')) expect([...english.keys()]).toContain(key.replace(PLURAL, '_one'))
    for (const key of chinese.keys()) expect(key).not.toMatch(/_one$/)
  })

  it.each([...english].filter(([key]) => !key.endsWith('_one')))('use the same placeholders in %s', (key, text) => {
    expect(placeholders(text)).toEqual(placeholders(chinese.get(key)!))
  })

  it('leave nothing empty', () => {
    for (const text of [...english.values(), ...chinese.values()]) expect(text.trim()).not.toBe('')
  })

  it('have no Chinese character in English and no English sentence in Chinese', () => {
    for (const text of english.values()) expect(text).not.toMatch(/[\p{Script=Han}，。：；！？]/u)
    for (const text of chinese.values()) expect(text.replace(/\{\{\w+\}\}/g, '')).not.toMatch(/[A-Za-z]{2}/)
  })

  it('keep English sentences short enough to be read standing', () => {
    for (const [key, text] of english) {
      for (const sentence of text.split(/[.:;?!]\s*/))
        expect(sentence.split(/\s+/).length, `${key}: ${sentence}`).toBeLessThanOrEqual(20)
    }
  })
})
