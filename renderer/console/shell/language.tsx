import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { Bilingual } from '../../../src/contract/texts.ts'
import { textIn } from '../../../src/contract/texts.ts'
import { readerOf, type Say } from '../../../src/words/reader.ts'
import { setPageLanguage } from '../../ui/in-language.ts'
import { firstLanguage, keepLanguage } from '../../ui/kept-language.ts'

/** The console speaks the two languages of the university. */
export const CONSOLE_LANGUAGES = ['zh-CN', 'en'] as const
export type ConsoleLanguage = (typeof CONSOLE_LANGUAGES)[number]

const STORAGE_KEY = 'console-language'

interface Spoken {
  readonly language: ConsoleLanguage
  readonly speak: (language: ConsoleLanguage) => void
}

const LanguageContext = createContext<Spoken | null>(null)

/** The language of the page, and how it becomes another. */
export function useSpeak(): Spoken {
  const spoken = useContext(LanguageContext)
  if (!spoken) throw new Error('no language above this part')
  return spoken
}

export const useLanguage = (): ConsoleLanguage => useSpeak().language

/** Says a text of the university, or one that a table of both languages has, in the language of the page. */
export function useText(): (text: Bilingual) => string {
  const language = useLanguage()
  return useMemo(() => (text: Bilingual) => textIn(language, text), [language])
}

/** Stands around everything and speaks `first`; when left out, what was chosen last, else what the browser asks for. */
export function LanguageProvider({
  first,
  children,
}: {
  readonly first?: ConsoleLanguage
  readonly children: ReactNode
}) {
  const [language, setLanguage] = useState<ConsoleLanguage>(
    () => first ?? (firstLanguage(STORAGE_KEY, CONSOLE_LANGUAGES) as ConsoleLanguage),
  )
  useEffect(() => setPageLanguage(language), [language])
  const spoken = useMemo(() => {
    const speak = (next: ConsoleLanguage) => {
      keepLanguage(STORAGE_KEY, next)
      setLanguage(next)
    }
    return { language, speak }
  }, [language])
  return <LanguageContext value={spoken}>{children}</LanguageContext>
}

/** The words of an area, from its two catalogues: a hook that gives those of the language of the page. */
export function areaWords<Words extends object>(zh: Words, en: NoInfer<Words>): () => Say<Words> {
  const readers = { 'zh-CN': readerOf(zh, 'zh-CN', 'ltr'), en: readerOf<Words>(en, 'en', 'ltr') }
  return () => readers[useLanguage()]
}
