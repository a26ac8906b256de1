import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { HOUSE } from '../../renderer/console/shell/tokens.ts'
import { PERMISSION_WORDS } from '../../renderer/console/staff/permission-words.ts'
import { ACCESS } from '../../src/rules/staff-roles.ts'
import { catalogueProblems, sentencesOf } from '../../src/words/catalogue-problems.ts'

const CONSOLE = join(import.meta.dirname, '..', '..', 'renderer', 'console')
const areas = globSync('**/words/zh-CN.json', { cwd: CONSOLE }).map(dirname)
const wordsOf = (area: string, language: string) =>
  JSON.parse(readFileSync(join(CONSOLE, area, `${language}.json`), 'utf8')) as object

describe.each(areas)('the words of the console in %s', area => {
  it('are whole in both languages', () => {
    const zh = wordsOf(area, 'zh-CN')
    expect(catalogueProblems(zh, zh, 'zh-CN')).toEqual([])
    expect(catalogueProblems(zh, wordsOf(area, 'en'), 'en')).toEqual([])
  })

  it('keep Chinese out of English', () => {
    for (const [key, text] of sentencesOf(wordsOf(area, 'en')))
      expect(text, key).not.toMatch(/[\p{Script=Han}，。：；！？]/u)
  })
})

it('has the colours of the house', () => {
  const tokens = readFileSync(join(CONSOLE, '..', 'ui', 'tokens.css'), 'utf8')
  for (const [name, colour] of Object.entries(HOUSE)) expect(tokens, name).toContain(`--${name}: ${colour};`)
})

it('says of each permission what it lets somebody do', () => {
  expect(Object.keys(PERMISSION_WORDS).toSorted()).toEqual(Object.keys(ACCESS).toSorted())
  for (const { zh, en } of Object.values(PERMISSION_WORDS)) {
    expect(zh).toMatch(/\p{Script=Han}/u)
    expect(en).toMatch(/^[A-Z][^\p{Script=Han}]+$/u)
  }
})
