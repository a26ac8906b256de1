import { createContext, useContext } from 'react'
import { type Bilingual, LANGUAGES, type Language, textIn } from '../../src/contract/texts.ts'
import { DOCK_WORDS, type DockWords, LANGUAGE_FACTS } from '../../src/words/languages.ts'
import { readerOf, type Say as SayOf, type WordKey } from '../../src/words/reader.ts'

export type DockWord = WordKey<DockWords>
export type Say = SayOf<DockWords>

/** The languages that the dock has words for. */
export const DOCK_LANGUAGES: readonly Language[] = LANGUAGES.filter(language => DOCK_WORDS[language])

const READERS = new Map(
  LANGUAGES.flatMap(language => {
    const words = DOCK_WORDS[language]
    return words ? [[language, readerOf(words, language, LANGUAGE_FACTS[language].direction)]] : []
  }),
)

export const LanguageContext = createContext<Language>('en')

/** The words of the chosen language. */
export function useWords(): Say {
  return READERS.get(useContext(LanguageContext))!
}

/** Chooses the side of a text that came in both languages. */
export function useBilingual(): (text: Bilingual) => string {
  const language = useContext(LanguageContext)
  return text => textIn(language, text)
}
