import { sleep } from '../../../src/clock.ts'
import type { JobId } from '../../../src/contract/ids.ts'
import type { CopyEvidence, Order, Outcome } from '../../../src/contract/orders-api.ts'
import { TERMINAL_ROUTES } from '../../../src/contract/terminal-api.ts'
import { fault } from '../../../src/fault.ts'
import type { LedgerCopy } from '../ledger/copies.ts'
import type { LedgerJob } from '../ledger/ledger.ts'
import { untilAnswered } from '../patience.ts'
import type { DeskTools } from './desk.ts'
import type { PrintingDesk } from './printing.ts'

/** How long an order that the server does not know may still turn up there: longer than any request is under way. */
const MAY_TURN_UP_MS = 600_000
const NEVER_MS = Number.POSITIVE_INFINITY
const LOOK_AGAIN_MS = 15_000
const NOTHING_PRINTED: Outcome = {
  copiesDelivered: 0,
  copiesUnclear: 0,
  sheetsDelivered: 0,
  copies: [],
  fault: fault('station-lost'),
}

export interface SettlingDesk {
  /** Tells the server what came out of a job, as often as it takes, and posts its settlement. */
  report(jobId: JobId): Promise<void>
  /** Finds out what became of a job that nobody waits for, and gives everything back that is not paper. */
  undo(jobId: JobId): Promise<void>
}

/** Where debts are paid: it goes on until nothing is owed, over any number of restarts. */
export function createSettlingDesk(tools: DeskTools, printing: Pick<PrintingDesk, 'count'>): SettlingDesk {
  const { client, ledger, clock, log } = tools
  const busy = new Set<JobId>()
  const patience = { giveUpAfterMs: NEVER_MS, stopped: tools.closing }

  const tell = async (jobId: JobId, outcome: Outcome): Promise<void> => {
    const answer = await untilAnswered(
      clock,
      () => client.call(TERMINAL_ROUTES.reportOutcome, { jobId, outcome }),
      patience,
    )
    if (tools.closing()) return
    if (!answer.ok) {
      // A server that refuses an outcome for good is a matter for people: the row stays open and the log says so.
      log.error({ jobId, fault: answer.error.fault }, 'outcome refused')
      return
    }
    ledger.move(jobId, 'settled')
    const { settlement } = answer.value
    if (settlement) tools.post({ kind: 'outcome-recorded', jobId, settlement })
  }

  const report = async (jobId: JobId): Promise<void> => {
    const job = ledger.job(jobId)
    if (job?.state !== 'printed') return
    const { copiesDelivered, copiesUnclear, sheetsDelivered, faultCode } = job
    const copies = ledger.copies(jobId).flatMap(evidenceOf)
    await tell(jobId, { copiesDelivered, copiesUnclear, sheetsDelivered, copies, fault: faultCode && fault(faultCode) })
  }

  /** One look at an abandoned order; true when nothing is owed any more. */
  const undoOnce = async (job: LedgerJob): Promise<boolean> => {
    const answer = await untilAnswered(
      clock,
      () => client.call(TERMINAL_ROUTES.closeOrder, { jobId: job.jobId }),
      patience,
    )
    if (!answer.ok) return answer.error.status === 404 && clock.now() - job.begunAtMs > MAY_TURN_UP_MS
    return undone(job, answer.value)
  }

  const undone = async (job: LedgerJob, order: Order): Promise<boolean> => {
    if (order.state === 'awaiting-payment') return false
    if (order.state === 'ready') await tell(job.jobId, NOTHING_PRINTED)
    return true
  }

  return {
    report,
    undo: async jobId => {
      if (busy.has(jobId)) return
      busy.add(jobId)
      const job = ledger.job(jobId)
      if (job?.state === 'printing') {
        await printing.count(job)
        if (!tools.closing()) await report(jobId)
      } else if (job && job.state !== 'printed' && job.state !== 'settled' && job.state !== 'closed') {
        if (job.state !== 'abandoned') ledger.move(jobId, 'abandoned')
        while (!tools.closing() && !(await undoOnce(job))) await sleep(clock, LOOK_AGAIN_MS)
        if (!tools.closing() && ledger.job(jobId)?.state === 'abandoned') ledger.move(jobId, 'closed')
      } else if (job) await report(jobId)
      busy.delete(jobId)
    },
  }
}

/** How a copy ended, as the server keeps it; none for one whose end is not written down. */
function evidenceOf({ copyNumber, state, sheetsDelivered, evidence }: LedgerCopy): CopyEvidence[] {
  return state === 'sending' ? [] : [{ copyNumber, end: state, sheetsCounted: sheetsDelivered, evidence }]
}
