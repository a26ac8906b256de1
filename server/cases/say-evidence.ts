import { type Bilingual, both, textIn } from '../../src/contract/texts.ts'
import type { StaffLanguage } from '../ground/commands/language.ts'
import { columnsOf, textForTerminal } from '../ground/commands/printable.ts'
import { sayTime } from '../ground/commands/wall-time.ts'
import { providerName } from '../ground/provider-names.ts'
import { ACT_NAMES } from './act-names.ts'
import type { EvidenceSource } from './evidence.ts'
import type { CaseAct } from './kinds.ts'
import type { CaseLine } from './read-cases.ts'
import { sayYuan } from './say-figures.ts'
import { FACT_WORDS } from './sentences/fact-words.ts'
import { stateWords } from './sentences/machine-words.ts'
import { inWords, isOfTheHouse, printerInChinese } from './sentences.ts'

/** How the words of a case are said. */
export interface SayingEvidence {
  readonly timeZone: string
  readonly language: StaffLanguage
  /** The provider of the case's order, by its id; null where it has none. */
  readonly provider: string | null
}

const SOURCES: Readonly<Record<Exclude<EvidenceSource, 'provider' | 'bill'>, Bilingual>> = {
  station: both('自助机', 'kiosk'),
  printer: both('打印机', 'printer'),
  server: both('服务器', 'server'),
  person: both('工作人员', 'staff'),
}

const STEPS: Readonly<Record<Exclude<CaseLine['step'], 'evidence'>, Bilingual>> = {
  opened: both('立项', 'opened'),
  asked: both('提出', 'asked'),
  agreed: both('同意', 'agreed'),
  declined: both('不同意', 'declined'),
  lapsed: both('提出的已失效', 'lapsed'),
  begun: both('开始办理', 'begun'),
  failed: both('没有办成', 'failed'),
  'taken-back': both('撤回', 'taken back'),
  ended: both('办结', 'ended'),
}

/** One line of a case's history, with its figures under it. */
export function sayLine(line: CaseLine, saying: SayingEvidence): string {
  const { language, timeZone } = saying
  const name = nameOf(line, saying)[language]
  const head = `  ${sayTime(timeZone, new Date(line.saidAt ?? line.at))}  ${name}${' '.repeat(Math.max(0, 8 - columnsOf(name)))}`
  const indent = ' '.repeat(columnsOf(head) + 2)
  const colon = language === 'zh' ? '：' : ': '
  const said = [saidWords(line, language), byWhom(line, language)].filter(part => part !== '')
  const figures = Object.entries(line.facts).flatMap(([fact, value]) =>
    value === null ? [] : [`${indent}${factName(fact, language)}${colon}${sayFact(fact, value, saying)}`],
  )
  return [`${head}  ${said.join(language === 'zh' ? '，' : ', ')}`.trimEnd(), ...figures].join('\n')
}

export function nameOf({ step, source, facts }: CaseLine, { provider }: SayingEvidence): Bilingual {
  if (step !== 'evidence') return STEPS[step]
  if (source !== 'provider' && source !== 'bill') return SOURCES[source as keyof typeof SOURCES]
  const id = typeof facts.provider === 'string' ? facts.provider : provider
  const name = id === null ? both('支付方', 'provider') : providerName(id)
  const bill = id === null ? both('账单', 'bill') : both(`${name.zh}账单`, `bill of ${name.en}`)
  return source === 'bill' ? bill : name
}

/** What was said, in the reader's language; what somebody else has said stands beside it as it was said. */
export function saidWords({ step, source, words }: CaseLine, language: StaffLanguage): string {
  if (words === null) return ''
  const raw = textForTerminal(words)
  const isSaidByPeople = source === 'person' || (step !== 'evidence' && step !== 'ended' && step !== 'failed')
  if (isSaidByPeople) return raw
  if (source === 'printer' && !isOfTheHouse(raw)) {
    const state = stateWords(raw, language)
    if (state !== raw) return state
    const known = language === 'zh' ? printerInChinese(raw) : null
    return known === null ? quoted(raw, language) : `${known}（${raw}）`
  }
  if (isOfTheHouse(raw)) return inWords(raw, language)
  const state = stateWords(raw, language)
  return step !== 'evidence' || state !== raw ? state : quoted(raw, language)
}

const quoted = (raw: string, language: StaffLanguage) => (language === 'zh' ? `原话“${raw}”` : `“${raw}”`)

function byWhom({ by }: CaseLine, language: StaffLanguage): string {
  if (by === null) return ''
  const [name, user] = [textForTerminal(by.name), textForTerminal(by.user)]
  return language === 'zh' ? `${name}（系统用户 ${user}）` : `by ${name} (user ${user})`
}

export const factName = (fact: string, language: StaffLanguage): string => {
  const known = Object.hasOwn(FACT_WORDS, fact) ? FACT_WORDS[fact] : undefined
  return known === undefined ? textForTerminal(fact) : known[language]
}

const ENDS: Readonly<Record<string, Bilingual>> = {
  proof: both('由证据自动办结', 'by proof'),
  act: both('由人办结', 'by a person’s act'),
}

const UTC_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/
const STATE_FACTS = new Set(['state', 'end', 'terminalState', 'stationState'])

export function sayFact(
  name: string,
  value: string | number | boolean,
  { timeZone, language }: Pick<SayingEvidence, 'timeZone' | 'language'>,
): string {
  if (typeof value === 'boolean') return (value ? both('是', 'yes') : both('否', 'no'))[language]
  if (typeof value === 'number') {
    if (name.endsWith('Fen') && Number.isSafeInteger(value)) return sayYuan(value)
    const isTime = name.endsWith('AtMs') && value > 0 && value < Date.UTC(9999, 0)
    return isTime ? sayTime(timeZone, new Date(value)) : String(value)
  }
  if (UTC_TIME.test(value)) return sayTime(timeZone, new Date(value))
  if (name === 'act' && Object.hasOwn(ACT_NAMES, value)) return `${ACT_NAMES[value as CaseAct][language]} (${value})`
  if (name === 'how' && Object.hasOwn(ENDS, value)) return (ENDS[value] ?? both(value, value))[language]
  if (STATE_FACTS.has(name)) return textForTerminal(stateWords(value, language))
  return name === 'provider' ? textForTerminal(providerName(value)[language]) : textForTerminal(value)
}

/** Both halves of a name where they differ, in the reader's order. */
export const nameInWords = (name: Bilingual, language: StaffLanguage): string =>
  textForTerminal(textIn(language === 'zh' ? 'zh-CN' : 'en', name))
