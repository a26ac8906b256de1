import type { JobTicket, SimJob } from './job.ts'
import type { LifeState } from './life.ts'
import type { JamKind } from './paper-path.ts'
import type { PaperSheet } from './paper-sheet.ts'
import type { PowerCut } from './power.ts'
import type { PrinterTroubleName } from './troubles.ts'

export interface EngineState {
  readonly power: boolean
  /** How often it was switched on, from 1. */
  readonly powerCycle: number
  /** When it was switched on last, when state or reasons changed last: monotonic. */
  readonly poweredMs: number
  readonly stateChangedMs: number
  readonly state: 'idle' | 'processing' | 'stopped'
  readonly reasons: readonly string[]
  readonly traySheets: number
  readonly secondTraySheets: number
  readonly jammed: boolean
  /** Whether jobs that have not begun are held back. */
  readonly holding: boolean
  /** Those that last now, the gravest first. */
  readonly troubles: readonly PrinterTroubleName[]
  readonly jobs: readonly Readonly<SimJob>[]
  readonly life: LifeState
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
  /** Ends a job with the sheet that is under way, once that comes out; one that waits ends at once. */
  cancelAfterSheet(job: SimJob): void
  abort(job: SimJob): void
  loadTray(sheets: number): void
  loadSecondTray(sheets: number): void
  setTrouble(name: PrinterTroubleName, on: boolean): void
  /** The next job that is to deliver its sheet `sheet` jams there; the sheets before it come out. */
  jamAtSheet(sheet: number, kind: JamKind): void
  /** The very next sheet jams. */
  jamNext(kind: JamKind): void
  clearJam(): void
  holdJobs(hold: boolean): void
  powerOff(cut: PowerCut): void
  powerOn(): void
}
