import type { Clock } from '../../src/clock.ts'
import type {
  CopyOutcome,
  CopyProgress,
  CopyProof,
  CopyRecord,
  PagePrinter,
  PrinterStanding,
  SentCopy,
} from '../../src/contract/devices.ts'
import { type Fault, fault, type PrinterFaultCode } from '../../src/fault.ts'
import type { PrinterConnection } from './connection.ts'
import { type CopyLayout, sheetsIn } from './job-state.ts'
import type { Sought } from './kinship.ts'
import type { Pauses } from './pauses.ts'
import type { Sightings } from './sightings.ts'
import type { Learned } from './standing.ts'
import type { PrinterTiming } from './timing.ts'
import type { PrinterWatch } from './watch.ts'

/** What sending, following and clearing a copy work with. */
export interface CopyContext {
  readonly connection: PrinterConnection
  readonly watch: PrinterWatch
  readonly sightings: Sightings
  readonly learned: Learned
  /** Is told before each copy leaves. */
  readonly surplus: { offered(): void }
  readonly clock: Clock
  readonly pauses: Pauses
  readonly timing: PrinterTiming
  readonly sides: PagePrinter['sides']
  readonly counter: CopyLayout['counter']
}

/** One copy under way: what is known of it, its progress as told, and whether someone wants it stopped. */
export interface CopyRun {
  readonly jobName: string
  readonly layout: CopyLayout
  /** What the printer said before the copy was offered; null where no record has it. */
  standing: PrinterStanding | null
  /** When the copy was offered last, monotonic; null for one that was sent before a break. */
  offeredMs: number | null
  jobId: number | null
  /** The printer does not know the job by its number, though it lists it. */
  byList: boolean
  /** The name that the printer gives it. */
  nameAtPrinter: string | null
  /** The printer's up-time when it first told the job as completed while it was still at work. */
  toldInsideAtSeconds: number | null
  cancelRequestedMs: number | null
  /** Nobody waits for it any more: it is to be stopped as soon as the printer is there. */
  withdrawn: boolean
  /** Why the driver itself had it stopped. */
  stoppedFor: Fault | null
  /** With what the printer refused it, and made a job of it all the same. */
  refusal: Fault | null
  /** When its job had ended and the printer worked no more, monotonic. */
  overMs: number | null
  /** What it means for the life counter's worth was taken in. */
  isCounted: boolean
  /** When the printer last heard of it. */
  cancelToldMs: number | null
  /** Work of somebody else was seen at the printer since the copy was offered. */
  othersSeen(): boolean
  /** It was: written down at once, and for good. */
  sawOthers(): void
  /** What the life counter is worth by what is known by now. */
  lifeWord(): PrinterStanding['lifeCounters']
  /** It is offered, now that the printer has said this of itself. */
  offer(standing: PrinterStanding, nowMs: number): void
  sheetsDelivered(): number
  /** Tells progress on if it is news. The count never goes down, and never beyond the copy. */
  tell(sheets: number, stalled: Fault | null): void
  /** The printer is silent, or speaks again: as long as it is, that is what the copy waits for. */
  hear(silence: Fault | null): void
}

export function createRun(
  { sides, counter, learned }: CopyContext,
  copy: Pick<SentCopy, 'jobName' | 'pages'> & Partial<SentCopy>,
  onProgress: (progress: CopyProgress) => void,
  record: Pick<CopyRecord, 'othersSeen'>,
): CopyRun {
  const layout: CopyLayout = { pages: copy.pages, sides, counter }
  let told: CopyProgress = { sheetsDelivered: Math.min(copy.sheetsDelivered ?? 0, sheetsIn(layout)), stalled: null }
  let othersSeen = copy.othersSeen ?? false
  let stalled: Fault | null = null
  let silence: Fault | null = null
  const say = (sheetsDelivered: number) => {
    const why = silence ?? stalled
    if (sheetsDelivered === told.sheetsDelivered && why?.code === told.stalled?.code) return
    told = { sheetsDelivered, stalled: why }
    onProgress(told)
  }
  const run: CopyRun = {
    jobName: copy.jobName,
    layout,
    standing: copy.standing ?? null,
    offeredMs: null,
    jobId: copy.printerJobId ?? null,
    byList: false,
    nameAtPrinter: null,
    toldInsideAtSeconds: null,
    cancelRequestedMs: null,
    withdrawn: false,
    stoppedFor: null,
    refusal: null,
    overMs: null,
    isCounted: false,
    cancelToldMs: null,
    othersSeen: () => othersSeen,
    sawOthers: () => {
      if (othersSeen) return
      othersSeen = true
      record.othersSeen()
    },
    lifeWord: () => {
      const [said, worth] = [run.standing?.lifeCounters ?? 'unproven', learned.life.worth()]
      // What was believed before the copy left may have been refuted since.
      return said !== 'lagging' && (worth === 'frozen' || worth === 'late') ? worth : said
    },
    offer: (standing, nowMs) => {
      // What came and went before is in what the printer says of itself by now.
      Object.assign(run, { standing, offeredMs: nowMs })
      othersSeen = false
    },
    sheetsDelivered: () => told.sheetsDelivered,
    tell: (sheets, why) => {
      stalled = why
      say(Math.min(sheetsIn(layout), Math.max(sheets, told.sheetsDelivered)))
    },
    hear: why => {
      silence = why
      say(told.sheetsDelivered)
    },
  }
  return run
}

/** What to look for at the printer. */
export function soughtOf(run: CopyRun): Sought {
  const { jobName, layout, jobId, nameAtPrinter, standing } = run
  const before = standing && { ...standing, lifeCounters: run.lifeWord() }
  return { jobName, pages: layout.pages, printerJobId: jobId, nameAtPrinter, before, othersSeen: run.othersSeen() }
}

/** A printer that took no notice of a cancellation is told again. */
const CANCEL_AGAIN_MS = 10_000

/** Asks the printer to stop the copy if that is wanted, its job is known, and it has not heard so lately. */
export async function passOnCancel({ connection, clock }: CopyContext, run: CopyRun): Promise<void> {
  if (run.cancelRequestedMs === null || run.jobId === null) return
  const nowMs = clock.monotonic()
  if (run.cancelToldMs !== null && nowMs - run.cancelToldMs < CANCEL_AGAIN_MS) return
  run.cancelToldMs = nowMs
  const answer = await connection.cancelJob(run.jobId)
  // A refusal is an answer too: the job has ended, or the printer can't stop it.
  if (!answer.ok && answer.error.kind !== 'refused') run.cancelToldMs = null
}

export function delivered(run: CopyRun, proof: CopyProof, evidence: string): CopyOutcome {
  return { kind: 'delivered', sheetsDelivered: sheetsIn(run.layout), proof, evidence }
}

/** Not all of it came out. `atPrinter`: what is left of it may lie there still. */
export function notDelivered(
  run: CopyRun,
  why: Fault,
  said: { readonly proof: CopyProof; readonly evidence: string; readonly atPrinter: boolean },
): CopyOutcome {
  return { kind: 'not-delivered', sheetsDelivered: run.sheetsDelivered(), fault: why, ...said }
}

/** Nobody can say what became of it: it may lie at the printer still. */
export function cannotBeTold(run: CopyRun, evidence: string): CopyOutcome {
  const code: PrinterFaultCode = 'printer-outcome-unknown'
  const sheetsDelivered = run.sheetsDelivered()
  return {
    kind: 'cannot-be-told',
    sheetsDelivered,
    proof: 'none',
    evidence,
    fault: fault(code, evidence),
    atPrinter: true,
  }
}
