import type { Choice, Guest, Session } from '../state.ts'
import { enter, home, type Step, step } from '../transition.ts'

/** Has the document of a choice made and fetched. */
export function prepare(session: Session, visitor: Guest, choice: Choice): Step {
  const { kind, edition, hasFile: mayTakeAlong } = visitor.offers[choice.offerIndex]!
  const request = session.serial + 1
  return step(enter(session, { kind: 'preparing', visitor: { ...visitor, mayTakeAlong }, choice, request }), {
    ...{ kind: 'prepare-document', request },
    ...{ visitId: visitor.visitId, documentKind: kind, edition },
  })
}

/** Back to the choice; out, where there is nothing to choose. */
export function backToChoice(session: Session, visitor: Guest, choice: Choice | null): Step {
  if (visitor.isForOne) return home(session)
  return step(enter(session, { kind: 'choosing', visitor, choice, copies: choice?.copies ?? 1 }))
}
