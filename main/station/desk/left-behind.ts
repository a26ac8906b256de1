import { sleep } from '../../../src/clock.ts'
import type { PagePrinter } from '../../../src/contract/devices.ts'
import type { JobId } from '../../../src/contract/ids.ts'
import type { CopyEvidence } from '../../../src/contract/orders-api.ts'
import { TERMINAL_ROUTES } from '../../../src/contract/terminal-api.ts'
import type { LedgerCopy } from '../ledger/copies.ts'
import type { DeskTools } from './desk.ts'
import { sentOf } from './sent-copy.ts'

export interface LeftBehindDesk {
  /** Takes up what an earlier start has left: copies at the printer, and late paper that nobody was told of. */
  takeUp(): void
  /** Sees to the copies of a job that were given back and may still come out. The printer serves nobody until they are gone. */
  clear(jobId: JobId): void
}

const TELL_AGAIN_MS = [2_000, 10_000, 60_000, 600_000] as const

/** Paper that had been given back must not come out in front of somebody else; if it came out all the same, a person hears of it. */
export function createLeftBehindDesk(
  tools: DeskTools,
  printer: Pick<PagePrinter, 'clearCopy'>,
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

  /** As often as it takes: this is a debt, and it ends when the server has it. */
  const tell = async (jobId: JobId): Promise<void> => {
    if (telling.has(jobId)) return
    telling.add(jobId)
    for (let attempt = 0; !tools.closing(); attempt++) {
      const late = ledger.copies(jobId).filter(copy => copy.aftermath === 'late')
      if (late.length === 0) break
      const { sheetsPerCopy } = ledger.job(jobId)!
      const copies = late.map(copy => evidenceOf(copy, sheetsPerCopy))
      const answer = await client.call(TERMINAL_ROUTES.reportLatePaper, { jobId, copies })
      if (tools.closing()) return
      if (answer.ok) {
        ledger.lateTold(jobId)
        log.info({ jobId, caseNumber: answer.value.caseNumber }, 'late paper told')
      } else {
        log.warn({ jobId, fault: answer.error.fault }, 'late paper not yet told')
        await sleep(clock, TELL_AGAIN_MS[Math.min(attempt, TELL_AGAIN_MS.length - 1)]!)
      }
    }
    telling.delete(jobId)
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
