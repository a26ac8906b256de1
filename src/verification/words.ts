import type { Bilingual } from '../contract/texts.ts'
import type { ChangeKind } from '../pdf/report.ts'
import { bilingual } from '../words/bilingual.ts'
import { VERIFY_WORDS } from '../words/languages.ts'
import type { Ground, Outcome } from './judge.ts'
import type { RevocationReason } from './states.ts'

// What the server prints and its plain pages say in both languages at once; the screens read the same words in one.

export interface OutcomeWords {
  /** The verdict itself, two to six characters. */
  readonly word: Bilingual
  readonly means: Bilingual
  readonly toDo: Bilingual
}

/** The verdicts as somebody in a personnel office reads them, each with what to do. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, OutcomeWords>> = bilingual(VERIFY_WORDS, words => words.verdict)

/** Formats by their own names, which no language translates: the values that sentences about files ask for. */
export const FORMAT_NAMES = { pdf: 'PDF', ofd: 'OFD' } as const

/** What a verdict rests on. */
export const GROUND_WORDS: Readonly<Record<Ground, Bilingual>> = withFormats(
  bilingual(VERIFY_WORDS, words => words.ground),
)

/** Grounds that leave something else to do than their verdict does in general. */
export type GroundWithToDo = keyof (typeof VERIFY_WORDS)['zh-CN']['todo']
export const hasOwnToDo = (ground: Ground): ground is GroundWithToDo => ground in VERIFY_WORDS['zh-CN'].todo

export const TO_DO_WORDS: Readonly<Record<GroundWithToDo, Bilingual>> = withFormats(
  bilingual(VERIFY_WORDS, words => words.todo),
)

/** What later savings put behind a seal, by name. */
export const ADDED_WORDS: Readonly<Record<ChangeKind | 'join', Bilingual>> = bilingual(
  VERIFY_WORDS,
  words => words.added,
)

/** What is said of a seal. */
export const SEAL_WORDS = bilingual(VERIFY_WORDS, words => words.seal)

/** Why a document was revoked, as everyone may know it. */
export const REASON_WORDS: Readonly<Record<RevocationReason, Bilingual>> = bilingual(
  VERIFY_WORDS,
  words => words.reason,
)

function withFormats<Key extends string>(words: Readonly<Record<Key, Bilingual>>): Record<Key, Bilingual> {
  const filled = (text: string) => filledWith(text, FORMAT_NAMES)
  const entries = Object.entries<Bilingual>(words).map(([key, { zh, en }]) => [key, { zh: filled(zh), en: filled(en) }])
  return Object.fromEntries(entries) as Record<Key, Bilingual>
}

/** A sentence of a catalogue with its values in it, where both languages run from left to right. */
export function filledWith(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (placeholder, name: string) => values[name] ?? placeholder)
}
