import { useCallback, useRef, useState } from 'react'

/** A question to whoever sits there, asked once however many requests wait for the answer. */
export function useQuestion(): readonly [
  isAsked: boolean,
  ask: () => Promise<boolean>,
  answer: (said: boolean) => void,
] {
  const [isAsked, setAsked] = useState(false)
  const waiting = useRef<((said: boolean) => void)[]>([])
  const ask = useCallback(() => {
    setAsked(true)
    return new Promise<boolean>(resolve => waiting.current.push(resolve))
  }, [])
  const answer = useCallback((said: boolean) => {
    setAsked(false)
    for (const resolve of waiting.current.splice(0)) resolve(said)
  }, [])
  return [isAsked, ask, answer]
}
