import type { Clock } from '../../src/clock.ts'
import type {
  Cleared,
  CopyOutcome,
  CopyProgress,
  CopyRecord,
  NeverArrived,
  PagePrinter,
  SentCopy,
} from '../../src/contract/devices.ts'
import { type IppExchange, ippRequest } from '../ipp/client.ts'
import { watchAfterwards } from './afterwards.ts'
import { clearCopy } from './clearing.ts'
import { createConnection } from './connection.ts'
import { type CopyContext, type CopyRun, createRun, passOnCancel } from './copy-run.ts'
import { followJob, resume } from './follow.ts'
import type { CopyLayout } from './job-state.ts'
import { noteOthers } from './others.ts'
import { createPauses } from './pauses.ts'
import { sendCopy } from './send.ts'
import { createSightings } from './sightings.ts'
import { hearSilence } from './silence.ts'
import { newlyLearned, recall } from './standing.ts'
import { createSurplusWatch } from './surplus.ts'
import { DEFAULT_TIMING, type PrinterTiming } from './timing.ts'
import { trayWordOf } from './tray-word.ts'
import { createWatch } from './watch.ts'

export interface PagePrinterOptions extends Partial<PrinterTiming> {
  /** `ipp://host[:port]/path` of the printer itself. Never a queue in front of it: a queue counts what it has sent on. */
  readonly uri: string
  readonly sides: PagePrinter['sides']
  /** A PWG media name (PWG 5101.1); A4 unless told. */
  readonly media?: string
  readonly clock: Clock
  /** `ignored` for a model whose job counters are known to be wrong: a finished job is then the best evidence there is. */
  readonly counter?: CopyLayout['counter']
  /** Reasons, exactly as this printer says them, that mean nothing here. */
  readonly ignoredReasons?: readonly string[]
  /** How one request is made; over HTTP unless told. */
  readonly exchange?: IppExchange
}

const NO_RECORD: CopyRecord = { sending: () => {}, accepted: () => {}, othersSeen: () => {} }

/**
 * A page printer that speaks IPP (RFC 8011). A copy is one job with a name of its own. What the printer says of itself is on record
 * before a copy leaves, and how the copy ended is judged by it. A copy that is under way at `close()` has no outcome: its promise
 * stays open, and `resumeCopy` takes it up after the next start; so it is with `clearCopy`.
 */
export function createPagePrinter(options: PagePrinterOptions): PagePrinter {
  const { uri, sides, media = 'iso_a4_210x297mm', clock, exchange = ippRequest } = options
  const { counter = 'reported', ignoredReasons = [] } = options
  const timing: PrinterTiming = { ...DEFAULT_TIMING, ...options }
  const connection = createConnection({ ...timing, uri, sides, media, clock, exchange })
  const sightings = createSightings(clock)
  const surplus = createSurplusWatch(() => watch.changed())
  const watch = createWatch({ connection, sightings, clock, timing, sides, media, ignoredReasons, surplus })
  const pauses = createPauses(clock)
  const learned = newlyLearned()
  sightings.listen(sight => learned.life.take(sight, clock.monotonic()))
  sightings.listen(surplus.take)
  const context: CopyContext = { connection, watch, sightings, learned, clock, pauses, timing, sides, counter, surplus }
  /** What was begun so far: what comes out after the next one may be of that. */
  let offers = 0
  const underWay = new Map<string, { readonly run: CopyRun; readonly outcome: Promise<CopyOutcome | NeverArrived> }>()
  const hearing = new Set<() => void>()
  const beingCleared = new Map<string, Promise<Cleared>>()

  /** A copy that is under way already is never begun again: whoever asks twice gets the one outcome. */
  const begin = <Outcome extends CopyOutcome | NeverArrived>(
    run: CopyRun,
    perform: () => Promise<Outcome>,
  ): Promise<Outcome> => {
    const already = underWay.get(run.jobName)
    if (already) return already.outcome as Promise<Outcome>
    offers++
    const relax = watch.hurry()
    const seenAll = sightings.listen(sight => noteOthers(run, sight))
    const listened = hearSilence(context, run)
    hearing.add(listened)
    const withEnd = perform().then(end => {
      surplus.ended(run, end)
      return end
    })
    const outcome = withEnd.finally(() => {
      underWay.delete(run.jobName)
      if (run.offeredMs !== null && !run.isCounted) learned.life.lostCount()
      seenAll()
      hearing.delete(listened)
      listened()
      relax()
    })
    underWay.set(run.jobName, { run, outcome })
    return outcome
  }
  const sent = (
    copy: SentCopy,
    onProgress: (progress: CopyProgress) => void,
    record: Pick<CopyRecord, 'othersSeen'>,
  ) => {
    if (copy.standing) recall(learned, copy.standing)
    return createRun(context, copy, onProgress, record)
  }

  return {
    sides,
    open: watch.open,
    close: async () => {
      connection.close()
      watch.close()
      pauses.close()
      for (const end of hearing) end()
    },
    fault: watch.fault,
    onFault: watch.onFault,
    warnings: watch.warnings,
    sheetsLeft: watch.sheetsLeft,
    tray: source => trayWordOf(watch.supplies(), source),
    supplies: watch.supplies,
    onSupplies: watch.onSupplies,
    printCopy: (copy, onProgress, record = NO_RECORD) => {
      const run = createRun(context, copy, onProgress, record)
      return begin(run, async () => {
        const led = await sendCopy(context, run, copy, record)
        return led.kind === 'job' ? followJob(context, run, led.jobId) : led.outcome
      })
    },
    resumeCopy: (copy, onProgress, { withdraw = false, record = NO_RECORD } = {}) => {
      const run = sent(copy, onProgress, record)
      return begin(run, async () => {
        // Whoever withdraws stands nowhere near: what comes out meanwhile would lie there for somebody else.
        const done = withdraw ? watch.clearing() : () => {}
        run.withdrawn = withdraw
        return resume(context, run).finally(done)
      })
    },
    cancelCopy: async jobName => {
      const run = underWay.get(jobName)?.run
      if (!run) return
      run.cancelRequestedMs ??= clock.monotonic()
      await passOnCancel(context, run)
    },
    watchAfterwards: copy => {
      const so = offers
      const isSuperseded = () => offers !== so
      return watchAfterwards(
        context,
        sent(copy, () => {}, NO_RECORD),
        copy.sheetsDelivered,
        isSuperseded,
      )
    },
    clearCopy: copy => {
      const already = beingCleared.get(copy.jobName)
      if (already) return already
      const done = watch.clearing()
      const cleared = clearCopy(
        context,
        sent(copy, () => {}, NO_RECORD),
      ).finally(() => {
        beingCleared.delete(copy.jobName)
        done()
      })
      beingCleared.set(copy.jobName, cleared)
      return cleared
    },
  }
}
