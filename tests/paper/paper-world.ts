import { pino } from 'pino'
import { createLeftBehindDesk } from '../../main/station/desk/left-behind.ts'
import { createPace, PATIENT_PAUSES_MS } from '../../main/station/desk/pace.ts'
import { createPrintingDesk } from '../../main/station/desk/printing.ts'
import type { LedgerCopy } from '../../main/station/ledger/copies.ts'
import { openLedger } from '../../main/station/ledger/ledger.ts'
import type { ServerClient } from '../../main/station/server-client.ts'
import { NO_TRAYS } from '../../main/station/settings/trays-here.ts'
import { createPagePrinter } from '../../native/page-printer/driver.ts'
import { createInMemoryPagePrinter, type InMemoryPagePrinter } from '../../native/sim/page-printer/in-memory.ts'
import { samplePdf } from '../../native/sim/page-printer/sample-pdf.ts'
import type { PagePrinter } from '../../src/contract/devices.ts'
import type { CopyEvidence } from '../../src/contract/orders-api.ts'
import { TERMINAL_ROUTES } from '../../src/contract/terminal-api.ts'
import { type FakeClock, fakeClock } from '../../src/fake-clock.ts'
import { fault } from '../../src/fault.ts'
import { err, ok } from '../../src/result.ts'
import { quote } from '../../src/rules/quota.ts'
import { DOCUMENT, jobId } from '../../src/session/fixtures.ts'

export const COPIES = 2
export const SHEETS = 2
const STEP_MS = 100
/** After so long at a standstill a visitor's machine withdraws what is left. */
const PATIENCE_MS = 120_000
const JOB = jobId(1)

/** A sheet of ours, and whether the machine served others at the moment when it came out. */
export interface SeenSheet {
  readonly jobName: string
  readonly sheet: number
  readonly pages: readonly number[]
  readonly afterTheEnd: boolean
  readonly served: boolean
}

/**
 * A station's ledger, desks and printer driver at a simulated printer, without screen, server or signature: one order of two copies
 * of two sheets. `cut` ends the station between two instructions; `live` begins again on the same disk.
 */
export interface PaperWorld {
  readonly clock: FakeClock
  readonly sim: InMemoryPagePrinter
  /** Of the document. */
  readonly pages: number
  readonly sheets: readonly SeenSheet[]
  /** What the server was told of paper that came out late. */
  readonly late: CopyEvidence[]
  /** Sheets as they were shown, in order. */
  readonly shown: number[]
  copies(): LedgerCopy[]
  /** The end of the job is written down. */
  ended(): boolean
  fault(): ReturnType<PagePrinter['fault']>
  /** The station starts; with an open order it goes on with it, or only counts when its visitor has gone. */
  live(visitorThere: boolean): void
  cut(): Promise<void>
  giveUp(): void
  /** In the end somebody puts everything right, and what is still inside comes out: power, cable, tray, jam. */
  putRight(): Promise<void>
  pass(ms: number): Promise<void>
  until(done: () => boolean, withinMs?: number): Promise<boolean>
  end(): Promise<void>
}

