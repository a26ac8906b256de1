import type { HandoverState } from '../../contract/handovers-api.ts'
import { type Fault, fault } from '../../fault.ts'
import type { SessionEvent } from '../event.ts'
import type { Handover, HandoverPoint, OpenHandover } from '../handing-over.ts'
import type { Session, StageOf } from '../state.ts'
import { enter, home, type Step, stay, step } from '../transition.ts'

type HandingOver = StageOf<'handing-over'>

/** Whether the file of what came out may go to the visitor's phone: the server has settled it, and is there to be asked. */
export function canTakeAlong(session: Session, { visitor, settlement, copiesDelivered }: StageOf<'finished'>): boolean {
  const isThere = session.readiness.server === null
  return visitor?.mayTakeAlong === true && settlement !== null && copiesDelivered > 0 && isThere
}

/** Asks for a code for the visitor's phone. */
export function takeAlong(session: Session, behind: StageOf<'finished'>): Step | null {
  return canTakeAlong(session, behind) && behind.visitor ? begin(session, behind.visitor, behind) : null
}

function begin(session: Session, visitor: HandingOver['visitor'], behind: StageOf<'finished'>): Step {
  const request = session.serial + 1
  const next = enter(session, { kind: 'handing-over', visitor, behind, handover: { step: 'opening', request } })
  return step(next, { kind: 'begin-handover', request, visitId: visitor.visitId, jobId: behind.job.jobId })
}

export function onHandingOver(session: Session, stage: HandingOver, event: SessionEvent): Step | null {
  const { handover } = stage
  switch (event.kind) {
    case 'receipt-printed':
    case 'receipt-failed': {
      if (event.jobId !== stage.behind.job.jobId) return null
      const receipt = event.kind === 'receipt-printed' ? 'printed' : 'failed'
      return step(stay(session, { ...stage, behind: { ...stage.behind, receipt } }))
    }
    case 'handover-begun':
      if (handover.step !== 'opening' || event.request !== handover.request) return null
      return open(session, stage, event.request, { state: 'shown', url: event.url }, event.withinMs)
    case 'handover-not-begun':
      if (handover.step !== 'opening' || event.request !== handover.request) return null
      return at(session, stage, { step: 'cannot-begin', fault: event.fault })
    case 'handover-seen':
      return handover.step === 'open' && event.request === handover.looking
        ? seen(session, stage, handover, event.state)
        : null
    case 'handover-unseen':
      return handover.step === 'open' && event.request === handover.looking
        ? unseen(session, stage, handover, event.fault)
        : null
    case 'timer-fired':
      return onTimer(session, stage, event.timer)
    case 'touched':
      return touched(session, stage, event.command.kind)
    default:
      return null
  }
}

const at = (session: Session, stage: HandingOver, handover: Handover): Step =>
  step(enter(session, { ...stage, handover }))

/** Goes on with a handover whose time is counted from now on. */
function open(session: Session, stage: HandingOver, id: number, point: HandoverPoint, withinMs: number): Step {
  const counted = { withinMs, saidAt: session.serial + 1, looking: null, silent: null }
  return at(session, stage, { step: 'open', id, at: point, ...counted })
}

function seen(session: Session, stage: HandingOver, handover: OpenHandover, state: HandoverState): Step {
  if (state.state === 'given') return at(session, stage, { step: 'given' })
  if (state.state === 'over') return at(session, stage, { step: 'over', why: state.why })
  const answered = { ...handover, looking: null, silent: null }
  if (state.state === 'shown' || handover.at.state === 'asked')
    return step(stay(session, { ...stage, handover: answered }))
  return open(session, stage, handover.id, { state: 'asked', digits: state.digits, giving: false }, state.withinMs)
}

/** No answer is no end: it is waited for until the time is over that the server gave. */
function unseen(session: Session, stage: HandingOver, handover: OpenHandover, why: Fault): Step {
  return step(stay(session, { ...stage, handover: { ...handover, looking: null, silent: why } }))
}

function onTimer(session: Session, stage: HandingOver, timer: string): Step | null {
  const { handover } = stage
  if (timer === 'leave') return home(session)
  if (timer === 'answer') return at(session, stage, { step: 'cannot-begin', fault: fault('server-slow') })
  if (handover.step !== 'open') return null
  if (timer === 'login') return at(session, stage, { step: 'over', why: 'expired' })
  // One that was to be given and was not heard of is asked for again.
  return handover.at.state === 'asked' && handover.at.giving
    ? give(session, stage, handover, handover.at)
    : look(session, stage, handover)
}

/** A request has a number of its own, in the count of stages that nothing else takes. */
function look(session: Session, stage: HandingOver, handover: OpenHandover): Step {
  const request = session.serial + 1
  const next = { ...session, serial: request, stage: { ...stage, handover: { ...handover, looking: request } } }
  return step(next, { kind: 'look-at-handover', handover: handover.id, request })
}

function give(
  session: Session,
  stage: HandingOver,
  handover: OpenHandover,
  { digits }: Extract<HandoverPoint, { state: 'asked' }>,
): Step {
  const request = session.serial + 1
  const given: OpenHandover = { ...handover, looking: request, at: { state: 'asked', digits, giving: true } }
  const next = { ...session, serial: request, stage: { ...stage, handover: given } }
  return step(next, { kind: 'give-handover', handover: handover.id, request, digits })
}

function touched(session: Session, stage: HandingOver, command: string): Step | null {
  const { handover, behind, visitor } = stage
  switch (command) {
    case 'finish':
      return home(session)
    case 'back':
      return step(enter(session, behind))
    case 'take-along':
      return handover.step === 'opening' ? null : begin(session, visitor, behind)
    case 'confirm':
      return handover.step === 'open' && handover.at.state === 'asked' && !handover.at.giving
        ? give(session, stage, handover, handover.at)
        : null
    default:
      return null
  }
}
