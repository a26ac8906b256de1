import type { Bilingual } from '../../../../src/contract/texts.ts'

/** A kind of document that the house has, by its title. */
export interface Kind {
  readonly kind: string
  readonly title: Bilingual
}
