import type { JobId } from '../contract/ids.ts'
import { impossible } from '../result.ts'
import type { Effect } from './effect.ts'
import type { SessionEvent } from './event.ts'
import { endOfHandover } from './handover-left.ts'
import { endOfLogin } from './login-left.ts'
import { onAttract, onIdentifying, onReadiness, onRefused } from './stages/arrival.ts'
import { onBadPrint } from './stages/bad-print.ts'
import { onCardPin } from './stages/card-pin.ts'
import { onChoosing, onPreparing, onPreviewing, startPrinting } from './stages/choice.ts'
import { onEnteringCode } from './stages/code-entry.ts'
import { onCollecting } from './stages/collecting.ts'
import { onHandingOver } from './stages/hand-over.ts'
import { onReadingNotice } from './stages/notice.ts'
import { onFinished, onPrinting } from './stages/paper.ts'
import { onCheckingPaper } from './stages/paper-check.ts'
import { canCheckPaper, onPaperToCheck } from './stages/paper-to-check.ts'
import { closeUnpaid, onPaying } from './stages/payment.ts'
import { onPhoneLogin, onReadinessAtLogin } from './stages/phone-login.ts'
import { onChoosingRegister } from './stages/register.ts'
import type { Session } from './state.ts'
import { timerEffects, timersOf } from './timers.ts'
import { endVisits, enter, home, type Step, step } from './transition.ts'
import { onVisitsOver } from './visit-over.ts'

/**
 * The whole visit: what an event makes of a session, and what is to be done about it. Pure: no clock, no device, no server.
 * An event that does not fit the state is ignored, but nothing that was paid, ordered or begun may be left without an owner:
 * such answers are turned into orders to undo.
 */
export function reduce(session: Session, event: SessionEvent): Step {
  const { session: next, effects } = decide(session, event)
  const left = endOfLogin(session, next, event)
  const handed = endOfHandover(session, next, event)
  return { session: next, effects: [...effects, ...left, ...handed, ...timerEffects(session, next)] }
}

function decide(session: Session, event: SessionEvent): Step {
  if (event.kind === 'readiness-changed') return withReadiness(told(session, event))
  if (isRecovery(event)) return recover(session, event)
  if (event.kind === 'touched') return touch(session, event)
  if (event.kind === 'visits-over') return onVisitsOver(session, event.over) ?? step(session)
  if (event.kind === 'timer-fired') {
    if (timersOf(session)[event.timer]?.token !== event.token) return step(session)
    if (event.timer === 'aside') return step({ ...session, aside: null })
    if (event.timer === 'idle') return askWhetherThere(session)
    if (event.timer === 'ask')
      return session.stage.kind === 'paying' ? closeUnpaid(session, session.stage) : home(session)
  }
  return byStage(session, event) ?? answerAside(session, event) ?? step(session, ...undo(event))
}

function told(
  session: Session,
  { readiness, settings, set }: Extract<SessionEvent, { kind: 'readiness-changed' }>,
): Session {
  return { ...session, readiness, settings, ...(set && { set: set.here, delays: set.delays }) }
}

function withReadiness(session: Session): Step {
  const { stage } = session
  return stage.kind === 'phone-login' ? onReadinessAtLogin(session, stage) : onReadiness(session)
}

/**
 * Whoever answers may be another: while money is waited for, the way back to the document and the free copies are closed from here on,
 * and what is left can only be paid, or closed.
 */
function askWhetherThere(session: Session): Step {
  const { stage } = session
  if (stage.kind !== 'paying' || !stage.person) return step({ ...session, asking: true })
  const { visitId } = stage.person.visitor
  return step({ ...session, asking: true, stage: { ...stage, person: null } }, { kind: 'end-visit', visitId })
}

function touch(session: Session, event: Extract<SessionEvent, { kind: 'touched' }>): Step {
  const { command } = event
  const touched = { ...session, touches: session.touches + 1, asking: false }
  if (command.kind === 'set-language') return step({ ...touched, language: command.language })
  if (command.kind === 'set-aids') return step({ ...touched, aids: command.aids })
  return byStage(touched, event) ?? step(touched)
}

