import { sheetsOf } from '../../src/contract/devices.ts'
import { type Fault, fault } from '../../src/fault.ts'
import { type CopyLayout, countSheets, type JobReading, judge } from './job-state.ts'
import type { PrinterTiming } from './timing.ts'

/** What is known of a copy after one more reading of its job. */
export type Step =
  | { readonly kind: 'under-way'; readonly stalled: Fault | null }
  | { readonly kind: 'delivered'; readonly evidence: 'counted' | 'job-completed' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'miscounted' }

export interface Tracker {
  /** Sheets counted so far; never goes down. */
  sheets(): number
  /** Whether the printer has counted every sheet. */
  complete(): boolean
  /** What last stood in the paper's way while the job was under way. */
  lastBlocking(): Fault | null
  /** Takes in a reading of the job and what the printer waits for, both as of `nowMs` (monotonic). */
  take(reading: JobReading, blocking: Fault | null, nowMs: number): Step
}

/** Follows one copy through the readings of its job: pure but for what it remembers. */
export function createTracker(layout: CopyLayout, timing: PrinterTiming, startMs: number): Tracker {
  let sheets = 0
  let movedMs = startMs
  let heldSinceMs: number | null = null
  let shortSinceMs: number | null = null
  let lastBlocking: Fault | null = null

  const count = (reading: JobReading, nowMs: number) => {
    const counted = countSheets(reading, layout) ?? 0
    if (counted <= sheets) return
    sheets = counted
    movedMs = nowMs
  }
  const stallOf = (stopped: boolean, nowMs: number): Fault | null => {
    if (lastBlocking) return lastBlocking
    if (stopped) return fault('printer-stopped', 'the job is stopped')
    if (heldSinceMs !== null && nowMs - heldSinceMs >= timing.heldAfterMs) {
      return fault('printer-stopped', 'the job is held')
    }
    if (nowMs - movedMs >= timing.quietAfterMs) return fault('printer-stopped', `no sheet in ${timing.quietAfterMs} ms`)
    return null
  }

  return {
    sheets: () => sheets,
    complete: () => sheets >= sheetsOf(layout.pages, layout.sides),
    lastBlocking: () => lastBlocking,
    take: (reading, blocking, nowMs) => {
      count(reading, nowMs)
      const verdict = judge(reading, layout)
      switch (verdict.kind) {
        case 'under-way':
          lastBlocking = blocking
          heldSinceMs = verdict.held ? (heldSinceMs ?? nowMs) : null
          return { kind: 'under-way', stalled: stallOf(verdict.stopped, nowMs) }
        case 'short':
          shortSinceMs ??= nowMs
          return nowMs - shortSinceMs >= timing.counterGraceMs
            ? { kind: 'miscounted' }
            : { kind: 'under-way', stalled: null }
        default:
          return verdict
      }
    },
  }
}
