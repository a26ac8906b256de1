import { hasEnded, impressionsOf, type SimJob } from './job.ts'
import type { Manners } from './manners.ts'
import type { EngineState } from './printer-engine.ts'

/** How well the printer counts a job: printers of the trade were seen to do each of these. */
export type CounterMode = Manners['counters']

/** What is told of a count; null for one that the printer doesn't keep. */
export interface ToldCounts {
  readonly sheets: number | null
  readonly impressions: number | null
}

/** How far a lagging counter is behind the paper. */
export const COUNTER_LAG_MS = 1_500
/** How long a counter that is going to fall stays full. */
export const COUNTER_FALL_MS = 1_000

/** What the printer says it has counted of a job. `poweredMs` is when it was last switched on. */
export function countersOf(job: Readonly<SimJob>, mode: CounterMode, nowMs: number, poweredMs = 0): ToldCounts {
  const sheets = job.deliveredMs.length
  const impressions = impressionsOf(job, sheets)
  switch (mode) {
    case 'none':
      return { sheets: null, impressions: null }
    case 'sheets':
      return { sheets, impressions }
    case 'impressions':
      return { sheets: null, impressions }
    case 'lagging': {
      const counted = job.deliveredMs.filter(atMs => atMs + COUNTER_LAG_MS <= nowMs).length
      return { sheets: null, impressions: impressionsOf(job, counted) }
    }
    case 'at-the-end':
      return hasEnded(job) ? { sheets, impressions } : { sheets: 0, impressions: 0 }
    case 'frozen':
      return { sheets: null, impressions: Math.min(1, impressions) }
    case 'sheets-frozen':
      return { sheets: Math.min(1, sheets), impressions }
    case 'ahead':
      return job.startedMs === null ? { sheets: 0, impressions: 0 } : { sheets: job.sheets, impressions: job.pages }
    case 'one-too-high':
      return { sheets: null, impressions: impressions + (impressions > 0 ? 1 : 0) }
    case 'falls-when-full': {
      const fallen = sheets === job.sheets && nowMs >= (job.deliveredMs.at(-1) ?? nowMs) + COUNTER_FALL_MS
      return fallen ? { sheets: 0, impressions: 0 } : { sheets, impressions }
    }
    case 'since-power-on': {
      const before = job.deliveredMs.filter(atMs => atMs < poweredMs).length
      return { sheets: sheets - before, impressions: impressions - impressionsOf(job, before) }
    }
  }
}

/** What the printer says it has printed in its life. */
export function lifeCountersOf(
  { life }: EngineState,
  { lifeCounters: mode, lifeLagMs }: Pick<Manners, 'lifeCounters' | 'lifeLagMs'>,
  nowMs: number,
): ToldCounts {
  const known = (lagMs: number) => life.sheets.findLast(({ atMs }) => atMs + lagMs <= nowMs)?.printed ?? life.atStart
  const now = lifeLagMs === null ? life.now : known(lifeLagMs)
  switch (mode) {
    case 'exact':
      return now
    case 'impressions':
      return { sheets: null, impressions: now.impressions }
    case 'sheets':
      return { sheets: now.sheets, impressions: null }
    case 'none':
      return { sheets: null, impressions: null }
    case 'at-job-end':
      return life.ofEndedJobs
    case 'sheets-frozen':
      return { sheets: life.atStart.sheets, impressions: now.impressions }
    case 'frozen':
      return life.atStart
  }
}
