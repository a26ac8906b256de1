import type { Result } from '../../src/result.ts'
import type { Refusal } from '../web/route-client.ts'
import type { PortalServer } from './server.ts'

/** Whether a refusal says that nobody is logged in any more. */
export const isOver = ({ fault: { code } }: Refusal): boolean => code === 'login-needed' || code === 'visit-expired'

export interface Heard {
  /** Nobody is logged in any more. */
  readonly onOver: () => void
  /** The person has not said which of several registers it is about: in another window, perhaps, all began anew. */
  readonly onUnchosen: () => void
  /** The person has still to agree to what people are told. */
  readonly onUnagreed: () => void
}

/** The same server; whatever was asked, it is heard when an answer is about the login itself. */
export function attentive(server: PortalServer, { onOver, onUnchosen, onUnagreed }: Heard): PortalServer {
  const heard = Object.entries(server).map(([name, ask]) => {
    if (name === 'addressOf') return [name, ask]
    const asking = ask as (input: unknown) => Promise<Result<unknown, Refusal>>
    return [
      name,
      async (input: unknown) => {
        const answer = await asking(input)
        if (answer.ok) return answer
        if (isOver(answer.error)) onOver()
        if (answer.error.fault.code === 'register-unchosen') onUnchosen()
        if (answer.error.fault.code === 'notice-unagreed') onUnagreed()
        return answer
      },
    ]
  })
  return Object.fromEntries(heard) as PortalServer
}
