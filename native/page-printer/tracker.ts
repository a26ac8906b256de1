import { type Fault, fault } from '../../src/fault.ts'
import {
  type CopyLayout,
  countedWhole,
  countSheets,
  hasEnded,
  type JobReading,
  type JobWord,
  sheetsIn,
} from './job-state.ts'
import type { LifeMovement } from './life-counter.ts'
import type { PrinterTiming } from './timing.ts'

/** Remembers what the readings of one copy's job came to: pure but for that. */
export interface Tracker {
  /** Sheets confirmed so far; never goes down. */
  sheets(): number
  /** What the job's own counters came to at most. */
  counted(): 'whole' | 'short' | 'none'
  /** The job has a count of its own, and it never left 0. */
  countStoodAtZero(): boolean
  /** The count went with the sheets: it was seen short of all while they came, and full only when the job had ended. */
  countFollowed(): boolean
  /** Nothing ever stood in the paper's way. */
  neverBlocked(): boolean
  /** What last stood in the paper's way while the job was under way. */
  lastBlocking(): Fault | null
  /** For how long nothing has moved, ms. */
  quietMs(nowMs: number): number
  /** How long a standing counter must be waited for: longer where sheets were seen to come slowly. */
  graceMs(): number
  /** Takes in a reading of the job and what the life counter has moved by, as of `nowMs` (monotonic). */
  take(reading: JobReading, life: LifeMovement, nowMs: number): void
  /** Why nothing comes out although the job is under way; null while it does. */
  stall(word: JobWord & { kind: 'under-way' }, blocking: Fault | null, nowMs: number): Fault | null
}

/** So many times the longest pause between two movements are a standstill. */
const SLOW_SHEETS = 2

export function createTracker(layout: CopyLayout, timing: PrinterTiming, startMs: number, sheetsBefore = 0): Tracker {
  let sheets = sheetsBefore
  let counted: 'whole' | 'short' | 'none' = 'none'
  let highestCount = 0
  let seenShort = false
  let fullTooSoon = false
  let blocked = false
  let facts = ''
  let counts = ''
  let movedMs = startMs
  let sheetMovedMs = startMs
  let longestPauseMs = 0
  let heldSinceMs: number | null = null
  let pendingSinceMs: number | null = null
  let lastBlocking: Fault | null = null

  return {
    sheets: () => sheets,
    counted: () => counted,
    countStoodAtZero: () => counted === 'short' && highestCount === 0,
    // A count of several sheets that goes from none to all at once was not counted sheet by sheet.
    countFollowed: () => seenShort && !fullTooSoon,
    neverBlocked: () => !blocked,
    lastBlocking: () => lastBlocking,
    quietMs: nowMs => nowMs - movedMs,
    graceMs: () => Math.max(timing.counterGraceMs, SLOW_SHEETS * longestPauseMs),
    take: (reading, life, nowMs) => {
      const count = countSheets(reading, layout)
      if (count !== null && counted !== 'whole') counted = countedWhole(reading, layout) ? 'whole' : 'short'
      highestCount = Math.max(highestCount, count ?? 0)
      if (count !== null && !hasEnded(reading)) {
        if (countedWhole(reading, layout)) fullTooSoon = true
        else if (count > 0 || sheetsIn(layout) === 1) seenShort = true
      }
      sheets = Math.max(sheets, count ?? 0, life.kind === 'part' ? life.sheets : 0)
      const { state, reasons, impressions, sheets: sheetCount } = reading
      const now = JSON.stringify([state, reasons, impressions, sheetCount, life])
      if (now === facts) return
      if (facts !== '') longestPauseMs = Math.max(longestPauseMs, nowMs - movedMs)
      facts = now
      movedMs = nowMs
      const nowCounts = JSON.stringify([impressions, sheetCount, life])
      if (nowCounts !== counts) sheetMovedMs = nowMs
      counts = nowCounts
    },
    stall: (word, blocking, nowMs) => {
      lastBlocking = blocking
      blocked ||= blocking !== null || word.stopped
      heldSinceMs = word.held ? (heldSinceMs ?? nowMs) : null
      pendingSinceMs = word.pending ? (pendingSinceMs ?? nowMs) : null
      if (blocking) return blocking
      if (word.stopped) return fault('printer-stopped', 'the job is stopped')
      if (heldSinceMs !== null && nowMs - heldSinceMs >= timing.heldAfterMs) {
        return fault('printer-stopped', 'the job is held')
      }
      if (pendingSinceMs !== null && nowMs - pendingSinceMs >= timing.pendingAfterMs) {
        return fault('printer-pending', `not begun for ${timing.pendingAfterMs} ms`)
      }
      const quiet = nowMs - sheetMovedMs >= timing.quietAfterMs
      return quiet ? fault('printer-stopped', `no sheet in ${timing.quietAfterMs} ms`) : null
    },
  }
}
