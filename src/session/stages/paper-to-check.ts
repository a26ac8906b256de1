import type { SessionEvent } from '../event.ts'
import type { PaperCheck, Session, StageOf } from '../state.ts'
import { enter, home, type Step, step } from '../transition.ts'

/** Goes to the check of a paper, or a step on in it. */
export function checking(session: Session, check: PaperCheck): Session {
  return enter(session, { kind: 'checking-paper', check })
}

/** Whether a paper can be asked about: that needs the scanner and the server, and neither printer nor card reader. */
export function canCheckPaper({ readiness, settings }: Pick<Session, 'readiness' | 'settings'>): boolean {
  return settings !== null && !readiness.server && !readiness.codeScanner
}

/**
 * On a screen that belongs to nobody, a printed paper may be checked: by the key for it, or by holding its code under the scanner
 * right away. The newest code is the one in the visitor's hand; an answer to an earlier one finds nobody waiting.
 */
export function onPaperToCheck(session: Session, event: SessionEvent): Step | null {
  if (event.kind === 'touched' && event.command.kind === 'check-paper' && canCheckPaper(session))
    return step(checking(session, { step: 'waiting', fault: null }))
  if (event.kind !== 'code-scanned') return null
  const request = session.serial + 1
  return step(checking(session, { step: 'asking', request }), { kind: 'check-paper', request, scanned: event.text })
}

/** Without its scanner the screen that waits for a code would wait in vain. */
export function onScannerReadiness(session: Session, { check }: StageOf<'checking-paper'>): Step {
  const lost = session.readiness.codeScanner
  return lost && check.step === 'waiting' ? home(session, lost) : step(session)
}
