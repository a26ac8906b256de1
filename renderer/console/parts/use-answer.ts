import { useCallback, useEffect, useRef, useState } from 'react'
import type { Result } from '../../../src/result.ts'
import type { Refusal } from '../../web/route-client.ts'

export interface Answer<Value> {
  /** The last one that came; null before the first. It stays while another one is asked for. */
  readonly value: Value | null
  /** Why the last question was not answered; null while all is well. */
  readonly refusal: Refusal | null
  readonly isBusy: boolean
  readonly again: () => Promise<void>
  /** Puts an answer in its place that came in another way, from an act for example. */
  readonly put: (value: Value) => void
}

/** Asks as soon as the part is there and whenever `on`, what the question hangs on, becomes another, and every `everyMs` where that is said. Answers to older questions are dropped. */
export function useAnswer<Value>(
  ask: () => Promise<Result<Value, Refusal>>,
  on: string,
  everyMs?: number,
): Answer<Value> {
  const [value, setValue] = useState<Value | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isBusy, setBusy] = useState(true)
  const turn = useRef(0)
  const asking = useRef(ask)
  asking.current = ask
  const again = useCallback(async () => {
    turn.current += 1
    const own = turn.current
    setBusy(true)
    const answer = await asking.current()
    if (own !== turn.current) return
    setBusy(false)
    setRefusal(answer.ok ? null : answer.error)
    if (answer.ok) setValue(answer.value)
  }, [])
  const put = useCallback((given: Value) => {
    turn.current += 1
    setBusy(false)
    setRefusal(null)
    setValue(given)
  }, [])
  const first = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the caller says on what the question hangs.
  useEffect(() => {
    // Of something else than was asked before.
    if (!first.current) setValue(null)
    first.current = false
    void again()
    return () => {
      turn.current += 1
    }
  }, [on])
  useEffect(() => {
    if (everyMs === undefined) return undefined
    const timer = setInterval(() => document.visibilityState === 'visible' && void again(), everyMs)
    return () => clearInterval(timer)
  }, [again, everyMs])
  return { value, refusal, isBusy, again, put }
}
