import type { ListState, RowOutcome } from '../../../src/contract/people-lists-api.ts'

/** States in which a list goes on by itself. */
export const GOES_ON: ReadonlySet<ListState> = new Set(['to-check', 'to-take', 'taking', 'to-stop', 'to-undo'])

export function toneOf(state: ListState): 'ok' | 'wait' | 'stop' | 'plain' {
  if (state === 'taken') return 'ok'
  if (state === 'refused') return 'stop'
  return state === 'undone' || state === 'arriving' ? 'plain' : 'wait'
}

export const OUTCOME_TONES = { new: 'ok', changed: 'wait', same: 'plain', error: 'stop' } as const satisfies Readonly<
  Record<RowOutcome, string>
>

/** Whether anything was looked at: before, noughts would say that it had been. */
export const isCounted = (state: ListState): boolean => !['arriving', 'to-map', 'refused'].includes(state)
