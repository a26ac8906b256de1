import { USUAL_TARIFF } from '../../src/rules/tariff.ts'
import { HOUSE_TEMPLATES } from './house-templates.ts'
import { sampleOf } from './kind-sample.ts'
import { readDocuments } from './read-documents.ts'
import type { Subject } from './subject.ts'

export interface Sample {
  readonly name: string
  readonly kind: string
  readonly edition: string
  readonly subject: Subject
}

/** The kinds of the house at the usual prices. */
export const HOUSE_DOCUMENTS = readDocuments(HOUSE_TEMPLATES, USUAL_TARIFF)

/** Every edition of every kind of the house with the invented person of its folder, in the order of the kinds. */
export const SAMPLES: readonly Sample[] = HOUSE_DOCUMENTS.kinds.flatMap(({ kind, editions }) => {
  const subject = sampleOf(HOUSE_TEMPLATES, kind)
  if (!subject) throw new Error(`${kind}: the kind has no sample.json`)
  return editions.map(({ edition }) => ({ name: `${kind}-${edition}`, kind, edition, subject }))
})
