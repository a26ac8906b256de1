import type { Effect } from './effect.ts'
import type { SessionEvent } from './event.ts'
import type { Session } from './state.ts'

/** The handover that is open in a session. */
function openIn({ stage }: Session): number | null {
  return stage.kind === 'handing-over' && stage.handover.step === 'open' ? stage.handover.id : null
}

/** The order to end a handover that nobody waits for any more, as of a login: no way out of the screen can forget it. */
export function endOfHandover(before: Session, after: Session, event: SessionEvent): Effect[] {
  const handover = openIn(before)
  if (handover === null || handover === openIn(after)) return []
  const isOver = event.kind === 'handover-seen' && (event.state.state === 'given' || event.state.state === 'over')
  return isOver ? [] : [{ kind: 'end-handover', handover }]
}
