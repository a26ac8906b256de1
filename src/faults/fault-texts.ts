import type { Bilingual } from '../contract/texts.ts'
import { bilingual } from '../words/bilingual.ts'
import { KIOSK_WORDS } from '../words/languages.ts'

/** What is said of one kind of failure, and to whom. */
export interface FaultTexts {
  /** One sentence: what happened. Never blames, never a technical word. */
  readonly what: Bilingual
  /** One sentence: what the visitor can do now. */
  readonly action: Bilingual
  /** For staff: the likely cause and the first thing to try. */
  readonly staff: Bilingual
}

/** The words of every failure in Chinese and English at once, for programs that speak to staff. Screens read them in one language. */
export function faultTexts() {
  return bilingual(KIOSK_WORDS, words => words.faults)
}
