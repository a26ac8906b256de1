import type { Visitor } from '../../contract/terminals-api.ts'
import type { Fault } from '../../fault.ts'
import type { Session, StageOf } from '../state.ts'
import { enter } from '../transition.ts'

/** Goes to the keypad for a code of staff; `behind` is where "back" leads. */
export function enterCode(
  session: Session,
  visitor: Visitor,
  behind: StageOf<'entering-code'>['behind'],
  { typed = '', fault = null }: { readonly typed?: string; readonly fault?: Fault | null } = {},
): Session {
  return enter(session, { kind: 'entering-code', visitor, typed, fault, asked: null, behind })
}
