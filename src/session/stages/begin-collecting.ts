import { pickupCodeIn } from '../../contract/pickup-scan.ts'
import type { Session, StageOf } from '../state.ts'
import { enter, type Step, stay, step } from '../transition.ts'

type Collecting = StageOf<'collecting'>

/** Whether paper is collected here that was applied for elsewhere. */
export function canCollect({ settings }: Pick<Session, 'settings'>): boolean {
  return settings?.hasPickups ?? false
}

const BEFORE: Collecting = { kind: 'collecting', typed: '', fault: null, wrong: 0, request: null }

/** Goes to the keypad for a code of collection, where the house has such codes. */
export function collectTyped(session: Session): Step | null {
  return canCollect(session) ? step(enter(session, BEFORE)) : null
}

/** Sends the code that was scanned; null where that is none, or the house has no such codes. */
export function collectScanned(session: Session, scanned: string, before = BEFORE): Step | null {
  const code = canCollect(session) ? pickupCodeIn(scanned) : null
  return code === null ? null : sendCode(session, { ...before, typed: code })
}

/** Asks whom the code stands for, unless nothing could be printed for it now. */
export function sendCode(session: Session, stage: Collecting): Step {
  const stands = session.readiness.storage ?? session.readiness.printer
  if (stands) return step(stay(session, { ...stage, fault: stands }))
  const request = session.serial + 1
  return step(enter(session, { ...stage, fault: null, request }), { kind: 'collect', request, code: stage.typed })
}
