import type { RouteTable } from '../../../src/contract/routes.ts'
import { UNATTENDED_HEADER } from '../../../src/contract/unattended.ts'
import type { Result } from '../../../src/result.ts'
import { createRouteClient, type Refusal, type RouteClient } from '../../web/route-client.ts'

/** Whether somebody sits there for the sake of a request. What a page asks by itself now and then does not let the session go on. */
export type Attendance = 'attended' | 'unattended'

/** Asks the server by the routes of a table. */
export type AskServer = <const Routes extends RouteTable>(
  routes: Routes,
  attendance?: Attendance,
) => RouteClient<Routes>

/** What is to be heard of every answer. */
export interface Hearing {
  /** The login is over: resolves with whether the same person is in again, and the request is to be sent once more. */
  readonly onLoginNeeded: () => Promise<boolean>
  /** A fresh second proof is asked for: resolves with whether it was shown. */
  readonly onStepUpNeeded: () => Promise<boolean>
  /** The server has answered, and counts the session's time from now on. */
  readonly onAnswer: () => void
}

export type ConnectConsole = (hearing: Hearing) => AskServer

const TIMEOUT_MS = 60_000
const MAX_JSON_BYTES = 8_000_000

type Asking = (input: unknown) => Promise<Result<unknown, Refusal>>

/** The university's server as the console asks it. What was refused for the lack of a login or of a fresh proof was not done, and is asked again. */
export function attentive<Routes extends RouteTable>(
  plain: RouteClient<Routes>,
  { onLoginNeeded, onStepUpNeeded, onAnswer }: Hearing,
): RouteClient<Routes> {
  const heard = Object.entries(plain).map(([name, ask]) => {
    if (name === 'addressOf') return [name, ask]
    const asking = async (input: unknown): Promise<Result<unknown, Refusal>> => {
      const answer = await (ask as Asking)(input)
      if (answer.ok) {
        onAnswer()
        return answer
      }
      const { code } = answer.error.fault
      if (code === 'login-needed') return (await onLoginNeeded()) ? asking(input) : answer
      if (code === 'step-up-needed') return (await onStepUpNeeded()) ? asking(input) : answer
      return answer
    }
    return [name, asking]
  })
  return Object.fromEntries(heard) as RouteClient<Routes>
}

/** `baseUrl`: of the server, with the slash at its end. */
export function connectConsole(baseUrl: string): ConnectConsole {
  return hearing => {
    const options = { baseUrl: () => baseUrl, credentials: 'same-origin', timeoutMs: TIMEOUT_MS } as const
    const nothing = () => undefined
    return <const Routes extends RouteTable>(routes: Routes, attendance: Attendance = 'attended') => {
      const isAlone = attendance === 'unattended'
      const headers: Readonly<Record<string, string>> = isAlone ? { [UNATTENDED_HEADER]: '1' } : {}
      const plain = createRouteClient(routes, { ...options, maxJsonBytes: MAX_JSON_BYTES, headers })
      return attentive(plain, isAlone ? { ...hearing, onAnswer: nothing } : hearing)
    }
  }
}
