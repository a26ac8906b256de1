import {
  type DockAction,
  type DockInput,
  type DockState,
  dockAnswerSchema,
  dockStateSchema,
} from '../renderer/dev-dock/dock-contract.ts'

const ANSWER_WITHIN_MS = 10_000

/** The console of the simulated devices, as a program uses it. */
export interface Dock {
  state(): Promise<DockState>
  /** Does something to a device. Rejects with the device's own words when it can't be done. */
  act<A extends DockAction>(action: A, input: DockInput<A>): Promise<void>
}

export function dockAt(address: string): Dock {
  const base = address.replace(/\/+$/, '')
  const ask = (path: string, init?: RequestInit) =>
    fetch(base + path, { ...init, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
  return {
    state: async () => dockStateSchema.parse(await (await ask('/state')).json()),
    act: async (action, input) => {
      const response = await ask(action, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      })
      const answer = dockAnswerSchema.parse(await response.json())
      if (!answer.done) throw new Error(`${action}: ${answer.why}`)
    },
  }
}
