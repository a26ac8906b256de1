import type { Session } from '../state.ts'
import { enter, type Step, step } from '../transition.ts'

/** Whether a visitor may log in by scanning a code with a phone. */
export function canLogInByPhone({ settings }: Pick<Session, 'settings'>): boolean {
  return settings?.hasPhoneLogin ?? false
}

/** Asks for a code to be scanned; `replaced` counts those before it that nobody scanned. */
export function beginLogin(session: Session, replaced = 0): Step {
  const request = session.serial + 1
  const next = enter(session, { kind: 'phone-login', login: { step: 'opening', request, replaced } })
  return step(next, { kind: 'begin-login', request })
}
