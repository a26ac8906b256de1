import { fault } from '../../fault.ts'
import type { SessionEvent } from '../event.ts'
import type { PaperCheck, Session, StageOf } from '../state.ts'
import { blockedBy, home, type Step, step } from '../transition.ts'
import { onArrival } from './arrival.ts'
import { checking, onPaperToCheck } from './paper-to-check.ts'

/** A paper is to be held under the scanner, is being asked about, or has its answer on the screen. */
export function onCheckingPaper(
  session: Session,
  { check }: StageOf<'checking-paper'>,
  event: SessionEvent,
): Step | null {
  const asked = check.step === 'asking' ? check.request : null
  switch (event.kind) {
    case 'code-unreadable':
      return asked === null ? step(checking(session, { step: 'waiting', fault: fault('code-unreadable') })) : null
    case 'paper-checked':
      return event.request === asked ? step(checking(session, { step: 'answered', answer: event.answer })) : null
    case 'paper-not-checked':
      return event.request === asked ? step(checking(session, { step: 'cannot-check', fault: event.fault })) : null
    case 'timer-fired':
      if (asked === null) return home(session)
      return step(checking(session, { step: 'cannot-check', fault: fault('server-slow') }))
    case 'touched':
      if (event.command.kind === 'finish' || event.command.kind === 'back') return home(session)
      return asked === null ? again(onPaperToCheck(session, event), check) : null
    case 'card-tapped':
    case 'id-card-found':
    case 'id-card-read':
      // Nobody's visit is cut off by the next person's card: what stands here came from a paper.
      return blockedBy(session) ? null : onArrival(session, event)
    case 'code-scanned':
      return (blockedBy(session) ? null : onArrival(session, event)) ?? onPaperToCheck(session, event)
    default:
      return onPaperToCheck(session, event)
  }
}

/** Who tries again for want of an answer may leave the paper where it is; who has one is about to take it away. */
function again(next: Step | null, { step: before }: PaperCheck): Step | null {
  if (!next || before !== 'cannot-check') return next
  return step(next.session, ...next.effects, { kind: 'forget-last-scan' })
}
