import type { CopyOutcome, CopyProgress, PagePrinter } from '../../../src/contract/devices.ts'
import { type FakeClock, fakeClock } from '../../../src/fake-clock.ts'
import type { Fault } from '../../../src/fault.ts'
import { createPagePrinter, type PagePrinterOptions } from '../../page-printer/driver.ts'
import { createInMemoryPagePrinter, type InMemoryPagePrinter } from './in-memory.ts'
import { samplePdf } from './sample-pdf.ts'
import type { PagePrinterSimOptions } from './sim.ts'

/** A copy on the bench, and what has become of it so far. */
export interface BenchCopy {
  readonly progress: readonly CopyProgress[]
  /** Null while it is under way. */
  outcome(): CopyOutcome | null
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
  print(jobName: string, pages: number): BenchCopy
  follow(printer: PagePrinter, jobName: string, pages: number): BenchCopy
  /** Lets time go by, with room for answers to be given. */
  pass(ms: number): Promise<void>
  /** Lets time go by until `done`, at most ten minutes of it. */
  until(done: () => boolean): Promise<void>
}

export interface BenchOptions
  extends PagePrinterSimOptions,
    Partial<Omit<PagePrinterOptions, 'clock' | 'exchange' | 'uri'>> {}

export const BENCH_MS_PER_SHEET = 1_000
const STEP_MS = 100
const PATIENCE_MS = 600_000

export function createPrinterBench(options: BenchOptions = {}): PrinterBench {
  const clock = fakeClock()
  const sim = createInMemoryPagePrinter({
    clock,
    msPerSheet: BENCH_MS_PER_SHEET,
    countPages: async pdf => pagesOfSample(pdf),
    ...options,
  })
  const driver = (): PagePrinter =>
    createPagePrinter({ sides: 'one-sided', ...options, uri: sim.uri, clock, exchange: sim.exchange })
  const faults: (Fault | null)[] = []
  const printer = driver()
  printer.onFault(fault => faults.push(fault))
  printer.open()

  const watch = (begin: (onProgress: (progress: CopyProgress) => void) => Promise<CopyOutcome>): BenchCopy => {
    const progress: CopyProgress[] = []
    let outcome: CopyOutcome | null = null
    void begin(step => progress.push(step)).then(end => {
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
    restart: driver,
    print: (jobName, pages) => watch(tell => printer.printCopy({ jobName, pages, pdf: samplePdf(pages) }, tell)),
    follow: (other, jobName, pages) => watch(tell => other.followCopy({ jobName, pages }, tell)),
    pass,
    until: async done => {
      for (let passed = 0; passed < PATIENCE_MS && !done(); passed += STEP_MS) await pass(STEP_MS)
      if (!done()) throw new Error('waited ten minutes in vain')
    },
  }
}

/** A reader in the midst of microtasks: the plain sample PDFs say their number of pages in clear. */
function pagesOfSample(pdf: Uint8Array): number | null {
  const count = /\/Type \/Pages \/Count (\d+)/.exec(new TextDecoder('latin1').decode(pdf))?.[1]
  return count === undefined ? null : Number(count)
}
