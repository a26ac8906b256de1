import { fileURLToPath } from 'node:url'
import type { Subject } from '../issuing/issuer.ts'
import { sampleOf } from './kind-sample.ts'
import { loadKinds } from './load-kinds.ts'

export const HOUSE_TEMPLATES = fileURLToPath(new URL('../../assets/templates', import.meta.url))

export interface Sample {
  readonly name: string
  readonly kind: string
  readonly edition: string
  readonly subject: Subject
}

/** Every edition of every kind of the house with the invented person of its folder, in the order of the kinds. */
export const SAMPLES: readonly Sample[] = loadKinds(HOUSE_TEMPLATES).flatMap(({ kind, editions }) => {
  const subject = sampleOf(HOUSE_TEMPLATES, kind)
  if (!subject) throw new Error(`${kind}: the kind has no sample.json`)
  return editions.map(({ edition }) => ({ name: `${kind}-${edition}`, kind, edition, subject }))
})
