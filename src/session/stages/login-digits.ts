import { LOGIN_CODE_DIGITS } from '../../contract/logins-api.ts'
import type { Fault } from '../../fault.ts'
import { IDENTITY_FAULTS } from '../../faults/fault-references.ts'
import type { SessionEvent } from '../event.ts'
import type { LoginPoint, OpenLogin } from '../phone-login.ts'
import type { Session } from '../state.ts'
import { enter, type Step, stay, step } from '../transition.ts'
import { identified } from './arrival.ts'
import { endLogin } from './login-end.ts'
import { lookAtLogin } from './look-at-login.ts'
import { refuse } from './refuse.ts'
import { typedAfter } from './typed-code.ts'

type CodeWanted = Extract<LoginPoint, { state: 'code-wanted' }>

/** The digits that the phone shows are typed; the server says whether they are right, and who it is. */
export function onLoginDigits(session: Session, login: OpenLogin, event: SessionEvent): Step | null {
  const { at } = login
  if (at.state !== 'code-wanted') return null
  switch (event.kind) {
    case 'identity-confirmed':
    case 'registers-found':
      return event.request === at.confirming ? identified(session, event) : null
    case 'identity-refused':
      return event.request === at.confirming ? onConfirmRefused(session, login, event.fault) : null
    case 'touched':
      return at.confirming === null ? touched(session, login, at, event) : null
    default:
      return null
  }
}

function touched(
  session: Session,
  login: OpenLogin,
  at: CodeWanted,
  { command }: Extract<SessionEvent, { kind: 'touched' }>,
): Step | null {
  const { typed } = at
  const next = typedAfter(typed, command, LOGIN_CODE_DIGITS)
  if (next !== null) return step(stay(session, withPoint(login, { ...at, typed: next, fault: null })))
  return command.kind === 'confirm' && typed.length === LOGIN_CODE_DIGITS ? confirm(session, login, at) : null
}

function confirm(session: Session, login: OpenLogin, at: CodeWanted): Step {
  const request = session.serial + 1
  const asking = withPoint({ ...login, looking: null }, { ...at, fault: null, confirming: request })
  return step(enter(session, asking), { kind: 'confirm-login', login: login.id, request, code: at.typed })
}

/** Nobody is known by what was typed. Digits that were wrong are gone; those that nobody answered for stay, to be sent again. */
export function onConfirmRefused(session: Session, login: OpenLogin, why: Fault): Step | null {
  const { at } = login
  if (at.state !== 'code-wanted') return null
  // Whether it was one wrong try too many or the time, only the server knows. It is asked once, and digits are not taken meanwhile.
  if (why.code === 'login-over')
    return login.isDue ? endLogin(session, login, 'expired') : lookAtLogin(session, { ...login, isDue: true })
  if (why.code === 'login-person-unknown') return endLogin(session, login, 'person-unknown')
  const isWrong = why.code === 'login-code-wrong'
  if (!isWrong && why.code in IDENTITY_FAULTS) return step(refuse(session, why))
  if (login.isDue) return endLogin(session, login, 'expired')
  const next = withPoint(login, { ...at, fault: why, confirming: null, typed: isWrong ? '' : at.typed })
  // How many tries are left only the server knows: the same wrong digits again are not another one.
  return isWrong ? lookAtLogin(session, next.login) : step(stay(session, next))
}

function withPoint(login: OpenLogin, at: LoginPoint) {
  return { kind: 'phone-login', login: { ...login, at } } as const
}
