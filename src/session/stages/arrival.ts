import type { IdentityMeans } from '../../contract/terminals-api.ts'
import { fault } from '../../fault.ts'
import type { SessionEvent } from '../event.ts'
import type { Session, StageOf } from '../state.ts'
import { blockedBy, enter, home, type Step, stay, step } from '../transition.ts'
import { collectScanned, collectTyped } from './begin-collecting.ts'
import { beginLogin, canLogInByPhone } from './begin-login.ts'
import { welcome } from './notice.ts'
import { onPaperToCheck, onScannerReadiness } from './paper-to-check.ts'
import { backToChoice, prepare } from './prepare.ts'
import { printerSaid } from './printer-said.ts'
import { refuse } from './refuse.ts'

/** Someone is known to be here and is looked up. */
function identify(session: Session, means: IdentityMeans): Step {
  const next = enter(session, { kind: 'identifying', means: means.kind, request: session.serial + 1 })
  return step(next, { kind: 'look-up-identity', request: next.serial, means })
}

/** A card, an ID card or a code of collection on a free screen begins a visit. */
export function onArrival(session: Session, event: SessionEvent): Step | null {
  switch (event.kind) {
    case 'card-tapped':
      return identify(session, { kind: 'campus-card', uid: event.uid })
    case 'id-card-found':
      return step(enter(session, { kind: 'identifying', means: 'id-card', request: null }))
    case 'id-card-read':
      return identify(session, { kind: 'id-card', idNumber: event.card.idNumber, name: event.card.name })
    case 'code-scanned':
      return collectScanned(session, event.text)
    case 'card-unreadable':
      return step(enter(session, { kind: 'attract', started: false, fault: fault('card-unreadable') }))
    case 'id-card-unreadable':
      return step(enter(session, { kind: 'attract', started: false, fault: fault('id-card-unreadable') }))
    default:
      return null
  }
}

export function onAttract(session: Session, stage: StageOf<'attract'>, event: SessionEvent): Step | null {
  if (event.kind === 'touched' && event.command.kind === 'start')
    return step(stay(session, { ...stage, started: true, fault: null }))
  if (event.kind === 'touched' && event.command.kind === 'finish') return home(session)
  if (event.kind === 'touched' && event.command.kind === 'phone-login')
    return canLogInByPhone(session) ? beginLogin(session) : null
  if (event.kind === 'touched' && event.command.kind === 'collect') return collectTyped(session)
  if (event.kind === 'timer-fired') return home(session)
  return onArrival(session, event) ?? onPaperToCheck(session, event)
}

/** Serves again as soon as nothing stands in the way; the reason shown is always the present one. */
export function onReadiness(session: Session): Step {
  const blocked = blockedBy(session)
  const { stage } = session
  if (stage.kind === 'out-of-service' && !blocked)
    return step(enter(session, { kind: 'attract', started: false, fault: null }))
  if (stage.kind === 'out-of-service' && blocked) return step(stay(session, { kind: 'out-of-service', fault: blocked }))
  if (stage.kind === 'attract' && blocked) return step(enter(session, { kind: 'out-of-service', fault: blocked }))
  if (stage.kind === 'checking-paper') return onScannerReadiness(session, stage)
  if (stage.kind === 'printing')
    return step(stay(session, { ...stage, reported: printerSaid(session.readiness, stage.reported) }))
  return step(session)
}

export function onIdentifying(session: Session, stage: StageOf<'identifying'>, event: SessionEvent): Step | null {
  switch (event.kind) {
    case 'touched':
      return event.command.kind === 'finish' || event.command.kind === 'back' ? home(session) : null
    case 'id-card-read':
    case 'id-card-unreadable':
      return stage.request === null ? onArrival(session, event) : null
    case 'identity-confirmed':
    case 'registers-found':
      return event.request === stage.request ? identified(session, event) : null
    case 'identity-refused':
      return event.request === stage.request ? step(refuse(session, event.fault)) : null
    case 'timer-fired':
      return step(refuse(session, fault(stage.request === null ? 'id-card-unreadable' : 'server-slow')))
    default:
      return null
  }
}

/** The person is known, and chooses a register where there are several. */
export function identified(
  session: Session,
  event: Extract<SessionEvent, { kind: 'identity-confirmed' | 'registers-found' }>,
): Step {
  if (event.kind === 'registers-found')
    return step(enter(session, { kind: 'choosing-register', registers: event.registers }))
  return step(welcome(session, event.visitor))
}

/** Whether the one document that somebody has come for may be prepared anew. */
export function canTryAgain({ visitor, choice }: StageOf<'refused'>): boolean {
  return visitor?.isForOne === true && choice !== null
}

export function onRefused(session: Session, stage: StageOf<'refused'>, event: SessionEvent): Step | null {
  if (event.kind === 'timer-fired') return home(session)
  if (event.kind === 'touched' && event.command.kind === 'finish') return home(session)
  if (event.kind === 'touched' && event.command.kind === 'back') {
    const { visitor, choice } = stage
    if (!visitor) return home(session)
    return canTryAgain(stage) ? prepare(session, visitor, choice!) : backToChoice(session, visitor, choice)
  }
  return stage.visitor ? null : (onArrival(session, event) ?? onPaperToCheck(session, event))
}
