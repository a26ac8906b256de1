import type { Person } from '../records/records.ts'
import type { KindDefinition } from './kind.ts'

/** Words under the star of the drawn seal, and who says them: the server's file about this kind, the kind itself, or the server's file about all. */
export interface SealWords {
  readonly words: string
  readonly from: 'site' | 'kind' | 'house'
}

interface SaidByServer {
  readonly sealWords: string
  readonly sealWordsByKind?: Readonly<Record<string, string>>
}

/** What the site says goes before what the kind says, and what either says of a group before what it says of all. */
export function sealWordsOf(
  kind: Pick<KindDefinition, 'kind' | 'sealWords' | 'sealWordsByGroup'>,
  group: Person['group'],
  { sealWords, sealWordsByKind = {} }: SaidByServer,
): SealWords {
  const ofSite = sealWordsByKind[`${kind.kind}.${group}`] ?? sealWordsByKind[kind.kind]
  if (ofSite !== undefined) return { words: ofSite, from: 'site' }
  const own = kind.sealWordsByGroup[group] ?? kind.sealWords
  return own === null ? { words: sealWords, from: 'house' } : { words: own, from: 'kind' }
}
