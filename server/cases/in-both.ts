import { type Bilingual, both } from '../../src/contract/texts.ts'
import { ACT_NAMES } from './act-names.ts'
import { KIND_NAMES } from './kind-names.ts'
import type { CaseAct, CaseKind } from './kinds.ts'
import { stateWords } from './sentences/machine-words.ts'
import { inWords, isOfTheHouse, printerInChinese } from './sentences.ts'

/** What people call a kind of case. */
export const kindName = (kind: CaseKind): Bilingual => KIND_NAMES[kind]

/** What people call an act; one that is not known keeps the machine's name. */
export const actName = (act: string): Bilingual =>
  Object.hasOwn(ACT_NAMES, act) ? ACT_NAMES[act as CaseAct] : both(act, act)

/** What a printer has said of a copy: in Chinese as much as is known to be said, with its own words behind it. */
export function printerWords(said: string): Bilingual {
  if (isOfTheHouse(said)) return both(inWords(said, 'zh'), inWords(said, 'en'))
  const state = stateWords(said, 'zh')
  if (state !== said) return both(state, stateWords(said, 'en'))
  const known = printerInChinese(said)
  return both(known === null ? said : `${known}（${said}）`, said)
}
