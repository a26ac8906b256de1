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
export function blockedBy(session: Pick<Session, 'settings' | 'readiness'>): Fault | null {
  const { readiness, settings } = session
  if (settings === null) return readiness.server ?? fault('station-starting')
  if (readiness.server) return readiness.server
  if (readiness.printer) return readiness.printer
  return noReader(readiness)
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
  const visitor =
    'visitor' in session.stage
      ? session.stage.visitor
      : session.stage.kind === 'paying'
        ? session.stage.person?.visitor
        : null
  const end: Effect[] = visitor ? [{ kind: 'end-visit', visitId: visitor.visitId }] : []
  return {
    session: { ...enter(session, stage), language: 'zh-CN', aids: NO_AIDS, aside: null },
    effects: [...end, { kind: 'wipe' }],
  }
}
