import { createContext, useCallback, useContext, useEffect, useState } from 'react'
import { type DockAction, type DockInput, type DockState, dockAnswerSchema, dockStateSchema } from './dock-contract.ts'

const TIMEOUT_MS = 10_000
const NOTICE_MS = 6_000

export type Send = <A extends DockAction>(action: A, input: DockInput<A>) => Promise<boolean>

/** How a part of the dock makes a device do something. Resolves to whether it was done; if not, the person has been told why. */
export const SendContext = createContext<Send>(async () => false)

export function useSend(): Send {
  return useContext(SendContext)
}

export interface Dock {
  /** Null until the devices have spoken for the first time. */
  readonly state: DockState | null
  readonly connected: boolean
  /** Why the last action was not done; goes by itself. */
  readonly notice: string | null
  readonly send: Send
}

/** The live state of the devices, and the way to act on them. */
export function useDock(): Dock {
  const [state, setState] = useState<DockState | null>(null)
  const [connected, setConnected] = useState(false)
  const [notice, setNotice] = useState<string | null>(null)

  useEffect(() => {
    // The browser itself connects again after a loss.
    const source = new EventSource('events')
    source.onmessage = ({ data }) => {
      setState(dockStateSchema.parse(JSON.parse(String(data))))
      setConnected(true)
    }
    source.onerror = () => setConnected(false)
    return () => source.close()
  }, [])

  useEffect(() => {
    if (notice === null) return
    const timer = setTimeout(() => setNotice(null), NOTICE_MS)
    return () => clearTimeout(timer)
  }, [notice])

  const send = useCallback<Send>(async (action, input) => {
    const why = await act(action, input)
    setNotice(why)
    return why === null
  }, [])
  return { state, connected, notice, send }
}

async function act(action: DockAction, input: unknown): Promise<string | null> {
  try {
    const response = await fetch(action.slice(1), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const answer = dockAnswerSchema.parse(await response.json())
    return answer.done ? null : answer.why
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
