import type { CopyOutcome, CopyProgress, CopyRecord, PagePrinter } from '../../../src/contract/devices.ts'
import type { JobId } from '../../../src/contract/ids.ts'
import { type Fault, fault } from '../../../src/fault.ts'
import type { LedgerCopy } from '../ledger/copies.ts'
import type { LedgerJob } from '../ledger/ledger.ts'
import type { TraysHere } from '../settings/trays-here.ts'
import type { DeskTools } from './desk.ts'
import type { DocumentDesk } from './documents.ts'
import type { LeftBehindDesk } from './left-behind.ts'
import { sentOf } from './sent-copy.ts'
import { type Tally, tallyOf } from './tally.ts'

export interface PrintingDesk {
  /** Prints what is still owed of a job, copy by copy, and posts its progress and its end. */
  print(jobId: JobId): Promise<void>
  /** Withdraws the rest of a job that is being printed. */
  stop(jobId: JobId): void
  /** After a break that was too long: asks the printer what came out, stops the rest and sends nothing. */
  count(job: LedgerJob): Promise<void>
}

export interface Ended {
  readonly copiesDelivered: number
  readonly copiesUnclear: number
  readonly sheetsDelivered: number
  readonly fault: Fault | null
}

/** Set while a job is printed: whether it was withdrawn, and the copy that the printer has. */
interface Run {
  stopped: boolean
  copy: string | null
}

/**
 * Turns jobs into paper. One printer job a copy: a copy's end is then exact even at printers that count badly, and what a jam
 * leaves undone is whole copies. The ledger says `sending`, and what the printer says of itself, before the printer hears of a
 * copy: so a copy is sent a second time only where it is proven that it never arrived.
 */
