import type { Kiosk } from './kiosk.ts'
import type { Visitor } from './people.ts'
import type { Violation } from './violation.ts'

export const WORLD_BEGINS_MS = Date.UTC(2026, 10, 23, 1, 0, 0)

/** A line of what happened, for the story and for the proof that a seed replays. */
export interface Happened {
  readonly atMs: number
  readonly who: string
  readonly what: string
}

/** A sheet of paper that has come out, and who stood there. */
export interface SheetOut {
  readonly atMs: number
  readonly kiosk: Kiosk
  readonly jobName: string
  /** Pages of the document on it. */
  readonly pages: readonly number[]
  /** Whose session the screen showed. */
  readonly owner: Visitor | null
  readonly screen: string
}

/** The last figures that a visitor was given of an order: by the final screen, and by the slip. */
export interface FiguresTold {
  readonly copiesDelivered: number
  readonly copiesUnclear: number
}

/** What is written down of a world while it is lived through. */
export interface Journal {
  readonly happened: readonly Happened[]
  readonly sheets: readonly SheetOut[]
  /** Expectations of programs that were broken, and personal words in a log. */
  readonly bugs: readonly string[]
  /** What was broken at the moment at which it was seen. */
  readonly broken: readonly Violation[]
  tell(who: string, what: string): void
  /** By the order's number. */
  readonly figures: Map<string, FiguresTold>
  /** A sheet comes out now. */
  sheetOut(sheet: Omit<SheetOut, 'atMs'>): void
  bug(what: string): void
  /** An invariant is broken now; the same one about the same thing is written down once. */
  breaks(violation: Violation): void
}

export function createJournal(now: () => number): Journal {
  const happened: Happened[] = []
  const sheets: SheetOut[] = []
  const bugs: string[] = []
  const broken: Violation[] = []
  const figures = new Map<string, FiguresTold>()
  return {
    ...{ happened, sheets, bugs, broken, figures },
    tell: (who, what) => void happened.push({ atMs: now(), who, what }),
    sheetOut: sheet => void sheets.push({ atMs: now(), ...sheet }),
    bug: what => void bugs.push(what),
    breaks: violation => {
      const { invariant, subject, what } = violation
      if (broken.some(one => one.invariant === invariant && one.subject === subject)) return
      broken.push(violation)
      happened.push({ atMs: now(), who: 'BROKEN', what: `${invariant}: ${what}` })
    },
  }
}
