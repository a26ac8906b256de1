import type { Clock } from '../../../src/clock.ts'
import { hasEnded, type JobTicket, pagesOnSheet, type SimJob } from './job.ts'
import { PRINTER_TROUBLE_NAMES, PRINTER_TROUBLES, type PrinterTroubleName, stopsPaper } from './troubles.ts'

/** A sheet that lies in the output tray. */
export interface PaperSheet {
  readonly jobName: string
  /** Counted from 1 within its job. */
  readonly sheet: number
  /** Pages of the document on it, counted from 1; two at most. */
  readonly pages: readonly number[]
  /** Of the received file. */
  readonly sha256: string
  readonly atMs: number
}

/** What a jam does to its job: it waits and goes on, it ends at once, or it ends when someone takes the paper out. */
export type JamKind = 'hold' | 'abort' | 'abort-on-clear'

export interface EngineOptions {
  readonly clock: Clock
  readonly msPerSheet: number
  readonly traySheets: number
  /** At this many sheets and below the tray counts as low. */
  readonly lowAtSheets: number
  /** Jobs that may wait behind the one being printed. */
  readonly queueLength: number
}

export interface EngineState {
  readonly power: boolean
  readonly state: 'idle' | 'processing' | 'stopped'
  readonly reasons: readonly string[]
  readonly traySheets: number
  readonly jammed: boolean
  /** Those that last now, the gravest first. */
  readonly troubles: readonly PrinterTroubleName[]
  readonly jobs: readonly Readonly<SimJob>[]
}

/** Trays, paper path and queue of a printer: what happens to paper, with no word of any protocol. */
export interface PrinterEngine {
  state(): EngineState
  papers(): readonly PaperSheet[]
  onChange(listener: () => void): () => void
  /** Takes a job in; null when the queue is full. */
  submit(ticket: JobTicket): SimJob | null
  canTake(): boolean
  /** Ends a job; false if it had ended before. */
  cancel(job: SimJob): boolean
  loadTray(sheets: number): void
  setTrouble(name: PrinterTroubleName, on: boolean): void
  /** The next job that is to deliver its sheet `sheet` jams there; the sheets before it come out. */
  jamAtSheet(sheet: number, kind: JamKind): void
  /** The very next sheet jams. */
  jamNext(kind: JamKind): void
  clearJam(): void
  holdJobs(hold: boolean): void
  powerOff(keepJobs: boolean): void
  powerOn(): void
}

export function createEngine(options: EngineOptions): PrinterEngine {
  const { clock, msPerSheet, lowAtSheets, queueLength } = options
  const listeners = new Set<() => void>()
  const papers: PaperSheet[] = []
  let jobs: SimJob[] = []
  let nextId = 1
  let traySheets = options.traySheets
  const troubled = new Set<PrinterTroubleName>()
  let power = true
  let hold = false
  let jamPlan: { readonly sheet: number | 'next'; readonly kind: JamKind } | null = null
  let jammed: JamKind | null = null
  let callOff: (() => void) | null = null

  const waiting = () => jobs.filter(job => !hasEnded(job))
  const current = () => waiting()[0]
  const troubles = () => PRINTER_TROUBLE_NAMES.filter(name => troubled.has(name))
  const blockers = () => [
    ...(jammed ? ['media-jam-error'] : []),
    ...troubles()
      .filter(stopsPaper)
      .map(name => PRINTER_TROUBLES[name].reason),
    ...(traySheets === 0 ? ['media-empty-error', 'media-needed-error'] : []),
  ]
  const warnings = () => [
    ...(traySheets > 0 && traySheets <= lowAtSheets ? ['media-low-warning'] : []),
    ...troubles()
      .filter(name => !stopsPaper(name))
      .map(name => PRINTER_TROUBLES[name].reason),
  ]
  const end = (job: SimJob, state: SimJob['state'], ...reasons: string[]) =>
    Object.assign(job, { state, reasons, endedMs: clock.monotonic() })

  const feed = (job: SimJob) => {
    callOff = null
    const sheet = job.deliveredMs.length + 1
    traySheets--
    if (jamPlan && (jamPlan.sheet === 'next' || jamPlan.sheet === sheet)) {
      jammed = jamPlan.kind
      jamPlan = null
      if (jammed === 'abort') end(job, 'aborted', 'aborted-by-system')
      return
    }
    job.deliveredMs.push(clock.monotonic())
    papers.push({ jobName: job.name, sheet, pages: pagesOnSheet(job, sheet), sha256: job.sha256, atMs: clock.now() })
    if (sheet === job.sheets) end(job, 'completed', 'job-completed-successfully')
  }

  /** Brings the paper path in line with what has just changed, then tells. */
  const changed = () => {
    const job = current()
    const blocked = blockers().length > 0
    if (callOff && (blocked || !job || !power)) {
      callOff()
      callOff = null
    }
    if (job && power) {
      if (hold && job.deliveredMs.length === 0)
        Object.assign(job, { state: 'pending-held', reasons: ['job-data-insufficient'] })
      else if (blocked) Object.assign(job, { state: 'processing-stopped', reasons: ['printer-stopped'] })
      else {
        Object.assign(job, { state: 'processing', reasons: ['job-printing'] })
        job.startedMs ??= clock.monotonic()
        callOff ??= clock.after(msPerSheet, () => {
          feed(job)
          changed()
        })
      }
    }
    for (const listener of listeners) listener()
  }
  const doing = (act: () => void) => () => {
    act()
    changed()
  }

  return {
    state: () => {
      const reasons = [...blockers(), ...warnings()]
      const state = blockers().length > 0 ? 'stopped' : current() ? 'processing' : 'idle'
      return { power, state, reasons, traySheets, jammed: jammed !== null, troubles: troubles(), jobs }
    },
    papers: () => papers,
    onChange: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    canTake: () => waiting().length <= queueLength,
    submit: ticket => {
      if (waiting().length > queueLength) return null
      const pages = ticket.pages ?? 0
      const sheets = ticket.sides === 'one-sided' ? pages : Math.ceil(pages / 2)
      const createdMs = clock.monotonic()
      const job: SimJob = {
        ...ticket,
        id: nextId++,
        createdMs,
        startedMs: null,
        endedMs: null,
        sheets,
        state: 'pending',
        reasons: [],
        deliveredMs: [],
      }
      if (sheets === 0) end(job, 'aborted', 'document-format-error')
      jobs.push(job)
      changed()
      return job
    },
    cancel: job => {
      if (hasEnded(job)) return false
      if (job === current()) {
        callOff?.()
        callOff = null
      }
      end(job, 'canceled', 'job-canceled-by-user')
      changed()
      return true
    },
    loadTray: sheets => doing(() => (traySheets = sheets))(),
    setTrouble: (name, on) => doing(() => (on ? troubled.add(name) : troubled.delete(name)))(),
    jamAtSheet: (sheet, kind) => {
      jamPlan = { sheet, kind }
    },
    jamNext: kind => {
      jamPlan = { sheet: 'next', kind }
    },
    clearJam: doing(() => {
      const job = current()
      if (jammed === 'abort-on-clear' && job) end(job, 'aborted', 'aborted-by-system')
      jammed = null
      jamPlan = null
    }),
    holdJobs: on => doing(() => (hold = on))(),
    powerOff: keepJobs => {
      power = false
      changed()
      if (keepJobs) return
      jobs = []
      nextId = 1
    },
    powerOn: doing(() => (power = true)),
  }
}
