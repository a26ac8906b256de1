import type { CaseState } from '../../../src/contract/cases-desk-api.ts'
import { StateTag, type Tone } from '../parts/values.tsx'
import { useCasesWords } from './words.ts'

const TONES: Readonly<Record<CaseState, Tone>> = {
  ...{ open: 'wait', 'waiting-for-agreement': 'wait', 'under-way': 'info', ended: 'ok' },
}

export function CaseStateTag({ state }: { readonly state: CaseState }) {
  const t = useCasesWords()
  return <StateTag tone={TONES[state]}>{t(`states.${state}`)}</StateTag>
}