function byStage(session: Session, event: SessionEvent): Step | null {
  const { stage } = session
  switch (stage.kind) {
    case 'out-of-service':
      if (event.kind === 'timer-fired') return home(session)
      return canCheckPaper(session) ? onPaperToCheck(session, event) : null
    case 'attract':
      return onAttract(session, stage, event)
    case 'identifying':
      return onIdentifying(session, stage, event)
    case 'phone-login':
      return onPhoneLogin(session, stage, event)
    case 'collecting':
      return onCollecting(session, stage, event)
    case 'choosing-register':
      return onChoosingRegister(session, stage, event)
    case 'reading-notice':
      return onReadingNotice(session, stage, event)
    case 'refused':
      return onRefused(session, stage, event)
    case 'checking-paper':
      return onCheckingPaper(session, stage, event)
    case 'choosing':
      return onChoosing(session, stage, event)
    case 'card-pin':
      return onCardPin(session, stage, event)
    case 'preparing':
      return onPreparing(session, stage, event)
    case 'previewing':
      return onPreviewing(session, stage, event)
    case 'paying':
      return onPaying(session, stage, event)
    case 'printing':
      return onPrinting(session, stage, event)
    case 'finished':
      return onFinished(session, stage, event)
    case 'bad-print':
      return onBadPrint(session, stage, event)
    case 'handing-over':
      return onHandingOver(session, stage, event)
    case 'entering-code':
      return onEnteringCode(session, stage, event)
    default:
      return impossible(stage)
  }
}

/** Somebody else holds a card to a reader: it is said that another's visit goes on, and nothing else happens. */
function answerAside(session: Session, event: SessionEvent): Step | null {
  if (event.kind !== 'card-tapped' && event.kind !== 'id-card-found') return null
  if (session.stage.kind === 'attract' || session.stage.kind === 'out-of-service') return null
  return step({ ...session, aside: (session.aside ?? 0) + 1 })
}

/** An answer that nobody waits for any more. */
function undo(event: SessionEvent): Effect[] {
  if (event.kind === 'reprint-opened') return [{ kind: 'abandon-order', jobId: event.job.jobId }]
  if (event.kind === 'order-opened') return [{ kind: 'abandon-order', jobId: event.order.jobId }]
  if (event.kind === 'login-begun') return [{ kind: 'end-login', login: event.request }]
  if (event.kind === 'handover-begun') return [{ kind: 'end-handover', handover: event.request }]
  if (event.kind === 'identity-confirmed') return endVisits([event.visitor])
  if (event.kind === 'registers-found') return endVisits(event.registers.map(({ visitor }) => visitor))
  return []
}

type Recovery = Extract<SessionEvent, { kind: 'payment-recovering' | 'paying-recovered' | 'printing-recovered' }>

function isRecovery(event: SessionEvent): event is Recovery {
  return event.kind === 'payment-recovering' || event.kind === 'paying-recovered' || event.kind === 'printing-recovered'
}

/** Takes up a visit that a break cut off, unless someone else already stands at the screen. */
function recover(session: Session, event: Recovery): Step {
  if (!isFreeFor(session, event.job.jobId)) return step(session, { kind: 'abandon-order', jobId: event.job.jobId })
  const spoken = { ...session, language: event.language }
  if (event.kind === 'payment-recovering') {
    const { job, withinMs } = event
    const closing = { next: 'recovered', withinMs } as const
    return step(enter(spoken, { kind: 'paying', job, codeUrl: '', payWithinMs: 0, person: null, closing }))
  }
  if (event.kind === 'printing-recovered') return startPrinting(spoken, event.job, null, { recovered: event })
  const { job, codeUrl, payWithinMs } = event
  const paying = enter(spoken, { kind: 'paying', job, codeUrl, payWithinMs, person: null, closing: null })
  return step(paying, { kind: 'watch-payment', jobId: job.jobId })
}

/** Nobody stands at the screen but whoever was cut off with this job. */
function isFreeFor({ stage }: Session, jobId: JobId): boolean {
  if (stage.kind === 'paying') return stage.closing?.next === 'recovered' && stage.job.jobId === jobId
  return stage.kind === 'attract' || stage.kind === 'out-of-service'
}