export function createPrintingDesk(
  tools: DeskTools,
  printer: PagePrinter,
  { fileOf, trays }: Pick<DocumentDesk, 'fileOf'> & { readonly trays: Pick<TraysHere, 'of' | 'lack'> },
  leftBehind: Pick<LeftBehindDesk, 'clear'>,
): PrintingDesk {
  const { ledger, log } = tools
  const running = new Map<JobId, Run>()

  const end = (job: LedgerJob, ended: Ended) => {
    ledger.printed(job.jobId, { ...ended, faultCode: ended.fault?.code ?? null })
    log.info({ jobId: job.jobId, ...ended }, 'printing ended')
    leftBehind.clear(job.jobId)
  }
  const copyEnded = (job: LedgerJob, copyNumber: number, outcome: CopyOutcome, tally: Tally) => {
    const { kind: state, sheetsDelivered, proof } = outcome
    const atPrinter = outcome.kind !== 'delivered' && outcome.atPrinter
    const evidence = `${proof}: ${outcome.evidence}`
    ledger.copyEnded(job.jobId, copyNumber, { state, sheetsDelivered, evidence, atPrinter })
    log.info({ jobId: job.jobId, copyNumber, ...outcome }, 'copy ended')
    const code = outcome.kind === 'delivered' ? null : outcome.fault.code
    tools.note?.('machine-copy-ended', {
      job: job.jobId,
      copy: copyNumber,
      outcome: state,
      sheets: sheetsDelivered,
      proof,
      code,
    })
    tally.ended(outcome)
  }

  return {
    print: async jobId => {
      const job = ledger.job(jobId)
      if (job?.state !== 'printing') throw new Error(`job ${jobId} is not to be printed: ${job?.state}`)
      const run: Run = { stopped: false, copy: null }
      running.set(jobId, run)
      const tally = tallyOf(ledger.copies(jobId), job.sheetsPerCopy, (sheetsDelivered, copiesDelivered, stalled) =>
        tools.post({ kind: 'printing-progressed', jobId, sheetsDelivered, copiesDelivered, stalled }),
      )
      let why: Fault | null = null
      for (let copyNumber = 1; copyNumber <= job.quote.copies && !why; copyNumber++) {
        const known = ledger.copies(jobId).find(copy => copy.copyNumber === copyNumber)
        if (known?.state === 'delivered') continue
        if (known && known.state !== 'sending') {
          // Its end was written down, and the break came before that of the job.
          why = fault('printer-outcome-unknown', known.evidence.slice(0, 200))
          break
        }
        if (run.stopped) {
          why = tally.stalled() ?? fault('printer-stopped', 'withdrawn')
          break
        }
        const outcome = await oneCopy(job, copyNumber, known, run, tally.progress)
        copyEnded(job, copyNumber, outcome, tally)
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
      const tally = tallyOf(ledger.copies(job.jobId), job.sheetsPerCopy, () => {})
      for (const copy of ledger.copies(job.jobId).filter(({ state }) => state === 'sending')) {
        const seen = seenBy(job.jobId, copy.copyNumber, () => {})
        const record = { othersSeen: () => ledger.copyBesideOthers(job.jobId, copy.copyNumber) }
        const resumed = await printer.resumeCopy(sentOf(copy, job.pages), seen, { withdraw: true, record })
        if (tools.closing()) return
        const outcome = resumed.kind === 'never-arrived' ? neverSent('after a break', resumed.evidence) : resumed
        copyEnded(job, copy.copyNumber, outcome, tally)
      }
      const total = tally.total()
      const short = total.copiesDelivered < job.quote.copies
      end(job, { ...total, fault: short ? fault('printer-stopped', 'after a break') : null })
    },
  }

  /** Every sheet that is seen is written down before it is shown: over a restart too, no figure falls. */
  function seenBy(jobId: JobId, copyNumber: number, tell: (progress: CopyProgress) => void) {
    return (progress: CopyProgress) => {
      if (tools.closing()) return
      if (progress.sheetsDelivered > 0) ledger.copySeen(jobId, copyNumber, progress.sheetsDelivered)
      tell(progress)
    }
  }

  async function oneCopy(
    job: LedgerJob,
    copyNumber: number,
    known: LedgerCopy | undefined,
    run: Run,
    onProgress: (progress: CopyProgress) => void,
  ): Promise<CopyOutcome> {
    const { jobId, pages } = job
    const jobName = known?.jobName ?? `${job.orderNumber}-${copyNumber}-${jobId.slice(-8)}`
    const seen = seenBy(jobId, copyNumber, onProgress)
    const record: CopyRecord = {
      sending: standing => ledger.copySending(jobId, copyNumber, jobName, standing),
      accepted: printerJobId => ledger.copyAccepted(jobId, copyNumber, printerJobId),
      othersSeen: () => ledger.copyBesideOthers(jobId, copyNumber),
    }
    run.copy = jobName
    if (known) {
      // Written down as sending before a break. Only the printer knows whether it got it.
      const resumed = await printer.resumeCopy(sentOf(known, pages), seen, { record })
      if (resumed.kind !== 'never-arrived') return resumed
      log.info({ jobId, copyNumber, evidence: resumed.evidence }, 'copy never arrived, so it is sent again')
    }
    const file = await fileOf(job, {
      stopped: () => run.stopped,
      waiting: stalled => onProgress({ sheetsDelivered: 0, stalled }),
    })
    if (!file.ok) return { ...neverSent('no file', 'no file'), fault: file.error }
    if (run.stopped) return neverSent('withdrawn', 'withdrawn unsent')
    // An empty tray is waited for at the printer, which says so; one that is not there will not come.
    const lack = trays.lack(job.documentKind)
    if (lack?.code === 'printer-tray-missing') return { ...neverSent('no such tray', 'no such tray'), fault: lack }
    return printer.printCopy({ jobName, pdf: file.value, pages, tray: trays.of(job.documentKind) }, seen, record)
  }
}

/** A copy of which nothing has left the station, or nothing has arrived. */
function neverSent(
  detail: string,
  evidence: string,
): Extract<CopyOutcome, { kind: 'not-delivered' | 'cannot-be-told' }> {
  const why = fault('printer-stopped', detail)
  return { kind: 'not-delivered', sheetsDelivered: 0, proof: 'proven-absent', evidence, fault: why, atPrinter: false }
}
