import type { CardPinStanding } from '../../contract/terminals-api.ts'
import type { Choice, Guest, PinEntry, Session } from '../state.ts'
import { enter } from '../transition.ts'

/** Goes to the keypad for the digits of the campus card, which the choice asks for; where there are none, to what to do about that. */
export function askForPin(session: Session, visitor: Guest, choice: Choice): Session {
  const entry = visitor.cardPin === null ? CLOSED.unset : entryOf(visitor.cardPin)
  return enter(session, { kind: 'card-pin', visitor, choice, entry })
}

const CLOSED = {
  unset: { step: 'closed', why: 'unset' },
  locked: { step: 'closed', why: 'locked' },
} as const satisfies Readonly<Record<string, PinEntry>>

/** Where it begins by what the server says of the digits. */
export function entryOf(cardPin: CardPinStanding, isWrong = false): PinEntry {
  if (cardPin.state !== 'ready') return CLOSED[cardPin.state]
  return { step: 'typing', typed: '', triesLeft: cardPin.triesLeft, isWrong, fault: null, request: null }
}
