import type { LoginEnd } from '../../contract/logins-api.ts'
import type { Fault } from '../../fault.ts'
import type { OpenLogin } from '../phone-login.ts'
import type { Session } from '../state.ts'
import { blockedBy, enter, home, type Step, step } from '../transition.ts'
import { beginLogin } from './begin-login.ts'

/** So many codes in a row are replaced without a touch. */
export const CODES_REPLACED_MAX = 5

/** A login is over. A code that nobody scanned is replaced without a word, until it is plain that nobody is there. */
export function endLogin(session: Session, { at }: OpenLogin, why: LoginEnd): Step {
  if (why !== 'expired' || at.state !== 'shown')
    return step(enter(session, { kind: 'phone-login', login: { step: 'over', why } }))
  if (blockedBy(session)) return home(session)
  if (at.replaced < CODES_REPLACED_MAX) return beginLogin(session, at.replaced + 1)
  return step(enter(session, { kind: 'phone-login', login: { step: 'paused' } }))
}

/** No code can be shown. */
export function cannotBegin(session: Session, why: Fault): Step {
  return step(enter(session, { kind: 'phone-login', login: { step: 'cannot-begin', fault: why } }))
}