export function createPaperWorld(options: { readonly sides?: PagePrinter['sides'] } = {}): PaperWorld {
  const { sides = 'one-sided' } = options
  const clock = fakeClock()
  // One for all lives: that a ledger holds what was written is for its own tests, and a disk would take most of the time here.
  const ledger = openLedger(':memory:', clock)
  const pages = sides === 'one-sided' ? SHEETS : 2 * SHEETS - 1
  const sim = createInMemoryPagePrinter({ clock, msPerSheet: 1_000, countPages: async () => pages })
  const sheets: SeenSheet[] = []
  const late: CopyEvidence[] = []
  const shown: number[] = []
  const bugs: unknown[] = []
  let life: { readonly printer: PagePrinter; stop(): void; closing: boolean } | null = null
  let stalledSinceMs: number | null = null
  let endedOnce = false

  const client: ServerClient = {
    timeoutMs: 10_000,
    call: async (route, input) => {
      if (route.path !== TERMINAL_ROUTES.reportLatePaper.path) return err({ fault: fault('server-slow'), status: null })
      late.push(...(input as { copies: CopyEvidence[] }).copies)
      return ok({ caseNumber: 'C-1' } as never)
    },
    file: async () => err({ fault: fault('server-slow'), status: null }),
  }
  sim.onChange(() => {
    for (const paper of sim.papers().slice(sheets.length + sim.papers().filter(one => one.foreign).length)) {
      if (paper.foreign) continue
      const served = life !== null && life.printer.fault() === null
      sheets.push({ ...paper, afterTheEnd: endedOnce, served })
    }
  })

  const live = (visitorThere: boolean) => {
    if (life) return
    const printer = createPagePrinter({ uri: sim.uri, sides, clock, exchange: sim.exchange })
    const own = { printer, stop: () => {}, closing: false }
    life = own
    printer.open()
    const run = (work: Promise<unknown>) =>
      void work.catch(error => {
        if (!own.closing) bugs.push(error)
      })
    const tools = {
      ...{ client, ledger, clock, log: pino({ level: 'silent' }), closing: () => own.closing },
      post: (event: { kind: string }) => {
        if (own.closing) return
        const news = event as { kind: string; sheetsDelivered?: number; stalled?: unknown }
        if (news.sheetsDelivered !== undefined) shown.push(news.sheetsDelivered)
        if (news.kind === 'printing-progressed')
          stalledSinceMs = news.stalled ? (stalledSinceMs ?? clock.monotonic()) : null
        if (news.kind === 'printing-ended') endedOnce = true
      },
    }
    const leftBehind = createLeftBehindDesk(tools, printer, createPace(clock, PATIENT_PAUSES_MS), run)
    const documents = { fileOf: async () => ok(samplePdf(pages)), trays: NO_TRAYS }
    const printing = createPrintingDesk(tools, printer, documents, leftBehind)
    own.stop = () => printing.stop(JOB)
    leftBehind.takeUp()
    const known = ledger.job(JOB)
    if (!known) {
      ledger.begin({
        ...DOCUMENT,
        ...{ pages, sheetsPerCopy: SHEETS, jobId: JOB, quote: quote(COPIES, COPIES, 200), language: 'en' },
      })
      ledger.opened(JOB, { orderNumber: 'YZ000001', payment: null, paymentReference: null })
      ledger.move(JOB, 'printing')
    }
    stalledSinceMs = null
    const job = ledger.job(JOB)!
    if (job.state !== 'printing') return
    if (visitorThere) run(printing.print(JOB))
    else {
      endedOnce = true
      run(printing.count(job))
    }
  }

  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += STEP_MS) {
      await clock.advance(STEP_MS)
      if (bugs.length > 0) throw bugs[0]
      if (stalledSinceMs !== null && clock.monotonic() - stalledSinceMs >= PATIENCE_MS) {
        stalledSinceMs = null
        life?.stop()
      }
    }
  }
  const cut = async () => {
    const own = life
    if (!own) return
    life = null
    own.closing = true
    await own.printer.close()
  }
  const until = async (done: () => boolean, withinMs = 900_000) => {
    for (let passed = 0; passed < withinMs && !done(); passed += STEP_MS) await pass(STEP_MS)
    return done()
  }
  const ended = () => ledger.job(JOB)?.state === 'printed'
  return {
    ...{ clock, sim, pages, sheets, late, shown, live, cut, pass },
    copies: () => ledger.copies(JOB),
    ended,
    until,
    giveUp: () => life?.stop(),
    putRight: async () => {
      sim.powerOn()
      sim.plugNetwork()
      sim.hang(false)
      if (!life) live(true)
      await until(ended)
      sim.loadTray(50)
      sim.clearJam()
      await until(() => life?.printer.fault() === null, 600_000)
      await pass(60_000)
    },
    fault: () => (life ? life.printer.fault() : null),
    end: async () => {
      await cut()
      ledger.close()
    },
  }
}
