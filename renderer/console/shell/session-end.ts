import { createContext, useCallback, useContext, useEffect, useRef, useState } from 'react'
import type { ConsoleStart } from '../../../src/contract/console-api.ts'

const LOOK_EVERY_MS = 5_000

export interface SessionEnd {
  /** By this device's clock; null before it is known. */
  readonly endsAtMs: number | null
  /** Asks the server for something, which lets it go on. */
  readonly onStay: () => void
}

export const SessionContext = createContext<SessionEnd>({ endsAtMs: null, onStay: () => undefined })
export const useSession = (): SessionEnd => useContext(SessionContext)

/** When the session ends if nothing more is asked, and what is to be called with every answer of the server. */
export function useSessionEnd(session: ConsoleStart['session'] | null): readonly [number | null, () => void] {
  const lastAnswer = useRef(Date.now())
  const [endsAtMs, setEndsAt] = useState<number | null>(null)
  useEffect(() => {
    if (!session) return
    const latestMs = Date.now() + session.lastsMs
    const look = () => setEndsAt(Math.min(lastAnswer.current + session.idleMs, latestMs))
    look()
    const timer = setInterval(look, LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [session])
  const onAnswer = useCallback(() => {
    lastAnswer.current = Date.now()
  }, [])
  return [endsAtMs, onAnswer]
}
