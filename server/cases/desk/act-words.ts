import type { Bilingual } from '../../../src/contract/texts.ts'
import { ACT_NAMES } from '../act-names.ts'
import type { CaseAct } from '../kinds.ts'

const ACTS = Object.keys(ACT_NAMES) as CaseAct[]
/** Names of acts that are no words of English, so that none is found where nobody meant it. */
const MADE_UP_ACT = new RegExp(`\\b(?:${ACTS.filter(act => act.includes('-')).join('|')})\\b`, 'g')
const ACT_BEHIND = new RegExp(`（(?:${ACTS.join('|')})）`, 'g')

/** A sentence of the house for somebody at a desk: acts by the names on their buttons, and not by the verbs of commands. */
export const withActNames = ({ zh, en }: Bilingual): Bilingual => ({
  zh: zh.replaceAll(ACT_BEHIND, '').replaceAll(MADE_UP_ACT, act => ACT_NAMES[act as CaseAct].zh),
  en: en.replaceAll(MADE_UP_ACT, act => ACT_NAMES[act as CaseAct].en),
})
