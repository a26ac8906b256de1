import type { Clock } from '../../../src/clock.ts'
import { hasEnded, impressionsOf, jobOf, pagesOnSheet, type SimJob } from './job.ts'
import { createLifeCount, type Printed } from './life.ts'
import { createPaperPath } from './paper-path.ts'
import type { PaperSheet } from './paper-sheet.ts'
import type { PowerCut } from './power.ts'
import type { PrinterEngine } from './printer-engine.ts'
import { FIRST_TRAY } from './trays.ts'

export interface EngineOptions {
  readonly clock: Clock
  /** How long the next sheet takes; a job's first may wait for the printer to wake. */
  readonly msPerSheet: (isFirstOfJob: boolean) => number
  readonly traySheets: number
  /** Each sheet comes out once more. */
  readonly printsTwice?: () => boolean
  /** At this many sheets and below the tray counts as low. */
  readonly lowAtSheets: number
  /** Jobs that may wait behind the one being printed. */
  readonly queueLength: number
  /** What the printer had printed before. */
  readonly printedBefore: Printed
}

export function createEngine(options: EngineOptions): PrinterEngine {
  const { clock, msPerSheet, queueLength } = options
  const listeners = new Set<() => void>()
  const papers: PaperSheet[] = []
  const path = createPaperPath(options.traySheets, options.lowAtSheets, () => current()?.tray ?? FIRST_TRAY)
  const life = createLifeCount(options.printedBefore)
  let jobs: SimJob[] = []
  let nextId = 1
  let power = true
  let powerCycle = 1
  let poweredMs = clock.monotonic()
  let said = ''
  let stateChangedMs = poweredMs
  let hold = false
  let callOff: (() => void) | null = null

  const waiting = () => jobs.filter(job => !hasEnded(job))
  const current = () => waiting()[0]
  const stateName = () => (path.blockers().length > 0 ? 'stopped' : current() ? 'processing' : 'idle')
  const reasons = () => [...path.blockers(), ...path.warnings()]
  const stopFeeding = () => {
    callOff?.()
    callOff = null
  }
  const end = (job: SimJob, state: SimJob['state'], ...why: string[]) => {
    if (job === current()) stopFeeding()
    Object.assign(job, { state, reasons: why, endedMs: clock.monotonic() })
    const sheets = job.deliveredMs.length
    life.jobEnded({ sheets, impressions: impressionsOf(job, sheets) })
  }

  const feed = (job: SimJob) => {
    callOff = null
    const sheet = job.deliveredMs.length + 1
    const jam = path.pull(sheet)
    if (jam !== null) {
      if (jam === 'abort') end(job, 'aborted', 'aborted-by-system')
      return
    }
    job.deliveredMs.push(clock.monotonic())
    const pages = pagesOnSheet(job, sheet)
    const { id: jobId, name: jobName, sha256, tray, foreign = false } = job
    for (let times = options.printsTwice?.() ? 2 : 1; times > 0; times--) {
      life.sheetCameOut(pages.length, clock.monotonic())
      papers.push({ jobName, jobId, powerCycle, foreign, tray, sheet, pages, sha256, atMs: clock.now() })
    }
    if (sheet === job.sheets) end(job, 'completed', 'job-completed-successfully')
    else if (job.stopping) end(job, 'canceled', 'job-canceled-by-user')
  }

  /** Brings the paper path in line with what has just changed, then tells. */
  const changed = () => {
    const job = current()
    const blocked = path.blockers().length > 0
    if (blocked || !job || !power) stopFeeding()
    if (job && power) {
      const stopping = job.stopping ? ['processing-to-stop-point'] : []
      if (hold && job.deliveredMs.length === 0)
        Object.assign(job, { state: 'pending-held', reasons: ['job-data-insufficient'] })
      else if (blocked) Object.assign(job, { state: 'processing-stopped', reasons: [...stopping, 'printer-stopped'] })
      else {
        Object.assign(job, { state: 'processing', reasons: [...stopping, 'job-printing'] })
        job.startedMs ??= clock.monotonic()
        callOff ??= clock.after(msPerSheet(job.deliveredMs.length === 0), () => {
          feed(job)
          changed()
        })
      }
    }
    const now = [stateName(), ...reasons()].join()
    if (now !== said) stateChangedMs = clock.monotonic()
    said = now
    for (const listener of listeners) listener()
  }
  const doing = (act: () => void) => () => {
    act()
    changed()
  }

  /** What the dark does to the job under way, and to all that the printer had in mind. */
  const forget = (cut: PowerCut) => {
    const job = current()
    if (cut.spoilSheet && callOff) path.pull(0)
    stopFeeding()
    if (cut.resetLifeCounters) life.reset()
    if (!cut.keepJobs) jobs = []
    if (!cut.keepJobs && !cut.keepIds) nextId = 1
    if (cut.keepJobs && job && cut.interruptedJob === 'aborted') end(job, 'aborted', 'aborted-by-system')
    if (job && cut.interruptedJob === 'starts-over') job.deliveredMs.length = 0
  }

  return {
    state: () => ({
      ...{ power, powerCycle, poweredMs, stateChangedMs, jobs },
      ...{
        state: stateName(),
        reasons: reasons(),
        traySheets: path.traySheets(),
        secondTraySheets: path.secondTraySheets(),
        life: life.state(),
      },
      ...{ jammed: path.jammed() !== null, holding: hold, troubles: path.troubles() },
    }),
    papers: () => papers,
    onChange: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    canTake: () => waiting().length <= queueLength,
    submit: ticket => {
      if (waiting().length > queueLength) return null
      const job = jobOf(ticket, nextId++, clock.monotonic())
      if (job.sheets === 0) end(job, 'aborted', 'document-format-error')
      jobs.push(job)
      changed()
      return job
    },
    cancel: job => {
      if (hasEnded(job)) return false
      end(job, 'canceled', 'job-canceled-by-user')
      changed()
      return true
    },
    cancelAfterSheet: job => {
      if (job === current()) job.stopping = true
      else if (!hasEnded(job)) end(job, 'canceled', 'job-canceled-by-user')
      changed()
    },
    abort: job => {
      if (!hasEnded(job)) end(job, 'aborted', 'aborted-by-system')
      changed()
    },
    loadTray: sheets => doing(() => path.loadTray(sheets))(),
    loadSecondTray: sheets => doing(() => path.loadSecondTray(sheets))(),
    setTrouble: (name, on) => doing(() => path.setTrouble(name, on))(),
    jamAtSheet: path.jamAtSheet,
    jamNext: kind => path.jamAtSheet('next', kind),
    clearJam: doing(() => {
      const job = current()
      if (path.jammed() === 'abort-on-clear' && job) end(job, 'aborted', 'aborted-by-system')
      path.clearJam()
    }),
    holdJobs: on => doing(() => (hold = on))(),
    powerOff: cut => {
      power = false
      forget(cut)
      changed()
    },
    powerOn: doing(() => {
      if (power) return
      power = true
      powerCycle += 1
      poweredMs = clock.monotonic()
      stateChangedMs = poweredMs
    }),
  }
}
