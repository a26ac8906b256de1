import type { OpenLogin } from '../phone-login.ts'
import type { Session } from '../state.ts'
import { enter, type Step, step } from '../transition.ts'

/** Asks the server how far the login is. */
export function lookAtLogin(session: Session, login: OpenLogin): Step {
  const request = session.serial + 1
  const next = enter(session, { kind: 'phone-login', login: { ...login, looking: request } })
  return step(next, { kind: 'look-at-login', login: login.id, request })
}
