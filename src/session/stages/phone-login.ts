import { fault } from '../../fault.ts'
import type { SessionEvent } from '../event.ts'
import { isWithPhone, type PhoneLogin } from '../phone-login.ts'
import type { Session, StageOf } from '../state.ts'
import { blockedBy, home, type Step, step, waysIn } from '../transition.ts'
import { onArrival } from './arrival.ts'
import { beginLogin, canLogInByPhone } from './begin-login.ts'
import { onLoginDigits } from './login-digits.ts'
import { cannotBegin } from './login-end.ts'
import { onLoginTimer, onLooked, openLogin } from './open-login.ts'

/** Somebody logs in with a phone: a code is scanned, the phone goes on, and what it shows is typed here. */
export function onPhoneLogin(session: Session, { login }: StageOf<'phone-login'>, event: SessionEvent): Step | null {
  switch (event.kind) {
    case 'touched':
      return touched(session, login, event)
    case 'card-tapped':
    case 'id-card-found':
    case 'id-card-read':
      return blockedBy(session) ? home(session) : onArrival(session, event)
    case 'card-unreadable':
    case 'id-card-unreadable':
      return isWithPhone(login) ? null : onArrival(session, event)
    case 'timer-fired':
      if (login.step === 'open') return onLoginTimer(session, login, event.timer)
      return login.step === 'opening' ? cannotBegin(session, fault('server-slow')) : home(session)
  }
  if (login.step === 'opening') return onOpening(session, login, event)
  if (login.step !== 'open') return null
  return onLooked(session, login, event) ?? onLoginDigits(session, login, event)
}

function touched(session: Session, login: PhoneLogin, event: Extract<SessionEvent, { kind: 'touched' }>): Step | null {
  const { command } = event
  if (command.kind === 'finish') return home(session)
  if (command.kind === 'back') return waysIn(session)
  if (login.step === 'open') return onLoginDigits(session, login, event)
  if (command.kind !== 'phone-login' || login.step === 'opening') return null
  return canLogInByPhone(session) && !blockedBy(session) ? beginLogin(session) : home(session)
}

function onOpening(
  session: Session,
  { request, replaced }: Extract<PhoneLogin, { step: 'opening' }>,
  event: SessionEvent,
): Step | null {
  if (event.kind === 'login-not-begun' && event.request === request) return cannotBegin(session, event.fault)
  if (event.kind !== 'login-begun' || event.request !== request) return null
  const { url, withinMs } = event
  return openLogin(session, { id: request, at: { state: 'shown', url, replaced }, withinMs })
}

/** A machine that can't print shows no code; whoever's phone goes on with one is not sent away. */
export function onReadinessAtLogin(session: Session, { login }: StageOf<'phone-login'>): Step {
  const blocked = blockedBy(session)
  // That the server is away is said on the screen, and it may be back before the time is over.
  if (!blocked || blocked === session.readiness.server || isWithPhone(login)) return step(session)
  return home(session)
}
