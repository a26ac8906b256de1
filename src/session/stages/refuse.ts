import type { Fault } from '../../fault.ts'
import type { Session } from '../state.ts'
import { enter } from '../transition.ts'

/** The person is not known, and why. */
export function refuse(session: Session, why: Fault): Session {
  return enter(session, {
    kind: 'refused',
    fault: why,
    money: { kind: 'nothing-charged' },
    visitor: null,
    choice: null,
  })
}
