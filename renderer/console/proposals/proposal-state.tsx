import type { ProposalState } from '../../../src/contract/four-eyes-api.ts'
import { StateTag, type Tone } from '../parts/values.tsx'
import { useProposalWords } from './words.ts'

const TONES: Readonly<Record<ProposalState, Tone>> = {
  ...{ waiting: 'wait', 'carried-out': 'ok', failed: 'stop' },
  ...{ declined: 'plain', 'taken-back': 'plain', 'run-out': 'plain' },
}

/** How far a proposal is. */
export function ProposalStateTag({ state }: { readonly state: ProposalState }) {
  const t = useProposalWords()
  return <StateTag tone={TONES[state]}>{t(`states.${state}`)}</StateTag>
}

/** Somebody, and whether it is whoever looks. */
export function Colleague({ name, isSelf }: { readonly name: string; readonly isSelf: boolean }) {
  const t = useProposalWords()
  return isSelf ? `${name} (${t('own')})` : name
}
