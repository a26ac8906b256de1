import type { CopyOutcome, NeverArrived } from '../../src/contract/devices.ts'
import { type Fault, fault } from '../../src/fault.ts'
import { type CopyRun, soughtOf } from './copy-run.ts'
import { sheetsIn } from './job-state.ts'
import { lifeSince } from './life-evidence.ts'
import { noteOthers } from './others.ts'
import { runBetween } from './sight.ts'
import type { Seen } from './sightings.ts'

/**
 * Sees that a printer puts out more than it was sent: its life counter moved by a copy twice over, or more often, and nothing else was at
 * work. Printers with another default than one copy do that, and stores in front of them that print again. Once is a warning; at a second
 * copy in a row the machine serves nobody until the printer was switched on anew or set otherwise.
 */
export interface SurplusWatch {
  /** A copy has ended. */
  ended(run: CopyRun, outcome: CopyOutcome | NeverArrived): void
  /** Another copy is offered: what the last one came to is known by now. */
  offered(): void
  take(seen: Seen): void
  /** Null while there is no more than one a copy. */
  warning(): Fault | null
  fault(): Fault | null
  startAnew(): void
}

/** So many copies in a row that came out too often are no chance. */
const TIMES_MAX = 2

export function createSurplusWatch(told: () => void): SurplusWatch {
  let last: CopyRun | null = null
  let isWhole = false
  let times = 0
  let words: Fault | null = null

  return {
    ended: (run, outcome) => {
      last = outcome.kind === 'delivered' && run.layout.counter === 'reported' ? run : null
      isWhole = false
    },
    offered: () => {
      if (last && isWhole) {
        times = 0
        words = null
      }
      last = null
    },
    take: seen => {
      if (!last?.standing) return
      noteOthers(last, seen)
      const sight = { ...seen, jobs: seen.jobs ?? null }
      const between = runBetween(last.standing, sight)
      const moved = between === 'another' ? null : lifeSince(soughtOf(last), last.layout, sight, between)
      isWhole = moved?.kind === 'whole'
      if (moved?.kind !== 'more') return
      const sheets = sheetsIn(last.layout)
      // What is no multiple of it is of somebody else.
      if (moved.sheets % sheets === 0) {
        times++
        words = fault('printer-surplus', `${moved.sheets} sheets for ${sheets}`)
      }
      last = null
      told()
    },
    warning: () => words,
    fault: () => (times >= TIMES_MAX ? words : null),
    startAnew: () => {
      times = 0
      words = null
    },
  }
}
