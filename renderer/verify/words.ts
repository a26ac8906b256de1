import { VERIFY_WORDS } from '../../src/words/languages.ts'
import type { Say, WordKey } from '../../src/words/reader.ts'
import { createAppWords } from '../web/app-words.tsx'

export const { sayIn, WordsProvider, useWords } = createAppWords(VERIFY_WORDS, {
  storageKey: 'verify-language',
  title: 'title',
})

type Catalogue = (typeof VERIFY_WORDS)[keyof typeof VERIFY_WORDS]
export type VerifyKey = WordKey<Catalogue>
export type VerifySay = Say<Catalogue>
