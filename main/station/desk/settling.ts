import type { JobId } from '../../../src/contract/ids.ts'
import type { CopyEvidence, Outcome } from '../../../src/contract/orders-api.ts'
import { TERMINAL_ROUTES } from '../../../src/contract/terminal-api.ts'
import { fault } from '../../../src/fault.ts'
import { impossible } from '../../../src/result.ts'
import type { LedgerCopy } from '../ledger/copies.ts'
import type { LedgerJob } from '../ledger/ledger.ts'
import type { Refusal } from '../server-client.ts'
import type { DeskTools } from './desk.ts'
import { forgottenOrder, isUnknown, type UnknownWatch, watchUnknown, wordOf } from './forgotten.ts'
import type { Pace } from './pace.ts'
import type { PrintingDesk } from './printing.ts'
import { type StillOwed, untilProven } from './until-proven.ts'

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

/**
 * Where debts are paid. A debt is a row of the ledger, and it ends only by proof: told and acknowledged, closed by the server's
 * word, or taken down for a person. No refusal ends it and no time; it goes on over any number of restarts.
 */
export function createSettlingDesk(tools: DeskTools, printing: Pick<PrintingDesk, 'count'>, pace: Pace): SettlingDesk {
  const { client, ledger, clock, log } = tools
  const busy = new Set<JobId>()

  const untilSettled = (jobId: JobId, attempt: () => Promise<StillOwed>): Promise<void> =>
    untilProven(tools, pace, { jobId, what: 'settled' }, attempt)

  const tellOnce = async (job: LedgerJob, outcome: Outcome, unknown: UnknownWatch): Promise<StillOwed> => {
    const { jobId } = job
    const answer = await client.call(TERMINAL_ROUTES.reportOutcome, { jobId, outcome })
    if (tools.closing()) return 'closing'
    if (!answer.ok) return refused(job, outcome, answer.error, unknown)
    const { state, settlement } = answer.value
    // Heard, and not taken down: an order that still waits for its payment may yet be paid.
    if (state !== 'ended' && state !== 'closed') return `the order is ${state}`
    ledger.move(jobId, 'settled')
    if (settlement) tools.post({ kind: 'outcome-recorded', jobId, settlement })
    return null
  }

  const undoOnce = async (job: LedgerJob, unknown: UnknownWatch): Promise<StillOwed> => {
    const answer = await client.call(TERMINAL_ROUTES.closeOrder, { jobId: job.jobId })
    if (tools.closing()) return 'closing'
    if (!answer.ok) return refused(job, null, answer.error, unknown)
    const { state } = answer.value
    switch (state) {
      case 'awaiting-payment':
        return `the order is ${state}`
      case 'ready':
        return tellOnce(job, NOTHING_PRINTED, unknown)
      case 'closed':
      case 'ended':
        ledger.move(job.jobId, 'closed')
        return null
      default:
        return impossible(state)
    }
  }

  /** A refusal ends nothing, but for one: what the server has forgotten for good goes to a person, or was nothing. */
  const refused = async (
    job: LedgerJob,
    outcome: Outcome | null,
    refusal: Refusal,
    unknown: UnknownWatch,
  ): Promise<StillOwed> => {
    if (!isUnknown(refusal) || !unknown.saidAgain()) return wordOf(refusal)
    const forgotten = forgottenOrder(ledger.job(job.jobId) ?? job, outcome)
    if (!forgotten) {
      ledger.move(job.jobId, 'closed')
      return null
    }
    const told = await client.call(TERMINAL_ROUTES.reportForgottenOrder, forgotten)
    if (tools.closing()) return 'closing'
    if (!told.ok) return wordOf(told.error)
    const { caseNumber } = told.value
    ledger.handedOver(job.jobId, caseNumber)
    log.error({ jobId: job.jobId, caseNumber }, 'the server has forgotten an order: a person must look')
    return null
  }

  const report = async (jobId: JobId): Promise<void> => {
    const job = ledger.job(jobId)
    if (job?.state !== 'printed') return
    const { copiesDelivered, copiesUnclear, sheetsDelivered, faultCode } = job
    const copies = ledger.copies(jobId).flatMap(evidenceOf)
    const why = faultCode && fault(faultCode)
    const outcome = { copiesDelivered, copiesUnclear, sheetsDelivered, copies, fault: why }
    const unknown = watchUnknown(clock)
    await untilSettled(jobId, () => tellOnce(job, outcome, unknown))
  }

  const undo = async (jobId: JobId): Promise<void> => {
    const job = ledger.job(jobId)
    if (!job || job.state === 'settled' || job.state === 'closed') return
    if (job.state === 'printing') {
      await printing.count(job)
      if (tools.closing()) return
    }
    if (job.state === 'printing' || job.state === 'printed') return report(jobId)
    if (job.state !== 'abandoned') ledger.move(jobId, 'abandoned')
    const unknown = watchUnknown(clock)
    // What was heard of the order meanwhile counts too.
    await untilSettled(jobId, () => undoOnce(ledger.job(jobId) ?? job, unknown))
  }

  /** One hand at a debt is enough. */
  const alone = async (jobId: JobId, work: (jobId: JobId) => Promise<void>): Promise<void> => {
    if (busy.has(jobId)) return
    busy.add(jobId)
    await work(jobId)
    busy.delete(jobId)
  }

  return { report: jobId => alone(jobId, report), undo: jobId => alone(jobId, undo) }
}

/** How a copy ended, as the server keeps it; none for one whose end is not written down. */
function evidenceOf({ copyNumber, state, sheetsDelivered, evidence }: LedgerCopy): CopyEvidence[] {
  return state === 'sending' ? [] : [{ copyNumber, end: state, sheetsCounted: sheetsDelivered, evidence }]
}
