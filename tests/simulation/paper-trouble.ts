import type { Faults } from './faults.ts'
import type { Kiosk } from './kiosk.ts'
import type { VirtualClock } from './virtual-clock.ts'

/** What happens to a printer while it is given a copy, and is put right by somebody after a while. */
export interface PaperTrouble {
  /** A copy is about to be sent. */
  moment(kiosk: Kiosk): void
}

export interface PaperTroubleParts {
  readonly time: VirtualClock
  readonly faults: Faults
  readonly tell: (who: string, what: string) => void
  /** Puts something right after a while, or with everything else. */
  readonly putRightAfter: (ms: number, repair: () => void) => void
  readonly spanMs: (where: string, low: number, high: number) => number
}

export const PAPER = [
  ...([
    [4, 'jams'],
    [2, 'jams and ends the job'],
    [2, 'jams and ends the job when it is cleared'],
    [3, 'has little paper'],
  ] as const),
  ...([
    [1, 'cover-open'],
    [1, 'no-toner'],
    [1, 'output-full'],
    [1, 'paused'],
    [1, 'holds jobs back'],
  ] as const),
  ...([
    [1, "prints somebody else's job first"],
    [2, 'loses its network cable'],
    [1, 'hangs'],
    [1, 'runs out of paper and loses its cable'],
    [1, 'the duplex unit is taken out'],
  ] as const),
] as const

export function createPaperTrouble({ time, faults, tell, putRightAfter, spanMs }: PaperTroubleParts): PaperTrouble {
  return { moment }

  function moment(kiosk: Kiosk): void {
    const { sim } = kiosk.printer
    const where = `paper of ${kiosk.name}`
    const kind = faults.at(where, PAPER, 3)
    if (!kind) return
    tell(kiosk.name, `the printer: ${kind}`)
    const ms = spanMs(where, 8_000, 260_000)
    const sheet = 1 + Math.floor(faults.measure(where, 'sheet') * 3)
    switch (kind) {
      case 'jams':
        sim.jamAtSheet(sheet, 'hold')
        return putRightAfter(ms, sim.clearJam)
      case 'jams and ends the job':
        sim.jamAtSheet(sheet, 'abort')
        return putRightAfter(ms, sim.clearJam)
      case 'jams and ends the job when it is cleared':
        sim.jamAtSheet(sheet, 'abort-on-clear')
        return putRightAfter(ms, sim.clearJam)
      case 'has little paper':
        sim.loadTray(sheet - 1)
        return putRightAfter(ms, () => sim.loadTray(200))
      case 'holds jobs back':
        sim.holdJobs(true)
        return putRightAfter(ms, () => sim.holdJobs(false))
      case "prints somebody else's job first":
        sim.foreignJob({ pages: sheet })
        return undefined
      case 'loses its network cable':
        time.after(ms / 60, sim.unplugNetwork)
        return putRightAfter(ms, sim.plugNetwork)
      case 'runs out of paper and loses its cable':
        // It is given up as lost, comes back, and only then somebody fills the tray.
        sim.loadTray(sheet - 1)
        time.after(2_500 + ms / 60, sim.unplugNetwork)
        putRightAfter(75_000 + ms / 4, sim.plugNetwork)
        return putRightAfter(100_000 + ms, () => sim.loadTray(200))
      case 'the duplex unit is taken out': {
        const { duplex } = sim.manners()
        sim.behave({ duplex: 'gone' })
        return putRightAfter(120_000 + ms, () => sim.behave({ duplex }))
      }
      case 'hangs':
        sim.hang(true)
        return putRightAfter(ms, () => sim.hang(false))
      default:
        sim.setTrouble(kind, true)
        return putRightAfter(ms, () => sim.setTrouble(kind, false))
    }
  }
}
