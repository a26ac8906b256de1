import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../contract/texts.ts'
import { FAULT_CODES, FAULT_REFERENCES } from '../fault.ts'
import { catalogueProblems, sentencesOf, unlistedFolders } from './catalogue-problems.ts'
import { DOCK_WORDS, GRADUATION_WORDS, KIOSK_WORDS, PORTAL_WORDS, VERIFY_WORDS } from './languages.ts'

const APPS = {
  ...{ kiosk: KIOSK_WORDS, verify: VERIFY_WORDS, portal: PORTAL_WORDS },
  ...{ graduation: GRADUATION_WORDS, dock: DOCK_WORDS },
} as const
const [first] = LANGUAGES
/** Written for staff and for paper: technical words and longer sentences are right there. */
const FOR_STAFF = /\.staff$|^receipt\./

describe('the words of every language', () => {
  it('lie in a folder that the list names', () => {
    const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter(entry => entry.isDirectory())
    expect(
      unlistedFolders(
        folders.map(({ name }) => name),
        LANGUAGES,
      ),
    ).toEqual([])
  })

  it.each(Object.entries(APPS).flatMap(([app, words]) => LANGUAGES.map(language => ({ app, words, language }))))(
    'are whole for $app in $language',
    ({ words, language }) => {
      const own = words[language]
      if (own) expect(catalogueProblems(words[first]!, own, language)).toEqual([])
    },
  )

  it('have the number of every failure once', () => {
    expect(new Set(Object.values(FAULT_REFERENCES)).size).toBe(FAULT_CODES.length)
  })

  it('say something of every failure and of none that there is not', () => {
    for (const language of LANGUAGES)
      expect(Object.keys(KIOSK_WORDS[language].faults).sort()).toEqual([...FAULT_CODES].sort())
  })
})

describe('Chinese and English', () => {
  const sentences = (words: (typeof APPS)['kiosk' | 'verify' | 'portal' | 'graduation'], language: 'zh-CN' | 'en') =>
    [...sentencesOf(words[language])].filter(([key]) => !FOR_STAFF.test(key))

  it.each([
    ['kiosk', KIOSK_WORDS],
    ['verify', VERIFY_WORDS],
    ['portal', PORTAL_WORDS],
    ['graduation', GRADUATION_WORDS],
  ] as const)('are kept apart in %s', (_, words) => {
    for (const [key, text] of sentences(words, 'en')) expect(text, key).not.toMatch(/[\p{Script=Han}，。：；！？]/u)
    for (const [key, text] of sentences(words, 'zh-CN'))
      expect(text.replace(/\{\{\w+\}\}/g, ''), key).not.toMatch(/[A-Za-z]{2}/)
  })

  it('are short enough in the kiosk to be read standing', () => {
    for (const [key, text] of sentences(KIOSK_WORDS, 'en')) {
      for (const sentence of text.split(/[.:;?!]\s*/))
        expect(sentence.split(/\s+/).length, `${key}: ${sentence}`).toBeLessThanOrEqual(20)
    }
  })
})

describe('what is wrong with a catalogue is found', () => {
  const zh = { title: '标题', at: '{{time}}', left_other: '还剩 {{count}} 份', note: '说明' }
  const en = { title: 'Title', at: '{{time}}', left_one: 'One left', left_other: '{{count}} left', note: 'Note' }

  it.each([
    ['nothing', en, []],
    ['a missing sentence', { ...en, note: undefined }, ['note is missing']],
    ['one that nobody asks for', { ...en, more: 'More' }, ['more is said nowhere']],
    ['an empty one', { ...en, title: ' ' }, ['title is empty']],
    ['another value', { ...en, at: '{{hour}}' }, ['at lacks {{time}}', 'at has an unknown {{hour}}']],
    ['a lost count', { ...en, left_other: 'left' }, ['left_other lacks {{count}}']],
    ['a missing plural form', { ...en, left_one: undefined }, ['left lacks the plural form one']],
    ['a plural form of another language', { ...en, left_few: '{{count}}' }, [expect.stringContaining('left_few is')]],
  ])('%s', (_, words, problems) => {
    const given = Object.fromEntries(Object.entries(words).filter(([, text]) => text !== undefined))
    expect(catalogueProblems(zh, given, 'en')).toEqual(problems)
  })

  it('a folder without a line, and a line without a folder', () => {
    expect(unlistedFolders(['zh-CN', 'fr'], ['zh-CN', 'en'])).toEqual(['fr is not listed', 'en has no folder'])
  })
})
