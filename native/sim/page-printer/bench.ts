import type {
  CopyOutcome,
  CopyProgress,
  CopyRecord,
  NeverArrived,
  PagePrinter,
  SentCopy,
} from '../../../src/contract/devices.ts'
import { type FakeClock, fakeClock } from '../../../src/fake-clock.ts'
import type { Fault } from '../../../src/fault.ts'
import type { IppExchange } from '../../ipp/client.ts'
import { createPagePrinter, type PagePrinterOptions } from '../../page-printer/driver.ts'
import { createInMemoryPagePrinter, type InMemoryPagePrinter } from './in-memory.ts'
import { pagesOfSample, samplePdf } from './sample-pdf.ts'
import type { PagePrinterSimOptions } from './sim.ts'

/** A copy on the bench, and what has become of it so far. */
export interface BenchCopy<Outcome = CopyOutcome> {
  readonly progress: readonly CopyProgress[]
  /** Null while it is under way. */
  outcome(): Outcome | null
  /** What the copy waits for by the last word of the driver. */
  stalled(): Fault['code'] | null
}

/** The real driver at a simulated printer, byte for byte, with a clock that a test moves. */
export interface PrinterBench {
  readonly clock: FakeClock
  readonly sim: InMemoryPagePrinter
  readonly printer: PagePrinter
  /** Every answer that `fault()` came to have, in order. */
  readonly faults: readonly (Fault | null)[]
  /** Another driver at the same printer, as after a restart of the station. */
  restart(): PagePrinter
  print(jobName: string, pages: number, printer?: PagePrinter): BenchCopy
  /** What the station's record says of a copy; of one that was never sent, what a ledger of before would. */
  sent(jobName: string, pages: number): SentCopy
  /** Takes up a copy from its record. */
  resume(
    printer: PagePrinter,
    jobName: string,
    pages: number,
    options?: { readonly withdraw?: boolean },
  ): BenchCopy<CopyOutcome | NeverArrived>
  /** Lets time go by, with room for answers to be given. */
  pass(ms: number): Promise<void>
  /** Lets time go by until `done`, at most ten minutes of it. */
  until(done: () => boolean): Promise<void>
}

export interface BenchOptions
  extends PagePrinterSimOptions,
    Partial<Omit<PagePrinterOptions, 'clock' | 'exchange' | 'uri'>> {
  /** The line between driver and printer, where something of it is to happen there. */
  readonly line?: (printer: IppExchange) => IppExchange
}

export const BENCH_MS_PER_SHEET = 1_000
const STEP_MS = 100
const PATIENCE_MS = 600_000

export function createPrinterBench(options: BenchOptions = {}): PrinterBench {
  const clock = fakeClock()
  const { line = exchange => exchange } = options
  const sim = createInMemoryPagePrinter({
    clock,
    msPerSheet: BENCH_MS_PER_SHEET,
    countPages: pagesOfSample,
    ...options,
  })
  const driver = (): PagePrinter =>
    createPagePrinter({ sides: 'one-sided', ...options, uri: sim.uri, clock, exchange: line(sim.exchange) })
  const faults: (Fault | null)[] = []
  const printer = driver()
  printer.onFault(fault => faults.push(fault))
  printer.open()

  const records = new Map<string, SentCopy>()
  const sent = (jobName: string, pages: number): SentCopy =>
    records.get(jobName) ?? {
      jobName,
      pages,
      standing: null,
      printerJobId: null,
      sheetsDelivered: 0,
      othersSeen: false,
    }
  const watch = <Outcome>(
    copy: { readonly jobName: string; readonly pages: number },
    begin: (onProgress: (progress: CopyProgress) => void, record: CopyRecord) => Promise<Outcome>,
  ): BenchCopy<Outcome> => {
    const progress: CopyProgress[] = []
    let outcome: Outcome | null = null
    const write = (news: Partial<SentCopy>) => records.set(copy.jobName, { ...sent(copy.jobName, copy.pages), ...news })
    const onProgress = (step: CopyProgress) => {
      progress.push(step)
      write({ sheetsDelivered: step.sheetsDelivered })
    }
    const record: CopyRecord = {
      sending: standing => write({ standing, printerJobId: null, othersSeen: false }),
      accepted: printerJobId => write({ printerJobId }),
      othersSeen: () => write({ othersSeen: true }),
    }
    void begin(onProgress, record).then(end => {
      outcome = end
    })
    return { progress, outcome: () => outcome, stalled: () => progress.at(-1)?.stalled?.code ?? null }
  }
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += STEP_MS) await clock.advance(Math.min(STEP_MS, ms - passed))
  }
  return {
    clock,
    sim,
    printer,
    faults,
    restart: () => {
      const again = driver()
      again.open()
      return again
    },
    print: (jobName, pages, by = printer) =>
      watch({ jobName, pages }, (tell, record) =>
        by.printCopy({ jobName, pages, pdf: samplePdf(pages) }, tell, record),
      ),
    sent,
    resume: (other, jobName, pages, how) =>
      watch({ jobName, pages }, (tell, record) => other.resumeCopy(sent(jobName, pages), tell, { ...how, record })),
    pass,
    until: async done => {
      for (let passed = 0; passed < PATIENCE_MS && !done(); passed += STEP_MS) await pass(STEP_MS)
      if (!done()) throw new Error('waited ten minutes in vain')
    },
  }
}
