/** What a client may order in this printer's name. */
export interface JobTicket {
  readonly name: string
  readonly user: string
  readonly sides: 'one-sided' | 'two-sided-long-edge' | 'two-sided-short-edge'
  readonly media: string
  readonly sha256: string
  /** Null for a document that the printer can't read. */
  readonly pages: number | null
}

export type SimJobState =
  | 'pending'
  | 'pending-held'
  | 'processing'
  | 'processing-stopped'
  | 'canceled'
  | 'aborted'
  | 'completed'

export interface SimJob extends JobTicket {
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
}

/** How well the printer counts: printers of the trade were seen to do each of these. */
export type CounterMode = 'sheets' | 'impressions' | 'none' | 'lagging' | 'frozen' | 'one-too-high'

/** How far a lagging counter is behind the paper. */
export const COUNTER_LAG_MS = 1_500

export function hasEnded(job: SimJob): boolean {
  return job.state === 'canceled' || job.state === 'aborted' || job.state === 'completed'
}

/** Pages on a sheet, counted from 1. */
export function pagesOnSheet(job: SimJob, sheet: number): number[] {
  if (job.sides === 'one-sided') return [sheet]
  const pages = [2 * sheet - 1, 2 * sheet]
  return pages.filter(page => page <= (job.pages ?? 0))
}

/** What the printer says it has counted of a job; null for a counter that it doesn't keep. */
export function countersOf(
  job: SimJob,
  mode: CounterMode,
  nowMs: number,
): { sheets: number | null; impressions: number | null } {
  const lagMs = mode === 'lagging' ? COUNTER_LAG_MS : 0
  const delivered = job.deliveredMs.filter(atMs => atMs + lagMs <= nowMs).length
  const impressions = Math.min(job.pages ?? 0, job.sides === 'one-sided' ? delivered : delivered * 2)
  switch (mode) {
    case 'none':
      return { sheets: null, impressions: null }
    case 'sheets':
      return { sheets: delivered, impressions }
    case 'impressions':
    case 'lagging':
      return { sheets: null, impressions }
    case 'frozen':
      return { sheets: null, impressions: Math.min(1, impressions) }
    case 'one-too-high':
      return { sheets: null, impressions: impressions + (impressions > 0 ? 1 : 0) }
  }
}
