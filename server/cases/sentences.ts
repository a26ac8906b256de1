import type { StaffLanguage } from '../ground/commands/language.ts'
import { ACT_NAMES } from './act-names.ts'
import { kindWords } from './kind-names.ts'
import { type CaseAct, isCaseKind } from './kinds.ts'
import { sayYuan } from './say-figures.ts'
import { AUDIT_SENTENCES } from './sentences/audit-sentences.ts'
import { BOOKS_SENTENCES } from './sentences/books-sentences.ts'
import { COMPLAINT_SENTENCES } from './sentences/complaint-sentences.ts'
import { figureWords, stateWords } from './sentences/machine-words.ts'
import { MONEY_SENTENCES } from './sentences/money-sentences.ts'
import { ORDER_SENTENCES } from './sentences/order-sentences.ts'
import { PRINTER_WORDS } from './sentences/printer-words.ts'
import { PRIVACY_SENTENCES } from './sentences/privacy-sentences.ts'
import { REFUSALS } from './sentences/refusals.ts'

/**
 * What the house itself says in and about cases. The history keeps it in English, in which programs read it too; who reads Chinese is
 * shown the other half, also of what was written before. What devices, providers and people say stands in no table.
 */
export const SENTENCES = {
  ...ORDER_SENTENCES,
  ...MONEY_SENTENCES,
  ...BOOKS_SENTENCES,
  ...PRIVACY_SENTENCES,
  ...COMPLAINT_SENTENCES,
  ...AUDIT_SENTENCES,
  ...REFUSALS,
} as const

type Names<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | Names<Rest> : never
type Table = typeof SENTENCES
export type SentenceKey = keyof Table
type Values<Key extends SentenceKey> = Readonly<Record<Names<Table[Key]['en']>, string | number | null>>

const PLACEHOLDER = /\{\{(\w+)\}\}/g

/** A sentence of the house as the history keeps it. Amounts are in fen. */
export function sentence<Key extends SentenceKey>(
  key: Key,
  ...[values]: [Names<Table[Key]['en']>] extends [never] ? [] : [Values<Key>]
): string {
  const given: Readonly<Record<string, string | number | null>> = values ?? {}
  return SENTENCES[key].en.replaceAll(PLACEHOLDER, (_, name: string) => String(given[name]))
}

interface Pattern {
  readonly en: RegExp
  readonly names: readonly string[]
  readonly zh: string
  /** How much of it is said in words: what says more is the better reading. */
  readonly weight: number
}

/** What can stand in a place: figures and words of machines are no sentences. */
function shapeOf(name: string): string {
  if (name.endsWith('Fen')) return '(-?\\d+)'
  if (name === 'state') return '([a-z][a-z-]*)'
  return name === 'figure' ? '([a-z ]+)' : '(.+?)'
}

function patternsOf(table: Readonly<Record<string, { readonly zh: string; readonly en: string }>>): readonly Pattern[] {
  const patterns = Object.values(table).map(({ zh, en }): Pattern => {
    const names = [...en.matchAll(PLACEHOLDER)].map(([, name = '']) => name)
    const parts = en.split(/\{\{\w+\}\}/)
    const source = parts
      .map(part => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .reduce((text, part, at) => text + shapeOf(names[at - 1] ?? '') + part)
    return { en: new RegExp(`^${source}$`, 's'), names, zh, weight: parts.join('').length }
  })
  return patterns.sort((a, b) => b.weight - a.weight)
}

const OF_THE_HOUSE = patternsOf(SENTENCES)
const OF_PRINTERS = patternsOf(PRINTER_WORDS)

/** What the house has said, in the language of whoever reads it. Words that are not the house's own are given as they are. */
export function inWords(text: string, language: StaffLanguage): string {
  if (language === 'en') return text.replaceAll(/(-?\d+) fen\b/g, (_, fen: string) => sayYuan(Number(fen)))
  return inChinese(text, OF_THE_HOUSE) ?? stateWords(text, 'zh')
}

/** Whether these are words of the house, and not of somebody else. */
export const isOfTheHouse = (text: string): boolean => OF_THE_HOUSE.some(({ en }) => en.test(text))

const PROOF = /^(?:counted|life-counter|job-completed|printer-said-no|proven-absent|none): /

/** What a station has written down of a copy, in Chinese: as much as is known to be said. Null when nothing of it is. */
export function printerInChinese(text: string): string | null {
  const known = text
    .replace(PROOF, '')
    .split(/; ?/)
    .flatMap(part => inChinese(part.trim(), OF_PRINTERS) ?? [])
  return known.length === 0 ? null : known.join('；')
}

function inChinese(text: string, patterns: readonly Pattern[]): string | null {
  for (const { en, names, zh } of patterns) {
    const found = en.exec(text)
    if (!found) continue
    const values = Object.fromEntries(names.map((name, at) => [name, found[at + 1] ?? '']))
    return zh.replaceAll(PLACEHOLDER, (_, name: string) => valueInChinese(name, values[name] ?? '', patterns))
  }
  return null
}

/** What people call an act, with what is typed of it. */
const actInChinese = (act: string): string =>
  Object.hasOwn(ACT_NAMES, act) ? `${ACT_NAMES[act as CaseAct].zh}（${act}）` : act

function valueInChinese(name: string, value: string, patterns: readonly Pattern[]): string {
  if (name.endsWith('Fen')) return sayYuan(Number(value))
  const within = (part: string) => inChinese(part, patterns) ?? stateWords(part, 'zh')
  if (name === 'parts') return value.split('; ').map(within).join('；')
  if (name === 'words') return within(value)
  if (name === 'state') return stateWords(value, 'zh')
  if (name === 'kind') return isCaseKind(value) ? kindWords(value, 'zh') : value
  if (name === 'act') return actInChinese(value)
  if (name === 'acts') return value.split(', ').map(actInChinese).join('、')
  return name === 'figure' ? figureWords(value) : value
}
