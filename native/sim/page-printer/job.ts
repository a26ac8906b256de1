import { FIRST_TRAY, type TrayName } from './trays.ts'

/** What a client may order in this printer's name. */
export interface JobTicket {
  readonly name: string
  readonly user: string
  /** As it is printed. */
  readonly sides: 'one-sided' | 'two-sided-long-edge' | 'two-sided-short-edge'
  readonly media: string
  /** From which the paper comes; the first where none was named. */
  readonly tray?: TrayName
  readonly sha256: string
  /** Null for a document that the printer can't read. */
  readonly pages: number | null
  /** Sent by the printer's other users, not over this wire. */
  readonly foreign?: boolean
}

export type SimJobState =
  | 'pending'
  | 'pending-held'
  | 'processing'
  | 'processing-stopped'
  | 'canceled'
  | 'aborted'
  | 'completed'

/** A job as it truly is; what the printer says of it is another matter. */
export interface SimJob extends JobTicket {
  readonly tray: TrayName
  readonly id: number
  /** Monotonic, as all times of a job. */
  readonly createdMs: number
  startedMs: number | null
  endedMs: number | null
  readonly sheets: number
  state: SimJobState
  reasons: string[]
  /** When each sheet fell into the output tray. */
  readonly deliveredMs: number[]
  /** Ends with the sheet under way. */
  stopping: boolean
  /** When the printer said that it had canceled the job, which it prints all the same. */
  toldCanceledMs: number | null
}

/** A job that has just come in. */
export function jobOf(ticket: JobTicket, id: number, createdMs: number): SimJob {
  const pages = ticket.pages ?? 0
  return {
    ...ticket,
    id,
    createdMs,
    startedMs: null,
    endedMs: null,
    sheets: ticket.sides === 'one-sided' ? pages : Math.ceil(pages / 2),
    state: 'pending',
    reasons: [],
    tray: ticket.tray ?? FIRST_TRAY,
    deliveredMs: [],
    stopping: false,
    toldCanceledMs: null,
  }
}

export function isEnd(state: SimJobState): boolean {
  return state === 'canceled' || state === 'aborted' || state === 'completed'
}

export function hasEnded(job: Readonly<SimJob>): boolean {
  return isEnd(job.state)
}

/** Pages on a sheet, counted from 1. */
export function pagesOnSheet(job: Readonly<SimJob>, sheet: number): number[] {
  if (job.sides === 'one-sided') return [sheet]
  const pages = [2 * sheet - 1, 2 * sheet]
  return pages.filter(page => page <= (job.pages ?? 0))
}

/** Pages on the first `sheets` sheets. */
export function impressionsOf(job: Readonly<SimJob>, sheets: number): number {
  return Math.min(job.pages ?? 0, job.sides === 'one-sided' ? sheets : sheets * 2)
}
