import type { ComplaintListRow } from '../../../src/contract/complaints-api.ts'
import { StateTag, useTimes } from '../parts/values.tsx'
import { useComplaintsWords } from './words.ts'

const SOON_MS = 6 * 3_600_000

/** Until when the provider wants something of a complaint, and whether that is over. */
export function useClock() {
  const t = useComplaintsWords()
  const { time } = useTimes()
  return ({ answerBy, completeBy }: Pick<ComplaintListRow, 'answerBy' | 'completeBy'>, nowMs = Date.now()) => {
    const due = answerBy ?? completeBy
    if (due === null) return { says: t('done'), tone: 'ok' as const }
    const leftMs = Date.parse(due) - nowMs
    const says = t(answerBy === null ? 'completeBy' : 'answerBy', { at: time(due) })
    if (leftMs < 0) return { says: `${says} · ${t('late')}`, tone: 'stop' as const }
    return { says, tone: leftMs < SOON_MS ? ('wait' as const) : ('info' as const) }
  }
}

export function ComplaintClock({ row }: { readonly row: Pick<ComplaintListRow, 'answerBy' | 'completeBy'> }) {
  const { says, tone } = useClock()(row)
  return <StateTag tone={tone}>{says}</StateTag>
}

/** How a complaint stands, in a word. */
export function ComplaintState({
  row,
}: {
  readonly row: Pick<ComplaintListRow, 'state' | 'awaitsAnswer' | 'isRefused'>
}) {
  const t = useComplaintsWords()
  const tone = row.state === 'processed' ? 'ok' : row.state === 'pending' ? 'wait' : 'info'
  return (
    <>
      <StateTag tone={tone}>{t(`states.${row.state}`)}</StateTag>
      {row.awaitsAnswer && row.state === 'processing' && <StateTag tone="wait">{t('awaits')}</StateTag>}
      {row.isRefused && <StateTag tone="stop">{t('refused')}</StateTag>}
    </>
  )
}
