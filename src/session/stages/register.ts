import type { SessionEvent } from '../event.ts'
import type { Session, StageOf } from '../state.ts'
import { endVisits, home, type Step, step } from '../transition.ts'
import { welcome } from './notice.ts'

/** Somebody who stands in several registers says which one it is about; the visits in the others end. */
export function onChoosingRegister(
  session: Session,
  { registers }: StageOf<'choosing-register'>,
  event: SessionEvent,
): Step | null {
  if (event.kind !== 'touched') return null
  const { command } = event
  if (command.kind === 'finish' || command.kind === 'back') return home(session)
  if (command.kind !== 'select-register') return null
  const chosen = registers[command.index]
  if (!chosen) return null
  const others = registers.filter(one => one !== chosen).map(({ visitor }) => visitor)
  const next = welcome(session, chosen.visitor)
  return step(next, ...endVisits(others))
}
