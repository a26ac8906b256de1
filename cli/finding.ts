import { type Bilingual, both } from '../src/contract/texts.ts'

/** One thing that was looked at. */
export interface Finding {
  readonly what: Bilingual
  readonly well: boolean
  readonly note: Bilingual
}

/** The same in every language: an address, a path. */
export const same = (text: string): Bilingual => both(text, text)
