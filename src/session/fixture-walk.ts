import type { KioskCommand } from '../contract/kiosk-command.ts'
import { type KioskView, kioskViewSchema, type ScreenName } from '../contract/kiosk-view.ts'
import type { Effect } from './effect.ts'
import type { SessionEvent } from './event.ts'
import { CARD, DOCUMENT, freeSession, jobId, orderFor, VISITOR } from './fixtures.ts'
import { reduce } from './reduce.ts'
import type { Session } from './state.ts'
import type { TimerName } from './timer-name.ts'
import { timersOf } from './timers.ts'
import { viewOf } from './view.ts'
import { WAY_TO_PREVIEW, type WayAct } from './way-to-preview.ts'

/** Walks a session through events and remembers what was ordered: for tests. */
export class Walk {
  readonly effects: Effect[] = []
  #session: Session
  #touches = 0

  constructor(start: Session) {
    this.#session = start
  }

  get session(): Session {
    return this.#session
  }

  get view(): KioskView {
    return viewOf(this.#session, { screenWidthMm: 336, remainingMs: () => 1000 })
  }

  on(event: SessionEvent): this {
    const { session, effects } = reduce(this.#session, event)
    this.#session = session
    this.effects.push(...effects)
    // Every state must be one that the contract can carry to the screen.
    kioskViewSchema.parse(this.view)
    return this
  }

  touch(command: KioskCommand): this {
    return this.on({ kind: 'touched', command, jobId: jobId(++this.#touches) })
  }

  fire(timer: TimerName): this {
    return this.on({ kind: 'timer-fired', timer, token: timersOf(this.#session)[timer]?.token ?? 'none' })
  }

  count(kind: Effect['kind']): number {
    return this.effects.filter(effect => effect.kind === kind).length
  }

  last<K extends Effect['kind']>(kind: K): Extract<Effect, { kind: K }> | undefined {
    return this.effects.findLast((e): e is Extract<Effect, { kind: K }> => e.kind === kind)
  }
}

/** A walk from the attract screen, or from any other state. */
export function walk(start: Session = freeSession()): Walk {
  return new Walk(start)
}

/** A visitor who is known and may choose. */
export function atChoice(): Walk {
  return onTheWayTo('choosing')
}

/** The transcript in Chinese is on the screen, and nothing is ordered yet. */
export function atPreview(copies = 1): Walk {
  return onTheWayTo('previewing', copies)
}

/** More than any way has: a session that leads nowhere fails at once, instead of never. */
const SCREENS_MAX = 20

/** A visitor whom the server knows and gives what is asked for, come as far as `goal`. */
function onTheWayTo(goal: ScreenName, copies = 1): Walk {
  const visit = walk()
  let screens = 0
  for (let { screen } = visit.view.content; screen !== goal; { screen } = visit.view.content) {
    const acts = WAY_TO_PREVIEW[screen]
    if (++screens > SCREENS_MAX) throw new Error(`the way to ${goal} goes round in circles at ${screen}`)
    if (acts === 'passes') visit.on(answerTo(visit.effects))
    else if (acts === 'end') throw new Error(`the way to ${goal} ended at ${screen}`)
    else for (const act of acts) perform(visit, act, copies)
  }
  return visit
}

function perform(visit: Walk, act: WayAct, copies: number): void {
  if (act.do === 'tap') visit.on({ kind: 'card-tapped', uid: CARD })
  else if (act.do === 'touch') visit.touch(act.command)
  else visit.touch({ kind: 'select-offer', index: 0 }).touch({ kind: 'set-copies', copies })
}

/** What the server says to the latest of the questions that it has been asked on the way. */
function answerTo(effects: readonly Effect[]): SessionEvent {
  for (const effect of effects.toReversed()) {
    if (effect.kind === 'look-up-identity')
      return { kind: 'identity-confirmed', request: effect.request, visitor: VISITOR }
    if (effect.kind === 'prepare-document')
      return { kind: 'document-checked', request: effect.request, document: DOCUMENT }
  }
  throw new Error('nothing was asked')
}

/** More copies than are free: the order waits for its payment. */
export function atPaying(copies = 7): Walk {
  return ordered(copies)
}

/** Free copies only: the order is printed right away. */
export function atPrinting(copies = 2): Walk {
  return ordered(copies)
}

function ordered(copies: number): Walk {
  const visit = atPreview(copies).touch({ kind: 'confirm' })
  return visit.on({ kind: 'order-opened', order: orderFor(visit.last('open-order')!.jobId, copies, 5) })
}
