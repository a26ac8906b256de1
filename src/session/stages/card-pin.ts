import type { KioskCommand } from '../../contract/kiosk-command.ts'
import { CARD_PIN_DIGITS, type Visitor } from '../../contract/terminals-api.ts'
import { type Fault, fault } from '../../fault.ts'
import type { SessionEvent } from '../event.ts'
import type { PinEntry, Session, StageOf } from '../state.ts'
import { enter, home, type Step, stay, step } from '../transition.ts'
import { entryOf } from './ask-for-pin.ts'
import { refuseChoice } from './choice.ts'
import { backToChoice, prepare } from './prepare.ts'
import { sameChoice } from './same-choice.ts'
import { typedAfter } from './typed-code.ts'

type CardPin = StageOf<'card-pin'>
type Typing = Extract<PinEntry, { step: 'typing' }>

/** The digits of the campus card are typed; the server says whether they are right, and the visit goes on with what was chosen. */
export function onCardPin(session: Session, stage: CardPin, event: SessionEvent): Step | null {
  const { entry } = stage
  if (event.kind === 'touched') return touched(session, stage, event.command)
  if (entry.step === 'closed' || entry.request === null) return null
  switch (event.kind) {
    case 'pin-proven':
      return event.request === entry.request ? proven(session, stage, event.visitor) : null
    case 'pin-not-proven':
      return event.request === entry.request
        ? step(enter(session, { ...stage, entry: entryOf(event.cardPin, true) }))
        : null
    case 'pin-unasked':
      return event.request === entry.request ? unasked(session, stage, entry, event.fault) : null
    case 'timer-fired':
      return unasked(session, stage, entry, fault('server-slow'))
    default:
      return null
  }
}

function touched(session: Session, stage: CardPin, command: KioskCommand): Step | null {
  const { visitor, choice, entry } = stage
  if (command.kind === 'finish') return home(session)
  if (command.kind === 'back') return backToChoice(session, visitor, choice)
  // Whoever says that they have set them types them: whether that is so the server says then.
  if (entry.step === 'closed')
    return command.kind === 'confirm' ? step(enter(session, { ...stage, entry: SET_ANEW })) : null
  if (entry.request !== null) return null
  const typed = typedAfter(entry.typed, command, CARD_PIN_DIGITS)
  if (typed !== null) return step(stay(session, { ...stage, entry: { ...entry, typed, isWrong: false, fault: null } }))
  return command.kind === 'confirm' && entry.typed.length === CARD_PIN_DIGITS ? send(session, stage, entry) : null
}

/** As many tries as there are after digits were set. */
const SET_ANEW: Typing = { ...{ step: 'typing', typed: '', triesLeft: 5 }, isWrong: false, fault: null, request: null }

function send(session: Session, stage: CardPin, entry: Typing): Step {
  const request = session.serial + 1
  const asking = enter(session, { ...stage, entry: { ...entry, fault: null, request } })
  return step(asking, { kind: 'prove-pin', request, visitId: stage.visitor.visitId, pin: entry.typed })
}

/** On with what was chosen, by the offers as they stand now. */
function proven(session: Session, { visitor, choice }: CardPin, now: Visitor): Step {
  const same = sameChoice(visitor, choice, now)
  const offer = same && now.offers[same.choice.offerIndex]
  if (!same || offer?.unavailable) {
    const known = { ...visitor, ...now }
    return step(refuseChoice(session, known, null, fault('document-unavailable')))
  }
  return prepare(session, same.visitor, same.choice)
}

/** Digits that nobody has answered for stay, to be sent again; with a visit that is over nothing can be. */
function unasked(session: Session, stage: CardPin, entry: Typing, why: Fault): Step {
  if (why.code === 'visit-expired') return step(refuseChoice(session, stage.visitor, stage.choice, why))
  return step(enter(session, { ...stage, entry: { ...entry, fault: why, request: null } }))
}
