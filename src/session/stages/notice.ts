import type { Visitor } from '../../contract/terminals-api.ts'
import { type Fault, fault } from '../../fault.ts'
import type { SessionEvent } from '../event.ts'
import type { Guest, Session, StageOf } from '../state.ts'
import { enter, home, type Step, step } from '../transition.ts'
import { refuse } from './refuse.ts'

type Reading = StageOf<'reading-notice'>

/** Goes on as a person who is known: to the choice, or first to the notice where that is still to be agreed to. */
export function welcome(session: Session, visitor: Guest): Session {
  const { notice } = visitor
  return notice
    ? enter(session, { kind: 'reading-notice', visitor, notice, fault: null, request: null })
    : enter(session, { kind: 'choosing', visitor, choice: null, copies: 1 })
}

/** The visitor reads what is done with their data, and agrees or ends the visit. That it was agreed the server alone says. */
export function onReadingNotice(session: Session, stage: Reading, event: SessionEvent): Step | null {
  const { request } = stage
  switch (event.kind) {
    case 'touched':
      if (event.command.kind === 'finish') return home(session)
      return event.command.kind === 'agree' && request === null ? agree(session, stage) : null
    case 'notice-agreed':
      return event.request === request ? step(welcome(session, event.visitor)) : null
    case 'notice-not-agreed':
      return event.request === request ? notAgreed(session, stage, event.fault) : null
    case 'timer-fired':
      return request === null ? null : notAgreed(session, stage, fault('server-slow'))
    default:
      return null
  }
}

function agree(session: Session, stage: Reading): Step {
  const request = session.serial + 1
  const asking = enter(session, { ...stage, fault: null, request })
  const { visitId } = stage.visitor satisfies Visitor
  return step(asking, {
    ...{ kind: 'agree-to-notice', request, visitId },
    ...{ digest: stage.notice.digest, language: session.language },
  })
}

/** What the server has not written down counts as not agreed: it is to be touched again. A visit that is over, or another text, begins anew. */
function notAgreed(session: Session, stage: Reading, why: Fault): Step {
  if (why.code === 'visit-expired' || why.code === 'notice-changed') {
    const { visitId } = stage.visitor
    return step(refuse(session, why), { kind: 'end-visit', visitId })
  }
  return step(enter(session, { ...stage, fault: why, request: null }))
}
