import type { Bilingual } from '../../src/contract/texts.ts'

/** Every kind of document that the house has now. */
export type KindTitles = () => readonly { readonly kind: string; readonly title: Bilingual }[]
