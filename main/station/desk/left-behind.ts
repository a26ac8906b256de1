import type { PagePrinter } from '../../../src/contract/devices.ts'
import type { JobId } from '../../../src/contract/ids.ts'
import type { CopyEvidence } from '../../../src/contract/orders-api.ts'
import { TERMINAL_ROUTES } from '../../../src/contract/terminal-api.ts'
import type { LedgerCopy } from '../ledger/copies.ts'
import type { DeskTools } from './desk.ts'
import { forgottenLatePaper, isUnknown, type UnknownWatch, watchUnknown, wordOf } from './forgotten.ts'
import type { Pace } from './pace.ts'
import { sentOf } from './sent-copy.ts'
import { type StillOwed, untilProven } from './until-proven.ts'

export interface LeftBehindDesk {
  /** Takes up what an earlier start has left: copies at the printer, and late paper that nobody was told of. */
  takeUp(): void
  /** Sees to the copies of a job that were given back and may still come out. The printer serves nobody until they are gone. */
  clear(jobId: JobId): void
}

/**
 * Paper that had been given back must not come out in front of somebody else; if it came out all the same, a person hears of it. That
 * is a debt as any other: it is told as often as it takes, and ends when the server has it, or has taken down an order that it forgot.
 */
export function createLeftBehindDesk(
  tools: DeskTools,
  printer: Pick<PagePrinter, 'clearCopy'>,
  pace: Pick<Pace, 'pause'>,
  run: (work: Promise<unknown>) => void,
): LeftBehindDesk {
  const { client, clock, ledger, log } = tools
  const telling = new Set<JobId>()

  const clearOne = async (jobId: JobId, copy: LedgerCopy, pages: number): Promise<void> => {
    const cleared = await printer.clearCopy(sentOf(copy, pages))
    if (tools.closing()) return
    const late = cleared.cameOut || cleared.sheetsDelivered > copy.sheetsDelivered
    const { sheetsDelivered: sheetsInTheEnd, evidence } = cleared
    ledger.copyCleared(jobId, copy.copyNumber, { sheetsInTheEnd, late, evidence })
    log.info({ jobId, copyNumber: copy.copyNumber, ...cleared, late }, 'copy given back is gone from the printer')
    if (late) await tell(jobId)
  }

  const tell = async (jobId: JobId): Promise<void> => {
    if (telling.has(jobId)) return
    telling.add(jobId)
    const unknown = watchUnknown(clock)
    await untilProven(tools, pace, { jobId, what: 'late paper told' }, () => tellOnce(jobId, unknown))
    telling.delete(jobId)
  }

  /** Each time all that is known by then: a further copy may have come out meanwhile. */
  const tellOnce = async (jobId: JobId, unknown: UnknownWatch): Promise<StillOwed> => {
    const job = ledger.job(jobId)!
    const late = ledger.copies(jobId).filter(copy => copy.aftermath === 'late')
    if (late.length === 0) return null
    const copies = late.map(copy => evidenceOf(copy, job.sheetsPerCopy))
    const answer = await client.call(TERMINAL_ROUTES.reportLatePaper, { jobId, copies })
    if (tools.closing()) return 'closing'
    if (answer.ok) return told(jobId, late, answer.value.caseNumber)
    if (!isUnknown(answer.error) || !unknown.saidAgain()) return wordOf(answer.error)
    const handedOver = await client.call(TERMINAL_ROUTES.reportForgottenOrder, forgottenLatePaper(job, copies))
    if (tools.closing()) return 'closing'
    return handedOver.ok ? told(jobId, late, handedOver.value.caseNumber) : wordOf(handedOver.error)
  }

  const told = (jobId: JobId, late: readonly LedgerCopy[], caseNumber: string): StillOwed => {
    ledger.lateTold(jobId, late)
    log.info({ jobId, caseNumber }, 'late paper told')
    return ledger.copies(jobId).some(copy => copy.aftermath === 'late') ? 'one more came out' : null
  }

  const clear = (jobId: JobId): void => {
    const { pages } = ledger.job(jobId)!
    for (const copy of ledger.copies(jobId)) if (copy.aftermath === 'at-printer') run(clearOne(jobId, copy, pages))
  }
  return {
    clear,
    takeUp: () => {
      for (const jobId of ledger.jobsWith('at-printer')) clear(jobId)
      for (const jobId of ledger.jobsWith('late')) run(tell(jobId))
    },
  }
}

function evidenceOf(copy: LedgerCopy, sheetsPerCopy: number): CopyEvidence {
  const { copyNumber, sheetsDelivered, sheetsInTheEnd, evidenceInTheEnd: evidence } = copy
  const sheetsCounted = sheetsInTheEnd ?? sheetsDelivered
  return { copyNumber, end: sheetsCounted >= sheetsPerCopy ? 'delivered' : 'not-delivered', sheetsCounted, evidence }
}
