import type { JobId } from '../../contract/ids.ts'
import { REPRINT_CODE_DIGITS } from '../../contract/reprints-api.ts'
import { type Fault, fault } from '../../fault.ts'
import type { SessionEvent } from '../event.ts'
import type { Job, Session, StageOf } from '../state.ts'
import { enter, home, type Step, stay, step } from '../transition.ts'
import { startPrinting } from './choice.ts'
import { enterCode } from './enter-code.ts'
import { copiesWithPaper } from './paper-left.ts'
import { typedAfter } from './typed-code.ts'

type Entering = StageOf<'entering-code'>

/** A code of staff is typed; the server says whether it is one, and what is printed for it. */
export function onEnteringCode(session: Session, stage: Entering, event: SessionEvent): Step | null {
  const { asked } = stage
  switch (event.kind) {
    case 'reprint-opened':
      return asked && event.job.jobId === asked ? opened(session, stage, event.job) : null
    case 'reprint-refused':
      return asked && event.jobId === asked ? step(refused(session, stage, event.fault)) : null
    case 'timer-fired':
      // Of a visit that stands still `idle` and `ask` end it.
      if (!asked) return null
      return step(refused(session, stage, fault('server-slow')), { kind: 'abandon-order', jobId: asked })
    case 'touched':
      return asked ? null : touched(session, stage, event)
    default:
      return null
  }
}

function touched(
  session: Session,
  stage: Entering,
  { command, jobId }: Extract<SessionEvent, { kind: 'touched' }>,
): Step | null {
  const { typed } = stage
  const next = typedAfter(typed, command, REPRINT_CODE_DIGITS)
  if (next !== null) return step(stay(session, { ...stage, typed: next, fault: null }))
  switch (command.kind) {
    case 'finish':
      return home(session)
    case 'back':
      return step(enter(session, stage.behind))
    case 'confirm':
      return typed.length === REPRINT_CODE_DIGITS ? ask(session, stage, jobId) : null
    default:
      return null
  }
}

/** How many copies a code is for only the server knows; that nothing can be printed at all is known here. */
function ask(session: Session, stage: Entering, jobId: JobId): Step {
  const { storage, server, printer } = session.readiness
  const stands = storage ?? server ?? printer
  if (stands) return step(stay(session, { ...stage, fault: stands }))
  const asking = enter(session, { ...stage, fault: null, asked: jobId })
  const how = { by: 'code', code: stage.typed } as const
  return step(asking, { kind: 'open-reprint', jobId, visitId: stage.visitor.visitId, how })
}

/** A code is spent by the first copy that comes out: it is not begun with what there is no paper for. */
function opened(session: Session, stage: Entering, job: Job): Step {
  const paperFor = copiesWithPaper(session, job.sheetsPerCopy)
  if (paperFor === null || paperFor >= job.quote.copies) return startPrinting(session, job, stage.visitor)
  const short = refused(session, stage, fault('printer-paper-short'))
  return step(short, { kind: 'abandon-order', jobId: job.jobId })
}

/** What was typed stays, to be compared with the code and corrected; after too many tries nothing of it helps. */
function refused(session: Session, { visitor, typed, behind }: Entering, why: Fault): Session {
  return enterCode(session, visitor, behind, { typed: why.code === 'reprint-tries-over' ? '' : typed, fault: why })
}
