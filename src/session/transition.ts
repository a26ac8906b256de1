import type { Visitor } from '../contract/terminals-api.ts'
import { type Fault, fault } from '../fault.ts'
import type { Effect } from './effect.ts'
import { NO_AIDS, type Readiness, type Session, type Stage } from './state.ts'

/** What one event makes of a session. */
export interface Step {
  readonly session: Session
  readonly effects: readonly Effect[]
}

export function step(session: Session, ...effects: Effect[]): Step {
  return { session, effects }
}

/** Goes to another screen. Timers and answers that belong to the old one are void. */
export function enter(session: Session, stage: Stage): Session {
  return { ...session, stage, serial: session.serial + 1, asking: false }
}

/** Stays on the screen, with other facts on it. */
export function stay(session: Session, stage: Stage): Session {
  return { ...session, stage }
}

/** Why nobody can be served now; null when a visit may begin. */
export function blockedBy(session: Pick<Session, 'settings' | 'readiness' | 'set'>): Fault | null {
  return blockersOf(session)[0] ?? null
}

/** Everything because of which nobody can be served now, what is told to visitors first. */
export function blockersOf({ readiness, settings, set }: Pick<Session, 'settings' | 'readiness' | 'set'>): Fault[] {
  const all = [
    // First of all: no other answer is worth anything where it cannot be written down.
    readiness.storage,
    // Staff know better than the machine why it stands still.
    settings?.takenOut ? fault('taken-out') : null,
    set.closed ? fault('outside-hours') : null,
    settings === null ? (readiness.server ?? fault('station-starting')) : readiness.server,
    readiness.printer,
    settings && !settings.hasPhoneLogin && !settings.hasPickups ? noReader(readiness) : null,
  ]
  return all.filter(one => one !== null)
}

function noReader(readiness: Readiness): Fault | null {
  return readiness.campusCardReader && readiness.idCardReader ? readiness.campusCardReader : null
}

/** Frees the screen for the next person: language and aids fall back, everything personal is forgotten. */
export function home(session: Session, notice: Fault | null = null): Step {
  const blocked = blockedBy(session)
  const stage: Stage = blocked
    ? { kind: 'out-of-service', fault: blocked }
    : { kind: 'attract', started: false, fault: notice }
  return {
    session: { ...enter(session, stage), language: 'zh-CN', aids: NO_AIDS, aside: null },
    effects: [...endVisits(visitorsOf(session.stage)), { kind: 'wipe' }],
  }
}

/** Back to the ways in, as the same person in the same language, where a visit may begin. */
export function waysIn(session: Session): Step {
  return blockedBy(session) ? home(session) : step(enter(session, { kind: 'attract', started: true, fault: null }))
}

/** As whom the person at the screen is known. */
export function visitorsOf(stage: Stage): readonly Visitor[] {
  if (stage.kind === 'choosing-register') return stage.registers.map(({ visitor }) => visitor)
  const visitor = 'visitor' in stage ? stage.visitor : stage.kind === 'paying' ? stage.person?.visitor : null
  return visitor ? [visitor] : []
}

export function endVisits(visitors: readonly Visitor[]): Effect[] {
  return visitors.map(({ visitId }) => ({ kind: 'end-visit', visitId }))
}
