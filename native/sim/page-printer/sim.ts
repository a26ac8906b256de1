import { createHash } from 'node:crypto'
import type { Clock } from '../../../src/clock.ts'
import type { Operation } from '../../ipp/tags.ts'
import { systemClock } from '../../system-clock.ts'
import { MEDIA } from './abilities.ts'
import { countPages } from './count-pages.ts'
import { createEngine } from './engine.ts'
import type { Printed } from './life.ts'
import { createLine, dropConnections, type HeldAnswer, type LineReply, receive } from './line.ts'
import { goodManners, type Manners } from './manners.ts'
import type { PowerCut } from './power.ts'
import type { AnswerContext } from './reply.ts'
import { samplePdf } from './sample-pdf.ts'
import { remembers, toldOf } from './told.ts'
import type { PagePrinterSim } from './verbs.ts'

export interface PagePrinterSimOptions {
  readonly clock?: Clock
  readonly msPerSheet?: number
  readonly traySheets?: number
  readonly lowAtSheets?: number
  /** Jobs that may wait behind the one being printed; with 0 a second job is told that the printer is busy. */
  readonly queueLength?: number
  /** Pages of a received PDF; by a real reader unless told. */
  readonly countPages?: (pdf: Uint8Array) => Promise<number | null>
  /** What it had printed before it came here. */
  readonly printedBefore?: Printed
}

/** The printer without a socket: the verbs, and one function that turns the bytes of a request into those of its answer. */
export interface SimCore extends PagePrinterSim {
  receive(body: Uint8Array): Promise<LineReply>
  cutPower(cut: PowerCut): void
  restorePower(): void
  cutNetwork(cut: boolean): void
  /** Whether anybody can reach it. */
  reachable(): boolean
}

export function createPagePrinterCore(uri: () => string, options: PagePrinterSimOptions = {}): SimCore {
  const { clock = systemClock, msPerSheet = 700, traySheets = 250, lowAtSheets = 5, queueLength = 8 } = options
  const { printedBefore = { sheets: 2_977, impressions: 4_210 } } = options
  const manners: Manners = goodManners()
  const pace = (isFirstOfJob: boolean) =>
    (manners.sheetMs ?? msPerSheet) + (isFirstOfJob ? (manners.wakesForMs ?? 0) : 0)
  const printsTwice = () => manners.printsTwice
  const rest = { traySheets, lowAtSheets, queueLength, printedBefore }
  const engine = createEngine({ ...rest, clock, msPerSheet: pace, printsTwice })
  const line = createLine()
  const listeners = new Set<() => void>()
  const foreign = new Map<string, Uint8Array>()
  const context: AnswerContext = {
    engine,
    manners,
    clock,
    uri,
    countPages: options.countPages ?? countPages,
    sha256: bytes => createHash('sha256').update(bytes).digest('hex'),
    received: [],
    configChangedMs: clock.monotonic(),
    changed: () => {
      for (const listener of listeners) listener()
    },
  }
  const { changed } = context
  engine.onChange(changed)
  const behave = (changes: Partial<Manners>) => {
    if (changes.duplex !== undefined && changes.duplex !== manners.duplex) context.configChangedMs = clock.monotonic()
    Object.assign(manners, changes)
    changed()
  }
  const hold = (operation: Operation, held: HeldAnswer) => {
    line.held.set(operation, held)
    changed()
  }
  return {
    emptyTray: () => engine.loadTray(0),
    loadTray: engine.loadTray,
    loadSecondTray: engine.loadSecondTray,
    lowPaper: () => engine.loadTray(lowAtSheets),
    setTrouble: engine.setTrouble,
    jamAtSheet: (sheet, kind = 'hold') => engine.jamAtSheet(sheet, kind),
    jam: (kind = 'hold') => engine.jamNext(kind),
    clearJam: engine.clearJam,
    holdJobs: engine.holdJobs,
    goSlow: answerDelayMs => behave({ answersAfterMs: answerDelayMs === 0 ? null : answerDelayMs }),
    answerNonsense: on => behave({ nonsense: on }),
    loseAnswers: (operation, when, count = 1) =>
      hold(operation, { ms: 0, acts: when === 'after' ? 'before' : 'never', answers: false, count }),
    holdAnswers: (operation, ms, { acts = 'before', answers = acts !== 'never', count = 1 } = {}) =>
      hold(operation, { ms, acts, answers, count }),
    hang: on => {
      line.hung = on
      if (!on) dropConnections(line)
      changed()
    },
    foreignJob: ({ pages = 1, name = 'Untitled', user = 'someone-else' } = {}) => {
      if (!engine.state().power) return null
      const pdf = samplePdf(pages)
      const sha256 = context.sha256(pdf)
      foreign.set(sha256, pdf)
      const ticket = { name, user, sha256, pages, sides: 'one-sided', media: MEDIA[0], foreign: true } as const
      return engine.submit(ticket)?.id ?? null
    },
    counters: mode => behave({ counters: mode }),
    behave,
    manners: () => manners,
    line: () => line,
    told: job => (remembers(job, manners, clock.monotonic()) ? toldOf(job, manners, clock.monotonic()) : null),
    state: engine.state,
    papers: engine.papers,
    received: () => context.received,
    file: sha256 => context.received.find(file => file.sha256 === sha256)?.bytes ?? foreign.get(sha256),
    onChange: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    receive: body => receive(context, line, body),
    cutPower: cut => {
      line.hung = false
      engine.powerOff(cut)
      dropConnections(line)
    },
    restorePower: engine.powerOn,
    cutNetwork: cut => {
      line.cut = cut
      if (cut) dropConnections(line)
      changed()
    },
    reachable: () => engine.state().power && !line.cut,
  }
}
