import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { LANGUAGES, type Language } from '../../src/contract/texts.ts'
import { LANGUAGE_FACTS } from '../../src/words/languages.ts'
import { readerOf, type Say, type WordKey } from '../../src/words/reader.ts'
import { setPageLanguage } from '../ui/in-language.ts'
import { firstLanguage, keepLanguage } from '../ui/kept-language.ts'
import type { WebTexts } from './web-texts.ts'

interface Spoken {
  readonly language: Language
  readonly speak: (language: Language) => void
  readonly web: Say<WebTexts>
}

const SpokenContext = createContext<Spoken | null>(null)

function useSpoken(): Spoken {
  const spoken = useContext(SpokenContext)
  if (!spoken) throw new Error('no words above this part')
  return spoken
}

/** The language of the page. */
export const useLanguage = (): Language => useSpoken().language

/** The language of the page, and how it becomes another. */
export const useSpeak = (): Pick<Spoken, 'language' | 'speak'> => useSpoken()

/** What the parts of this folder say, out of the words of the app that they are in. */
export const useWebWords = (): Say<WebTexts> => useSpoken().web

export interface AppWordsOptions<Words> {
  /** Where the visitor's choice is kept in the browser. */
  readonly storageKey: string
  /** The sentence that names the page in the browser's tab. */
  readonly title: WordKey<Words>
}

export interface AppWords<Words> {
  /** The words of one language. */
  sayIn(language: Language): Say<Words>
  /** Stands around the app and speaks `first`; when left out, the language that the visitor chose last, else the one that the browser asks for. */
  WordsProvider(props: { readonly first?: Language; readonly children: ReactNode }): ReactNode
  /** The words of the language of the page. */
  useWords(): Say<Words>
}

/** The words of an app on the web, from its catalogues, one a language. */
export function createAppWords<Words extends { readonly web: WebTexts }>(
  catalogues: Readonly<Record<Language, Words>>,
  { storageKey, title }: AppWordsOptions<Words>,
): AppWords<Words> {
  const readers = new Map(
    LANGUAGES.map(language => {
      const { [language]: words } = catalogues
      const { direction } = LANGUAGE_FACTS[language]
      const web: WebTexts = words.web
      return [language, { say: readerOf(words, language, direction), web: readerOf(web, language, direction) }]
    }),
  )
  const readerIn = (language: Language) => readers.get(language)!
  const sayIn = (language: Language) => readerIn(language).say

  function WordsProvider({ first, children }: { readonly first?: Language; readonly children: ReactNode }) {
    const [language, setLanguage] = useState(() => first ?? firstLanguage(storageKey))
    useEffect(() => {
      setPageLanguage(language)
      document.title = sayIn(language)(title)
    }, [language])
    const speak = (next: Language) => {
      keepLanguage(storageKey, next)
      setLanguage(next)
    }
    return <SpokenContext value={{ language, speak, web: readerIn(language).web }}>{children}</SpokenContext>
  }

  return { sayIn, WordsProvider, useWords: () => sayIn(useLanguage()) }
}
