import type { Bilingual } from '../../src/contract/texts.ts'
import type { Documents } from '../documents/documents.ts'

/** An office that kinds of document ask for its approval. */
export interface Office {
  readonly office: string
  readonly name: Bilingual
}

/** Every office that a kind names, each once, in the order of the kinds. */
export function officesOf({ kinds }: Pick<Documents, 'kinds'>): readonly Office[] {
  const offices = new Map<string, Office>()
  for (const { approval, office: answering } of kinds)
    if (approval !== null && 'office' in approval && !offices.has(approval.office))
      offices.set(approval.office, { office: approval.office, name: approval.name ?? answering })
  return [...offices.values()]
}

/** What people read as an office; of one that no kind names any more its id. */
export const nameOfOffice = (documents: Pick<Documents, 'kinds'>, office: string): Bilingual =>
  officesOf(documents).find(one => one.office === office)?.name ?? { zh: office, en: office }

/** The same for those who work there: kinds may call several by one name, that of the office which answers for them. */
export function officesForStaff(documents: Pick<Documents, 'kinds'>): readonly Office[] {
  const offices = officesOf(documents)
  return offices.map(({ office, name }) => {
    const isShared = offices.some(other => other.office !== office && other.name.zh === name.zh)
    return { office, name: isShared ? { zh: `${name.zh}（${office}）`, en: `${name.en} (${office})` } : name }
  })
}

export const nameForStaff = (documents: Pick<Documents, 'kinds'>, office: string): Bilingual =>
  officesForStaff(documents).find(one => one.office === office)?.name ?? nameOfOffice(documents, office)
