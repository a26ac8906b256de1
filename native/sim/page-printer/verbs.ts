import type { Operation } from '../../ipp/tags.ts'
import type { CounterMode } from './counters.ts'
import type { SimJob } from './job.ts'
import type { HeldAnswer, Line } from './line.ts'
import type { Manners } from './manners.ts'
import type { JamKind } from './paper-path.ts'
import type { PaperSheet } from './paper-sheet.ts'
import type { EngineState } from './printer-engine.ts'
import type { ReceivedFile } from './reply.ts'
import type { ToldJob } from './told.ts'
import type { PrinterTroubleName } from './troubles.ts'

/** A job of the printer's other users, which came by another way. */
export interface ForeignJob {
  readonly pages?: number
  readonly name?: string
  readonly user?: string
}

/** What can be done to the simulated printer, and what can be seen of it. */
export interface PagePrinterSim {
  emptyTray(): void
  loadTray(sheets: number): void
  loadSecondTray(sheets: number): void
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
  loseAnswers(operation: Operation, when: 'before' | 'after', count?: number): void
  /** Requests of this operation hang for `ms`, once unless told, and are acted on as they come unless told; then they are answered. */
  holdAnswers(operation: Operation, ms: number, how?: Partial<Pick<HeldAnswer, 'acts' | 'answers' | 'count'>>): void
  /** While on, connections are taken and nothing is read or answered; what came meanwhile is dropped. Paper goes on. */
  hang(on: boolean): void
  /** Puts a job of somebody else into the queue. Returns its number; null when the queue is full or the power is off. */
  foreignJob(job?: ForeignJob): number | null
  counters(mode: CounterMode): void
  behave(manners: Partial<Manners>): void
  manners(): Readonly<Manners>
  /** Whether connections hang, whether the cable is pulled, and which answers are going to be held or lost. */
  line(): Readonly<Pick<Line, 'hung' | 'cut'>> & { readonly held: ReadonlyMap<Operation, HeldAnswer> }
  /** What is true, whatever the printer says. */
  state(): EngineState
  /** What the printer says of a job at this moment; null when it has forgotten it. */
  told(job: Readonly<SimJob>): ToldJob | null
  /** Every sheet that has come out since the start, in order: what is true, whatever the printer says. */
  papers(): readonly PaperSheet[]
  /** Every file that was taken, in order. */
  received(): readonly ReceivedFile[]
  /** The file that a sheet is of, those of others too. */
  file(sha256: string): Uint8Array | undefined
  onChange(listener: () => void): () => void
}
