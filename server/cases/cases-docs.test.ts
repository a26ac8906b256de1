import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Command } from '../ground/commands/command.ts'
import { readSpoken } from '../ground/commands/said.ts'
import { CASES_COMMANDS } from './cases-commands.ts'
import { EVIDENCE_SOURCES } from './evidence.ts'
import { judgeAct, kindFacts } from './judge-act.ts'
import { CASE_ACTS, CASE_KINDS, type CaseKind, isCaseKind } from './kinds.ts'
import { readCaseNumber, readName, readOrderNumber } from './said-by-person.ts'

const page = readFileSync(new URL('../../docs/cases.md', import.meta.url), 'utf8')
const KINDS = Object.keys(CASE_KINDS) as CaseKind[]
const COMMANDS: Readonly<Record<string, Command>> = CASES_COMMANDS

/** The words of a line of a shell without quotes. */
const wordsOf = (line: string) =>
  line
    .replace(/ {2,}.*$/, '')
    .split(' ')
    .slice(2)

/** Each kind as the page describes it. */
const sections = new Map(
  page
    .split('\n### ')
    .slice(1)
    .map(text => [/^`([a-z-]+)`/.exec(text)?.[1] ?? text, text] as const),
)

describe('the page about cases (docs/cases.md)', () => {
  it('has each kind, in the order of the table, and no other', () => expect([...sections.keys()]).toEqual(KINDS))

  it.each(KINDS)('%s: says what it means, what goes on by itself, and what ends it', kind => {
    const { says, byItself, acts } = kindFacts(kind)
    const text = sections.get(kind)
    expect(text).toContain(`\n\n${says.zh}<br>${says.en}\n`)
    expect(text).toContain(`**By itself.** ${byItself.zh}<br>${byItself.en}\n`)
    expect(text).toContain(`**Ended by** ${acts.map(act => `\`${act}\``).join(', ')}.\n`)
  })

  it.each(KINDS)('%s: has an example whose lines can be typed', kind => {
    const lines = (sections.get(kind) ?? '').split('\n').filter(line => line.startsWith('yinzheng '))
    expect(lines.some(line => line.includes(' cases act '))).toBe(true)
    for (const line of lines) {
      const [verb = '', ...args] = wordsOf(line)
      const config = { kind: 'text', what: { zh: '', en: '' } } as const
      const command = COMMANDS[verb]!
      const spoken = readSpoken({ ...command, options: { ...command.options, config } }, args)
      if (!spoken.ok) throw new Error(`${line}: ${spoken.error.en}`)
      const { positionals, texts } = spoken.value
      const read = verb === 'reprint' || verb === 'waive' ? readOrderNumber : readCaseNumber
      expect(read((positionals[0] ?? '').toLowerCase().replaceAll('-', '')), line).toBe(positionals[0])
      if (texts.by !== undefined) expect(readName(texts.by), line).toEqual({ ok: true, value: texts.by })
      if (verb !== 'act') continue
      const card = spoken.value.filesToRead.card === undefined ? {} : { card: '招商银行\n6214831759204636\n张三丰' }
      const said = { act: positionals[1] ?? '', ...texts, ...card, amountFen: texts['amount-fen'] }
      expect(judgeAct({ kind, amount_fen: 1_000 }, said), line).toMatchObject({ ok: true })
    }
  })

  it('shows commands that there are', () => {
    const shown = page.split('\n').filter(line => line.startsWith('yinzheng '))
    expect(new Set(shown.map(line => wordsOf(line)[0]))).toEqual(new Set(Object.keys(COMMANDS)))
  })

  it('names every act, state, step and source', () => {
    for (const word of [...CASE_ACTS, ...EVIDENCE_SOURCES]) expect(page).toContain(`\`${word}\``)
  })
})

describe('the kinds', () => {
  it.each(KINDS)('%s: sentences of both languages, and acts each once', kind => {
    const { says, byItself, acts } = kindFacts(kind)
    for (const { zh, en } of [says, byItself]) {
      expect(zh).toMatch(/^[\p{Script=Han}，；：、。]+$/u)
      expect(en).toMatch(/^[A-Z][^\p{Script=Han}]+\.$/u)
    }
    expect(acts).toContain('close')
    expect(new Set(acts).size).toBe(acts.length)
  })

  it('are no names of other things', () => expect(['constructor', '', 'close'].filter(isCaseKind)).toEqual([]))
})
