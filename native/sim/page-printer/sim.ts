import { createHash } from 'node:crypto'
import type { Clock } from '../../../src/clock.ts'
import type { OPERATIONS } from '../../ipp/tags.ts'
import { systemClock } from '../../system-clock.ts'
import type { AnswerContext, ReceivedFile } from './answers.ts'
import { GOOD_MANNERS, type Manners } from './attributes.ts'
import { countPages } from './count-pages.ts'
import { createEngine, type EngineState, type JamKind, type PaperSheet } from './engine.ts'
import type { CounterMode } from './job.ts'
import { type LineFaults, type LineReply, receive } from './line.ts'
import type { PrinterTroubleName } from './troubles.ts'

export interface PagePrinterSimOptions {
  readonly clock?: Clock
  readonly msPerSheet?: number
  readonly traySheets?: number
  readonly lowAtSheets?: number
  /** Jobs that may wait behind the one being printed; with 0 a second job is told that the printer is busy. */
  readonly queueLength?: number
  /** Pages of a received PDF; by a real reader unless told. */
  readonly countPages?: (pdf: Uint8Array) => Promise<number | null>
}

/** What can be done to the simulated printer, and what can be seen of it. */
export interface PagePrinterSim {
  emptyTray(): void
  loadTray(sheets: number): void
  /** Leaves so few sheets that the printer says the tray is low. */
  lowPaper(): void
  setTrouble(name: PrinterTroubleName, on: boolean): void
  /** The next job that comes to its sheet `sheet` (from 1) jams there; the sheets before it come out. */
  jamAtSheet(sheet: number, kind?: JamKind): void
  /** The very next sheet jams. */
  jam(kind?: JamKind): void
  clearJam(): void
  /** New jobs are held back until this is switched off. */
  holdJobs(on: boolean): void
  goSlow(answerDelayMs: number): void
  answerNonsense(on: boolean): void
  /** Requests of this operation get no answer, `count` times, `before` or `after` they were acted on. */
  loseAnswers(operation: keyof typeof OPERATIONS, when: 'before' | 'after', count?: number): void
  counters(mode: CounterMode): void
  behave(manners: Partial<Manners>): void
  state(): EngineState
  /** Every sheet that has come out since the start, in order. */
  papers(): readonly PaperSheet[]
  /** Every file that was taken, in order. */
  received(): readonly ReceivedFile[]
  onChange(listener: () => void): () => void
}

/** The printer without a socket: the verbs, and one function that turns the bytes of a request into those of its answer. */
export interface SimCore extends PagePrinterSim {
  receive(body: Uint8Array): Promise<LineReply>
  cutPower(keepJobs: boolean): void
  restorePower(): void
}

export function createPagePrinterCore(uri: () => string, options: PagePrinterSimOptions = {}): SimCore {
  const { clock = systemClock, msPerSheet = 700, traySheets = 250, lowAtSheets = 5, queueLength = 8 } = options
  const engine = createEngine({ clock, msPerSheet, traySheets, lowAtSheets, queueLength })
  const manners: Manners = { ...GOOD_MANNERS }
  const faults: LineFaults = { slowMs: 0, nonsense: false, lose: null }
  const context: AnswerContext = {
    engine,
    manners,
    clock,
    uri,
    countPages: options.countPages ?? countPages,
    sha256: bytes => createHash('sha256').update(bytes).digest('hex'),
    received: [],
  }
  return {
    emptyTray: () => engine.loadTray(0),
    loadTray: engine.loadTray,
    lowPaper: () => engine.loadTray(lowAtSheets),
    setTrouble: engine.setTrouble,
    jamAtSheet: (sheet, kind = 'hold') => engine.jamAtSheet(sheet, kind),
    jam: (kind = 'hold') => engine.jamNext(kind),
    clearJam: engine.clearJam,
    holdJobs: engine.holdJobs,
    goSlow: answerDelayMs => {
      faults.slowMs = answerDelayMs
    },
    answerNonsense: on => {
      faults.nonsense = on
    },
    loseAnswers: (operation, when, count = 1) => {
      faults.lose = { operation, when, count }
    },
    counters: mode => {
      manners.counters = mode
    },
    behave: changes => {
      Object.assign(manners, changes)
    },
    state: engine.state,
    papers: engine.papers,
    received: () => context.received,
    onChange: engine.onChange,
    receive: body => receive(context, faults, body),
    cutPower: engine.powerOff,
    restorePower: engine.powerOn,
  }
}
