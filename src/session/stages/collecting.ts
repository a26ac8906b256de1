import type { KioskCommand } from '../../contract/kiosk-command.ts'
import { PICKUP_CODE_DIGITS } from '../../contract/pickups-api.ts'
import type { Visitor } from '../../contract/terminals-api.ts'
import { type Fault, fault } from '../../fault.ts'
import { IDENTITY_FAULTS } from '../../faults/fault-references.ts'
import type { SessionEvent } from '../event.ts'
import type { Session, StageOf } from '../state.ts'
import { blockedBy, enter, home, type Step, stay, step, waysIn } from '../transition.ts'
import { onArrival } from './arrival.ts'
import { collectScanned, sendCode } from './begin-collecting.ts'
import { prepare } from './prepare.ts'
import { refuse } from './refuse.ts'
import { typedAfter } from './typed-code.ts'

type Collecting = StageOf<'collecting'>

/** So many wrong codes in one stay: whoever has the right one has read it by then. */
export const WRONG_CODES_MAX = 5

/** A code of collection is typed or scanned; the server says whom it stands for, and which paper. */
export function onCollecting(session: Session, stage: Collecting, event: SessionEvent): Step | null {
  const { typed, request } = stage
  switch (event.kind) {
    case 'touched':
      return touched(session, stage, event.command)
    case 'card-tapped':
    case 'id-card-found':
    case 'id-card-read':
      return blockedBy(session) ? home(session) : onArrival(session, event)
    case 'card-unreadable':
    case 'id-card-unreadable':
      // What somebody is typing is not taken from them by a card that says nothing.
      return typed === '' && !blockedBy(session) ? onArrival(session, event) : null
    case 'code-scanned':
      return request === null ? collectScanned(session, event.text, stage) : null
    case 'identity-confirmed':
      return event.request === request ? collected(session, event.visitor) : null
    case 'identity-refused':
      return event.request === request ? refused(session, stage, event.fault) : null
    case 'timer-fired':
      // Of a screen that stands still `idle` and `ask` end it.
      return event.timer === 'send' ? sendCode(session, stage) : refused(session, stage, fault('server-slow'))
    default:
      return null
  }
}

function touched(session: Session, stage: Collecting, command: KioskCommand): Step | null {
  if (command.kind === 'finish') return home(session)
  if (command.kind === 'back') return waysIn(session)
  if (stage.request !== null) return null
  const next = typedAfter(stage.typed, command, PICKUP_CODE_DIGITS)
  if (next !== null) return step(stay(session, { ...stage, typed: next, fault: null }))
  return command.kind === 'confirm' && stage.typed.length === PICKUP_CODE_DIGITS ? sendCode(session, stage) : null
}

/** Straight on to the one document that was applied for. */
function collected(session: Session, visitor: Visitor): Step {
  const [only, ...others] = visitor.offers
  if (only && !only.unavailable && others.length === 0)
    return prepare(session, { ...visitor, isForOne: true }, { offerIndex: 0, copies: 1 })
  return step(enter(session, { kind: 'choosing', visitor, choice: null, copies: 1 }))
}

/** Digits that are wrong are gone, to be typed anew; those that nobody answered for stay, to be sent again. */
function refused(session: Session, stage: Collecting, why: Fault): Step {
  const isWrong = why.code === 'pickup-code-refused'
  if (!isWrong && why.code in IDENTITY_FAULTS) return step(refuse(session, why))
  const wrong = isWrong ? stage.wrong + 1 : stage.wrong
  if (wrong >= WRONG_CODES_MAX) return home(session, why)
  return step(enter(session, { ...stage, typed: isWrong ? '' : stage.typed, fault: why, wrong, request: null }))
}
