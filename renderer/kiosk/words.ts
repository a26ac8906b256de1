import { LANGUAGES, type Language } from '../../src/contract/texts.ts'
import { KIOSK_WORDS, LANGUAGE_FACTS, VERIFY_WORDS } from '../../src/words/languages.ts'
import { readerOf, type Say, type WordKey } from '../../src/words/reader.ts'

/** The kiosk's own words, and those of the verdicts on a paper, which are the same wherever they are pronounced. */
const catalogueOf = (language: Language) => {
  const { verdict, reason } = VERIFY_WORDS[language]
  return { ...KIOSK_WORDS[language], verdict, reason }
}
const CATALOGUES = LANGUAGES.map(catalogueOf)

/** A sentence of the kiosk by its place in the catalogue. */
export type KioskKey = WordKey<(typeof CATALOGUES)[number]>

/** Says the kiosk's words of one language. */
export type KioskSay = Say<(typeof CATALOGUES)[number]>

const READERS = Object.fromEntries(
  LANGUAGES.map((language, at) => [language, readerOf(CATALOGUES[at]!, language, LANGUAGE_FACTS[language].direction)]),
) as Record<Language, KioskSay>

/** The words of every language are loaded with the page: nothing is fetched when a visitor changes the language. */
export function sayIn(language: Language): KioskSay {
  return READERS[language]
}

/** Every character that a screen may say, so that the font slices which hold them can be loaded before they are needed. */
export function allCharacters(): string {
  const shown = CATALOGUES.map(({ faults, receipt: _, ...screens }) => [
    screens,
    Object.values(faults).map(({ what, action }) => what + action),
  ])
  return [...new Set(JSON.stringify(shown))].join('')
}
