import type { PrivacyRequestLine } from '../../../src/contract/privacy-api.ts'
import { StateTag, type Tone } from '../parts/values.tsx'
import { usePrivacyWords } from './words.ts'

/** Fewer calendar days than these are soon. */
const SOON_DAYS = 5
const OUTCOME_TONES = { done: 'ok', refused: 'stop', 'taken-back': 'plain' } as const

type Clocked = Pick<PrivacyRequestLine, 'daysLeft' | 'dueOn' | 'outcome'>

/** How long a request has left, or how it has ended, in words. */
export function useRequestClock() {
  const t = usePrivacyWords()
  return ({ daysLeft, dueOn, outcome }: Clocked): { readonly says: string; readonly tone: Tone } => {
    if (outcome !== null) return { says: t(`outcomes.${outcome}`), tone: OUTCOME_TONES[outcome] }
    if (daysLeft === null || daysLeft === 0) return { says: t('clock.today', { day: dueOn }), tone: 'stop' }
    if (daysLeft < 0) return { says: t('clock.late', { count: -daysLeft, day: dueOn }), tone: 'stop' }
    return { says: t('clock.left', { count: daysLeft, day: dueOn }), tone: daysLeft < SOON_DAYS ? 'wait' : 'info' }
  }
}

export function RequestClock({ row }: { readonly row: Clocked }) {
  const { says, tone } = useRequestClock()(row)
  return <StateTag tone={tone}>{says}</StateTag>
}
