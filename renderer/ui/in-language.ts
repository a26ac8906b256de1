import type { Language } from '../../src/contract/texts.ts'
import { LANGUAGE_FACTS } from '../../src/words/languages.ts'
import { setApart } from '../../src/words/reader.ts'

/** The attributes of an element that speaks `language`: its tag and the direction in which it is read. */
export function inLanguage(language: Language): { readonly lang: Language; readonly dir: 'ltr' | 'rtl' } {
  return { lang: language, dir: LANGUAGE_FACTS[language].direction }
}

/** Makes the whole page speak `language`. */
export function setPageLanguage(language: Language): void {
  Object.assign(document.documentElement, inLanguage(language))
}

/** A number or name as it stands among the words of `language`: in its own order where they run from right to left. */
export function apart(language: Language, text: string): string {
  return setApart(text, LANGUAGE_FACTS[language].direction)
}
