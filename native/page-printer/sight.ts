import type { PrinterStanding } from '../../src/contract/devices.ts'
import { type Attributes, integerOf } from '../ipp/read.ts'
import { countOf, hasEnded, type JobReading } from './job-state.ts'
import type { Run } from './kinship.ts'
import type { LifeCounters } from './life-counter.ts'

/** What the printer itself, not one of its jobs, says at one moment. */
export interface PrinterSight extends LifeCounters {
  /** By the station's wall clock, ms since 1970. */
  readonly saidAtMs: number
  readonly upTimeSeconds: number | null
  readonly configChangedAtSeconds: number | null
  /** RFC 8011 section 5.4.11. */
  readonly state: 'idle' | 'processing' | 'stopped' | null
  /** `queued-job-count`: jobs that have not ended. */
  readonly queuedJobs: number | null
}

/** One look at the printer: what it says of itself and of its jobs. Null when it lists no jobs at all. */
export interface Sight extends PrinterSight {
  readonly jobs: readonly JobReading[] | null
}

export const SIGHT_ATTRIBUTES = [
  'printer-state',
  'printer-up-time',
  'printer-config-change-time',
  'queued-job-count',
  'printer-impressions-completed',
  'printer-media-sheets-completed',
] as const

const STATES = { 3: 'idle', 4: 'processing', 5: 'stopped' } as const

/** Reads the answer to a question for `SIGHT_ATTRIBUTES`. */
export function readSight(attributes: Attributes, saidAtMs: number): PrinterSight {
  const state = integerOf(attributes, 'printer-state')
  return {
    saidAtMs,
    state: STATES[state as keyof typeof STATES] ?? null,
    upTimeSeconds: countOf(attributes, 'printer-up-time'),
    configChangedAtSeconds: countOf(attributes, 'printer-config-change-time'),
    queuedJobs: countOf(attributes, 'queued-job-count'),
    impressionsEver: countOf(attributes, 'printer-impressions-completed'),
    sheetsEver: countOf(attributes, 'printer-media-sheets-completed'),
  }
}

/** Whether nothing is being printed and nothing waits to be: a printer that has stopped may hold what it does not tell. */
export function isIdle(sight: Sight): boolean {
  return sight.state === 'idle' && !hasWork(sight)
}

/** Whether it says that jobs are under way or wait. */
export function hasWork({ queuedJobs, jobs }: Sight): boolean {
  return (queuedJobs ?? 0) > 0 || (jobs ?? []).some(job => !hasEnded(job))
}

/** Whether two looks saw the same: no job came, went or moved, and no counter did. */
export function looksTheSame(one: Sight, other: Sight): boolean {
  const facts = ({ state, queuedJobs, impressionsEver, sheetsEver, jobs }: Sight) =>
    JSON.stringify({ state, queuedJobs, impressionsEver, sheetsEver, jobs })
  return facts(one) === facts(other)
}

/** Seconds by which an up-time may differ from the clock of the station: whole seconds, slow answers, two clocks. */
const DRIFT_SECONDS = 20

/**
 * Whether the printer was up all the time between two of its words. Its up-time must have gone on by as much as time went by: one
 * that fell, or that lags, began anew in between. Job ids that fell say so too.
 */
export function runBetween(before: PrinterStanding, now: Sight): Run {
  const highest = highestIdIn(now.jobs)
  if (before.highestJobId !== null && highest !== null && highest < before.highestJobId) return 'another'
  if (before.upTimeSeconds === null || now.upTimeSeconds === null) return 'unknown'
  const passedSeconds = (now.saidAtMs - before.saidAtMs) / 1000
  const wentOnSeconds = now.upTimeSeconds - before.upTimeSeconds
  if (wentOnSeconds < 0) return 'another'
  // One that began anew lags by all the time that it had been up before, so a young one is allowed less.
  const drift = Math.min(DRIFT_SECONDS, Math.max(1, before.upTimeSeconds / 2)) + Math.abs(passedSeconds) / 1000
  return Math.abs(wentOnSeconds - passedSeconds) <= drift + 1 ? 'same' : 'another'
}

export function highestIdIn(jobs: readonly JobReading[] | null): number | null {
  const ids = (jobs ?? []).flatMap(job => (job.id === null ? [] : [job.id]))
  return ids.length === 0 ? null : Math.max(...ids)
}

export function newestEndedIn(jobs: readonly JobReading[] | null): number | null {
  return highestIdIn((jobs ?? []).filter(hasEnded))
}
