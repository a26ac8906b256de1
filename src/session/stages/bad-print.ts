import type { JobId } from '../../contract/ids.ts'
import { type Fault, type FaultCode, fault } from '../../fault.ts'
import type { SessionEvent } from '../event.ts'
import type { BadPrintStep, Session, StageOf } from '../state.ts'
import { enter, home, type Step, stay, step } from '../transition.ts'
import { startPrinting } from './choice.ts'
import { enterCode } from './enter-code.ts'
import { copiesWithPaper } from './paper-left.ts'
import { printerSaid } from './printer-said.ts'

/** What asking once more doesn't change: then staff help, with a code. */
const FINAL: ReadonlySet<FaultCode> = new Set([
  ...(['reprint-refused', 'reprint-not-reported', 'reprint-done-before', 'reprint-too-late'] as const),
  ...(['document-unavailable', 'order-unknown', 'order-conflict'] as const),
])

/** Whether asking for the reprint once more may help. */
export const mayBeAskedAgain = ({ code }: Fault): boolean => !FINAL.has(code)

/** Whether the visitor may call the print bad: once something came out, and the server has taken that down. */
export function canTellBadPrint({ spoilt, settlement }: StageOf<'finished'>): boolean {
  return spoilt !== null && settlement !== null
}

/** The print is said to be bad. Whose visit a break cut off, or who has had it printed again, is sent to staff right away. */
export function tellBadPrint(session: Session, stage: StageOf<'finished'>): Step | null {
  const { spoilt, visitor } = stage
  if (!canTellBadPrint(stage) || spoilt === null) return null
  const canAsk = visitor !== null && spoilt.job.reprint === null
  const at: BadPrintStep = canAsk ? { step: 'choosing' } : { step: 'refused', fault: fault('reprint-refused') }
  return step(enter(session, { kind: 'bad-print', visitor, spoilt, copies: 1, step: at, behind: stage }))
}

export function onBadPrint(session: Session, stage: StageOf<'bad-print'>, event: SessionEvent): Step | null {
  const { step: at } = stage
  switch (event.kind) {
    case 'receipt-printed':
    case 'receipt-failed': {
      if (event.jobId !== stage.behind.job.jobId) return null
      const receipt = event.kind === 'receipt-printed' ? 'printed' : 'failed'
      return step(stay(session, { ...stage, behind: { ...stage.behind, receipt } }))
    }
    case 'reprint-opened':
      if (at.step !== 'asking' || event.job.jobId !== at.jobId) return null
      return startPrinting(session, event.job, stage.visitor, { again: stage.spoilt })
    case 'reprint-refused':
      if (at.step !== 'asking' || event.jobId !== at.jobId) return null
      return step(refuse(session, stage, event.fault))
    case 'timer-fired':
      if (at.step !== 'asking') return home(session)
      return step(refuse(session, stage, fault('server-slow')), { kind: 'abandon-order', jobId: at.jobId })
    case 'touched':
      return at.step === 'asking' ? null : touched(session, stage, event)
    default:
      return null
  }
}

function touched(
  session: Session,
  stage: StageOf<'bad-print'>,
  { command, jobId }: Extract<SessionEvent, { kind: 'touched' }>,
): Step | null {
  const { step: at, visitor, spoilt } = stage
  switch (command.kind) {
    case 'finish':
      return home(session)
    case 'back':
      return step(enter(session, stage.behind))
    case 'set-copies': {
      const copies = Math.max(1, Math.min(command.copies, spoilt.copiesDelivered))
      return at.step === 'choosing' ? step(stay(session, { ...stage, copies })) : null
    }
    case 'enter-code':
      return visitor && step(enterCode(session, visitor, stage))
    case 'confirm':
      return at.step === 'refused' && !mayBeAskedAgain(at.fault) ? null : ask(session, stage, jobId)
    default:
      return null
  }
}

/** Nothing is asked for that can't be had now: a request of which nobody hears must first be undone. */
function ask(session: Session, stage: StageOf<'bad-print'>, jobId: JobId): Step | null {
  const { visitor, spoilt, copies } = stage
  if (!visitor) return null
  const { readiness } = session
  const stands = readiness.storage ?? readiness.server ?? readiness.printer
  if (stands) return step(refuse(session, stage, stands))
  const paperFor = copiesWithPaper(session, spoilt.job.sheetsPerCopy)
  if (paperFor !== null && paperFor < copies) return step(refuse(session, stage, fault('printer-paper-short')))
  const reported = printerSaid(readiness, spoilt.reported)
  const how = { by: 'rule', of: spoilt.job.jobId, copies, reported } as const
  const asking = enter(session, { ...stage, step: { step: 'asking', jobId } })
  return step(asking, { kind: 'open-reprint', jobId, visitId: visitor.visitId, how })
}

function refuse(session: Session, stage: StageOf<'bad-print'>, why: Fault): Session {
  // A reprint by the printer's record belongs to its visit: a new one would not help.
  const said = why.code === 'visit-expired' ? fault('reprint-too-late') : why
  return enter(session, { ...stage, step: { step: 'refused', fault: said } })
}
