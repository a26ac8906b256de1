import { PORTAL_WORDS } from '../../src/words/languages.ts'
import type { Say, WordKey } from '../../src/words/reader.ts'
import { createAppWords } from '../web/app-words.tsx'

export const { sayIn, WordsProvider, useWords } = createAppWords(PORTAL_WORDS, {
  storageKey: 'portal-language',
  title: 'title',
})

type Catalogue = (typeof PORTAL_WORDS)[keyof typeof PORTAL_WORDS]
export type PortalKey = WordKey<Catalogue>
export type PortalSay = Say<Catalogue>
