import type { Bilingual } from '../contract/texts.ts'
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

/** What a verdict rests on. */
export const GROUND_WORDS: Readonly<Record<Ground, Bilingual>> = bilingual(VERIFY_WORDS, words => words.ground)

/** Why a document was revoked, as everyone may know it. */
export const REASON_WORDS: Readonly<Record<RevocationReason, Bilingual>> = bilingual(
  VERIFY_WORDS,
  words => words.reason,
)
