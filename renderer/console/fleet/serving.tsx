import { lazy, Suspense } from 'react'
import type { FleetTerminal, ServingWords } from '../../../src/contract/fleet-api.ts'
import { FAULT_REFERENCES, type FaultCode } from '../../../src/fault.ts'
import { StateTag, Time, type Tone } from '../parts/values.tsx'
import en from './words/en.json' with { type: 'json' }
import { useFleetWords } from './words.ts'

/** The words of faults fill a file of their own. */
const FaultText = lazy(async () => ({ default: (await import('../shell/fault-text.tsx')).FaultText }))

const TONES: Readonly<Record<ServingWords['kind'], Tone>> = {
  ...{ can: 'ok', cannot: 'stop', silent: 'stop', 'never-heard': 'wait' },
  ...{ 'taken-out': 'info', 'shut-out': 'wait', closed: 'plain' },
}

type PartName = keyof typeof en.part
const isPart = (part: string): part is PartName => Object.hasOwn(en.part, part)

/** What a part of a terminal is called; as it was told where nobody here knows it. */
export function usePartName(): (part: string) => string {
  const t = useFleetWords()
  return part => (isPart(part) ? t(`part.${part}`) : part)
}

/** What a fault means for staff, with its number; its name alone where it is of a newer program. */
export function BeatFaultWords({ code, detail }: { readonly code: string; readonly detail?: string | undefined }) {
  if (!Object.hasOwn(FAULT_REFERENCES, code)) return <span>{code}</span>
  const known = code as FaultCode
  return (
    <span title={detail}>
      <span className="number">{FAULT_REFERENCES[known]}</span>{' '}
      <Suspense fallback={code}>
        <FaultText code={known} part="staff" />
      </Suspense>
    </span>
  )
}

/** The truth about a terminal in a word, since when, and what is lacking. */
export function Serving({ serving, letIn }: Pick<FleetTerminal, 'serving' | 'letIn'>) {
  const t = useFleetWords()
  const nameOf = usePartName()
  const lacks = 'lacks' in serving ? serving.lacks.map(({ part }) => nameOf(part)) : []
  const offBy = serving.kind === 'cannot' ? serving.missing.minutesAhead : undefined
  return (
    <span className="serving">
      <StateTag tone={serving.kind === 'can' && lacks.length > 0 ? 'wait' : TONES[serving.kind]}>
        {serving.kind === 'shut-out' ? t(`letIn.${letIn}`) : t(serving.kind)}
      </StateTag>
      {serving.kind === 'cannot' && (
        <b>
          {nameOf(serving.missing.part)}
          {offBy !== undefined &&
            ` (${t(offBy > 0 ? 'clockOffAhead' : 'clockOffBehind', { minutes: Math.abs(offBy) })})`}
        </b>
      )}
      {serving.kind === 'can' && lacks.length > 0 && <span>{t('without', { parts: lacks.join(', ') })}</span>}
      {'since' in serving && serving.kind !== 'can' && <Time iso={serving.since} />}
    </span>
  )
}
