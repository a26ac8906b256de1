import { useCallback, useEffect, useState } from 'react'
import type { Result } from '../../src/result.ts'
import type { Refusal } from '../web/route-client.ts'

/** What came of a question that a screen begins with. */
export type Answer<T> =
  | { readonly step: 'awaited' }
  | { readonly step: 'failed'; readonly refusal: Refusal }
  | { readonly step: 'here'; readonly value: T }

export interface Asked<T> {
  readonly answer: Answer<T>
  /** Asks anew, and shows nothing until it is answered. */
  readonly again: () => void
  /** Asks anew, and keeps what is shown unless something newer comes. */
  readonly refresh: () => void
}

/** Asks when the screen is first shown and whenever `ask` is another function. */
export function useAnswer<T>(ask: () => Promise<Result<T, Refusal>>): Asked<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ step: 'awaited' })
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is what asks again
  useEffect(() => {
    let isCurrent = true
    void ask().then(result => {
      if (!isCurrent) return
      if (result.ok) setAnswer({ step: 'here', value: result.value })
      // A screen that stands is not taken away because a later question failed.
      else setAnswer(now => (now.step === 'here' ? now : { step: 'failed', refusal: result.error }))
    })
    return () => {
      isCurrent = false
    }
  }, [ask, round])
  const refresh = useCallback(() => setRound(now => now + 1), [])
  const again = useCallback(() => {
    setAnswer({ step: 'awaited' })
    refresh()
  }, [refresh])
  return { answer, again, refresh }
}

/** Something that the person does: whether it is under way, and why it failed the last time. */
export interface Act {
  readonly isBusy: boolean
  readonly refusal: Refusal | null
}
export const IDLE: Act = { isBusy: false, refusal: null }

/** Does one thing at a time. `first` is where it begins. */
export function useAct(first: Act = IDLE) {
  const [act, setAct] = useState(first)
  const run = async <T>(ask: () => Promise<Result<T, Refusal>>, onDone: (value: T) => void) => {
    if (act.isBusy) return
    setAct({ isBusy: true, refusal: null })
    const result = await ask()
    setAct({ isBusy: false, refusal: result.ok ? null : result.error })
    if (result.ok) onDone(result.value)
  }
  return { ...act, run }
}
