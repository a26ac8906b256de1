import type { LoginState } from '../../contract/logins-api.ts'
import { type Fault, fault } from '../../fault.ts'
import type { SessionEvent } from '../event.ts'
import type { LoginPoint, OpenLogin } from '../phone-login.ts'
import type { Session } from '../state.ts'
import type { TimerName } from '../timer-name.ts'
import { enter, type Step, stay, step } from '../transition.ts'
import { onConfirmRefused } from './login-digits.ts'
import { endLogin } from './login-end.ts'
import { lookAtLogin } from './look-at-login.ts'

/** Goes on with a login whose time is counted from now on. */
export function openLogin(session: Session, { id, at, withinMs }: Pick<OpenLogin, 'id' | 'at' | 'withinMs'>): Step {
  const counted = { withinMs, saidAt: session.serial + 1, looking: null, isDue: false, silence: null }
  return step(enter(session, { kind: 'phone-login', login: { step: 'open', id, at, ...counted } }))
}

/** How far the login is by the server, which is asked each second. */
export function onLooked(session: Session, login: OpenLogin, event: SessionEvent): Step | null {
  if (event.kind === 'login-seen' && event.request === login.looking) return seen(session, login, event.state)
  if (event.kind === 'login-unseen' && event.request === login.looking) return unseen(session, login, event.fault)
  return null
}

function seen(session: Session, login: OpenLogin, state: LoginState): Step {
  if (state.state === 'over') return endLogin(session, login, state.why)
  const at = pointOf(login.at, state)
  if (at.state !== login.at.state) return openLogin(session, { id: login.id, at, withinMs: state.withinMs })
  if (!login.isDue)
    return step(stay(session, { kind: 'phone-login', login: { ...login, at, looking: null, silence: null } }))
  // It was given more time, or its time is over here as it is there.
  if (state.withinMs === 0) return endLogin(session, login, 'expired')
  return openLogin(session, { id: login.id, at, withinMs: state.withinMs })
}

/** A login only goes on: what says that it stands further back was said before. */
function pointOf(before: LoginPoint, state: Exclude<LoginState, { state: 'over' }>): LoginPoint {
  if (state.state === 'shown') return before
  if (state.state === 'scanned')
    return before.state === 'code-wanted' ? before : { state: 'scanned', refused: state.refused }
  const { triesLeft } = state
  if (before.state === 'code-wanted') return { ...before, triesLeft }
  return { state: 'code-wanted', typed: '', triesLeft, fault: null, confirming: null }
}

/** No answer is no end: it is waited for until the time is over that the server gave. */
function unseen(session: Session, login: OpenLogin, why: Fault): Step {
  if (login.isDue || why.code === 'login-over') return endLogin(session, login, 'expired')
  const silence = { times: (login.silence?.times ?? 0) + 1, fault: why }
  return step(stay(session, { kind: 'phone-login', login: { ...login, looking: null, silence } }))
}

export function onLoginTimer(session: Session, login: OpenLogin, timer: TimerName): Step | null {
  const isConfirming = login.at.state === 'code-wanted' && login.at.confirming !== null
  switch (timer) {
    case 'look':
      return lookAtLogin(session, login)
    case 'login':
      // Asked once more, since a phone may just have scanned it; while digits are being looked at, their answer says it.
      if (!isConfirming) return lookAtLogin(session, { ...login, isDue: true })
      return step(stay(session, { kind: 'phone-login', login: { ...login, isDue: true } }))
    case 'answer':
      return isConfirming ? onConfirmRefused(session, login, fault('server-slow')) : endLogin(session, login, 'expired')
    default:
      return null
  }
}
