import { type Clock, sleep } from '../../../src/clock.ts'
import type { CopyOutcome, CopyProgress, PagePrinter } from '../../../src/contract/devices.ts'
import type { JobId } from '../../../src/contract/ids.ts'
import { type Fault, fault } from '../../../src/fault.ts'
import type { LedgerCopy, LedgerJob } from '../ledger/ledger.ts'
import type { DeskTools } from './desk.ts'
import type { DocumentDesk } from './documents.ts'

const ASK_PRINTER_EVERY_MS = 2_000

export interface PrintingDesk {
  /** Prints what is still owed of a job, copy by copy, and posts its progress and its end. */
  print(jobId: JobId): Promise<void>
  /** Withdraws the rest of a job that is being printed. */
  stop(jobId: JobId): void
  /** After a break that was too long: asks the printer what came out and sends nothing. */
  count(job: LedgerJob): Promise<void>
}

export interface Ended {
  readonly copiesDelivered: number
  readonly copiesUnclear: number
  readonly sheetsDelivered: number
  readonly fault: Fault | null
}

/**
 * Turns jobs into paper. One printer job a copy: a copy's end is then exact even at printers that count badly, and what a jam
 * leaves undone is whole copies. The ledger says `sending` before the printer hears of a copy, so a copy is never sent twice.
 */
export function createPrintingDesk(
  tools: DeskTools,
  printer: PagePrinter,
  documents: Pick<DocumentDesk, 'fileOf'>,
): PrintingDesk {
  const { ledger, clock, log } = tools
  const running = new Map<JobId, { stopped: boolean; copy: string | null }>()

  const end = (job: LedgerJob, ended: Ended) => {
    ledger.printed(job.jobId, { ...ended, faultCode: ended.fault?.code ?? null })
    log.info({ jobId: job.jobId, ...ended }, 'printing ended')
  }

  return {
    print: async jobId => {
      const job = ledger.job(jobId)
      if (job?.state !== 'printing') throw new Error(`job ${jobId} is not to be printed: ${job?.state}`)
      const run = { stopped: false, copy: null as string | null }
      running.set(jobId, run)
      const tally = tallyOf(job, ledger.copies(jobId), (sheetsDelivered, copiesDelivered, stalled) =>
        tools.post({ kind: 'printing-progressed', jobId, sheetsDelivered, copiesDelivered, stalled }),
      )
      let why: Fault | null = null
      for (let copyNumber = 1; copyNumber <= job.quote.copies && !why; copyNumber++) {
        const known = ledger.copies(jobId).find(copy => copy.copyNumber === copyNumber)
        if (known?.state === 'delivered') continue
        if (run.stopped) {
          why = tally.stalled() ?? fault('printer-stopped', 'withdrawn')
          break
        }
        run.copy = known?.jobName ?? `${job.orderNumber}-${copyNumber}-${jobId.slice(-8)}`
        const outcome = await oneCopy(job, copyNumber, run.copy, known, run, tally.progress)
        ledger.copyEnded(jobId, copyNumber, outcome.kind, outcome.sheetsDelivered)
        tally.ended(outcome)
        // Who withdrew did so because of what the printer was waiting for; its own word is only that it was told to stop.
        if (outcome.kind !== 'delivered') why = (run.stopped ? tally.stalled() : null) ?? outcome.fault
      }
      running.delete(jobId)
      const ended: Ended = { ...tally.total(), fault: why }
      end(job, ended)
      tools.post({ kind: 'printing-ended', jobId, ...ended })
    },

    stop: jobId => {
      const run = running.get(jobId)
      if (!run) return
      run.stopped = true
      if (run.copy) void printer.cancelCopy(run.copy)
    },

    count: async job => {
      const tally = tallyOf(job, ledger.copies(job.jobId), () => {})
      for (const copy of ledger.copies(job.jobId).filter(copy => copy.state === 'sending')) {
        const outcome =
          (await whenReachable(clock, printer, copy.jobName, tools.closing)) === 'yes'
            ? await printer.followCopy({ jobName: copy.jobName, pages: job.pages }, () => {})
            : ({
                kind: 'not-delivered',
                sheetsDelivered: 0,
                fault: fault('printer-outcome-unknown', 'after a break'),
              } as const)
        if (tools.closing()) return
        ledger.copyEnded(job.jobId, copy.copyNumber, outcome.kind, outcome.sheetsDelivered)
        tally.ended(outcome)
      }
      const total = tally.total()
      end(job, {
        ...total,
        fault: total.copiesDelivered < job.quote.copies ? fault('printer-stopped', 'after a break') : null,
      })
    },
  }

  async function oneCopy(
    job: LedgerJob,
    copyNumber: number,
    jobName: string,
    known: LedgerCopy | undefined,
    run: { readonly stopped: boolean },
    onProgress: (progress: CopyProgress) => void,
  ): Promise<CopyOutcome> {
    if (known) {
      // Written down as sending before a break. Only the printer knows whether it got it.
      const has = await whenReachable(clock, printer, jobName, () => run.stopped || tools.closing(), onProgress)
      if (has === 'yes') return printer.followCopy({ jobName, pages: job.pages }, onProgress)
      if (has === 'unreachable') return { kind: 'unknown', sheetsDelivered: 0, fault: fault('printer-outcome-unknown') }
    }
    const file = await documents.fileOf(job)
    if (!file.ok) return { kind: 'not-delivered', sheetsDelivered: 0, fault: file.error }
    if (run.stopped) return { kind: 'not-delivered', sheetsDelivered: 0, fault: fault('printer-stopped', 'withdrawn') }
    ledger.copySending(job.jobId, copyNumber, jobName)
    return printer.printCopy({ jobName, pdf: file.value, pages: job.pages }, onProgress)
  }
}

/** Asks the printer for a copy until it answers; 'unreachable' only when `stopped`. */
async function whenReachable(
  clock: Clock,
  printer: PagePrinter,
  jobName: string,
  stopped: () => boolean,
  onProgress?: (progress: CopyProgress) => void,
): Promise<'yes' | 'no' | 'unreachable'> {
  for (;;) {
    const has = await printer.has(jobName)
    if (has !== 'unreachable' || stopped()) return has
    onProgress?.({ sheetsDelivered: 0, stalled: fault('printer-unreachable') })
    await sleep(clock, ASK_PRINTER_EVERY_MS)
  }
}

/** Adds up sheets and copies of a job over its copies. */
function tallyOf(
  job: LedgerJob,
  copies: readonly LedgerCopy[],
  tell: (sheets: number, copies: number, stalled: Fault | null) => void,
) {
  const done = copies.filter(copy => copy.state !== 'sending')
  let sheets = done.reduce((sum, copy) => sum + copy.sheetsDelivered, 0)
  let delivered = done.filter(copy => copy.state === 'delivered').length
  let unclear = done.filter(copy => copy.state === 'unknown').length
  let stalled: Fault | null = null
  return {
    progress: (progress: CopyProgress) => {
      stalled = progress.stalled
      tell(sheets + Math.min(progress.sheetsDelivered, job.sheetsPerCopy), delivered, stalled)
    },
    ended: (outcome: CopyOutcome) => {
      sheets += outcome.sheetsDelivered
      if (outcome.kind === 'delivered') delivered += 1
      if (outcome.kind === 'delivered') stalled = null
      if (outcome.kind === 'unknown') unclear += 1
      tell(sheets, delivered, stalled)
    },
    stalled: () => stalled,
    total: () => ({ copiesDelivered: delivered, copiesUnclear: unclear, sheetsDelivered: sheets }),
  }
}
