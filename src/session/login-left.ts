import type { Effect } from './effect.ts'
import type { SessionEvent } from './event.ts'
import type { Session } from './state.ts'

/** The login that is open in a session. */
function openIn({ stage }: Session): number | null {
  return stage.kind === 'phone-login' && stage.login.step === 'open' ? stage.login.id : null
}

/**
 * The order to end a login that nobody waits for any more. It follows from the states before and after, as the timers do, so that no way
 * out of the screen can forget it. One that led to a visit, or that the server calls over itself, has ended.
 */
export function endOfLogin(before: Session, after: Session, event: SessionEvent): Effect[] {
  const login = openIn(before)
  if (login === null || login === openIn(after)) return []
  const led = event.kind === 'identity-confirmed' || event.kind === 'registers-found'
  const isOver = event.kind === 'login-seen' && event.state.state === 'over'
  return led || isOver ? [] : [{ kind: 'end-login', login }]
}
