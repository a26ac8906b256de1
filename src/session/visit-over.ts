import type { OverVisit } from '../contract/terminals-api.ts'
import { fault } from '../fault.ts'
import { closeUnpaid } from './stages/payment.ts'
import { refuse } from './stages/refuse.ts'
import type { Session } from './state.ts'
import { enter, type Step, stay, step, visitorsOf } from './transition.ts'

/**
 * The visit on the screen is over at the server: ended from elsewhere, by its person or by who ended what led to it, or run out. Nothing of the
 * person stays on the screen. What is ordered goes on without them, and an order that nobody has paid for is closed where the visit was ended:
 * one that has merely run out may be paid for by whoever stands there with the phone in the hand.
 */
export function onVisitsOver(session: Session, over: readonly OverVisit[]): Step | null {
  const { stage } = session
  const gone = visitorsOf(stage).map(({ visitId }) => over.find(one => one.visitId === visitId))
  if (gone.length === 0 || gone.includes(undefined)) return null
  const isEnded = gone.some(one => one?.isEnded)
  switch (stage.kind) {
    case 'paying': {
      if (!isEnded) return null
      const unknown = { ...stage, person: null }
      return stage.closing ? step(stay(session, unknown)) : closeUnpaid(session, unknown)
    }
    case 'printing':
    case 'finished':
      return isEnded ? step(stay(session, { ...stage, visitor: null })) : null
    case 'bad-print':
      return isEnded
        ? step(stay(session, { ...stage, visitor: null, behind: { ...stage.behind, visitor: null } }))
        : null
    case 'handing-over':
      return isEnded ? step(enter(session, { ...stage.behind, visitor: null })) : null
    case 'previewing':
      // The order is on its way: its answer says what became of it.
      return stage.ordering ? null : refused(session)
    case 'entering-code':
      return stage.asked === null ? refused(session) : null
    case 'refused':
      return step(stay(session, { ...stage, visitor: null, choice: null }))
    default:
      return refused(session)
  }
}

const refused = (session: Session): Step => step(refuse(session, fault('visit-expired')), { kind: 'wipe' })
