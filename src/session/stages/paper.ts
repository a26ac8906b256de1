import type { SessionEvent } from '../event.ts'
import type { Session, StageOf } from '../state.ts'
import { blockedBy, enter, home, type Step, stay, step } from '../transition.ts'
import { onArrival } from './arrival.ts'
import { tellBadPrint } from './bad-print.ts'
import { takeAlong } from './hand-over.ts'
import { printerSaid } from './printer-said.ts'

export function onPrinting(session: Session, stage: StageOf<'printing'>, event: SessionEvent): Step | null {
  if ('jobId' in event && event.kind !== 'touched' && event.jobId !== stage.job.jobId) return null
  switch (event.kind) {
    case 'printing-progressed': {
      // Sheets in the tray do not go back: a counter that does has lost its memory.
      const sheetsDelivered = Math.max(stage.sheetsDelivered, event.sheetsDelivered)
      const copiesDelivered = Math.max(stage.copiesDelivered, event.copiesDelivered)
      // Whatever it waits for, paper that comes out all the same is waited for anew: one that answers late may print well.
      const isMoving = sheetsDelivered > stage.sheetsDelivered || copiesDelivered > stage.copiesDelivered
      return step(
        stay(session, {
          ...stage,
          sheetsDelivered,
          copiesDelivered,
          stalls: event.stalled && (isMoving || !stage.stalled) ? stage.stalls + 1 : stage.stalls,
          stalled: event.stalled,
          reported: printerSaid({ printer: event.stalled, warnings: [] }, stage.reported),
          recovering: false,
        }),
      )
    }
    case 'printing-ended': {
      const { job, visitor, reported } = stage
      const { sheetsDelivered, copiesDelivered, copiesUnclear, fault } = event
      const finished = enter(session, {
        kind: 'finished',
        job,
        visitor,
        sheetsDelivered,
        copiesDelivered,
        copiesUnclear,
        fault,
        settlement: null,
        receipt: 'none',
        // Of a reprint by the printer's record that let nothing out, the same copies may be asked for once more.
        spoilt: copiesDelivered > 0 ? { job, copiesDelivered, reported } : stage.again,
      })
      return step(finished, {
        kind: 'report-outcome',
        jobId: job.jobId,
        outcome: { copiesDelivered, copiesUnclear, sheetsDelivered, fault },
      })
    }
    case 'timer-fired':
      return stop(session, stage)
    case 'touched':
      return event.command.kind === 'give-up' && stage.stalled && !stage.stopping ? stop(session, stage) : null
    default:
      return null
  }
}

/** The rest is withdrawn from the printer; what it says came out decides what is given back. */
function stop(session: Session, stage: StageOf<'printing'>): Step {
  return step(stay(session, { ...stage, stopping: true }), { kind: 'stop-printing', jobId: stage.job.jobId })
}

export function onFinished(session: Session, stage: StageOf<'finished'>, event: SessionEvent): Step | null {
  if ('jobId' in event && event.kind !== 'touched' && event.jobId !== stage.job.jobId) return null
  switch (event.kind) {
    case 'outcome-recorded': {
      const receipt = session.readiness.receiptPrinter || stage.receipt !== 'none' ? stage.receipt : 'offered'
      return step(stay(session, { ...stage, settlement: event.settlement, receipt }))
    }
    case 'receipt-printed':
      return step(stay(session, { ...stage, receipt: 'printed' }))
    case 'receipt-failed':
      return step(stay(session, { ...stage, receipt: 'failed' }))
    case 'timer-fired':
      return home(session)
    case 'touched': {
      if (event.command.kind === 'finish') return home(session)
      if (event.command.kind === 'bad-print') return tellBadPrint(session, stage)
      if (event.command.kind === 'take-along') return takeAlong(session, stage)
      if (event.command.kind === 'print-another') return printAnother(session, stage)
      if (event.command.kind !== 'print-receipt' || !stage.settlement) return null
      if (stage.receipt !== 'offered' && stage.receipt !== 'failed') return null
      const { job, settlement } = stage
      return step(stay(session, { ...stage, receipt: 'printing' }), { kind: 'print-receipt', job, settlement })
    }
    case 'card-tapped':
    case 'id-card-found':
    case 'id-card-read': {
      // The next person in the queue need not wait for this screen to clear, unless the machine can't serve.
      const free = home(session)
      if (free.session.stage.kind !== 'attract') return null
      const next = onArrival(free.session, event)
      return next && { session: next.session, effects: [...free.effects, ...next.effects] }
    }
    default:
      return null
  }
}

/** Whether the same person can go on without a card: what they have left is known, and the machine can serve. */
export function canPrintAnother(session: Session, { visitor, settlement }: StageOf<'finished'>): boolean {
  // What is collected for another is one document, and was that.
  const mayChoose = visitor !== null && !visitor.isForOne && !visitor.forAnother
  return mayChoose && settlement !== null && blockedBy(session) === null
}

/** The offers are asked for anew: free copies are fewer now, and a document may have been changed meanwhile. */
function printAnother(session: Session, stage: StageOf<'finished'>): Step | null {
  if (!canPrintAnother(session, stage) || !stage.visitor) return null
  const { visitId } = stage.visitor
  const next = enter(session, { kind: 'identifying', means: 'known', request: session.serial + 1 })
  return step(next, { kind: 'wipe' }, { kind: 'look-up-visitor', request: next.serial, visitId })
}
