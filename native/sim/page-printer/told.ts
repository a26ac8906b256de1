import { isEnd, type SimJob, type SimJobState } from './job.ts'
import type { Manners } from './manners.ts'

/** What the printer says of a job (RFC 8011 sections 5.3.7 and 5.3.8), true or not. */
export interface ToldJob {
  readonly state: SimJobState
  readonly reasons: readonly string[]
  /** Null until it is told as ended. Monotonic. */
  readonly endedMs: number | null
}

/** What is told of a job at this moment. */
export function toldOf(job: Readonly<SimJob>, manners: Manners, nowMs: number): ToldJob {
  if (job.toldCanceledMs !== null) {
    return { state: 'canceled', reasons: ['job-canceled-by-user'], endedMs: job.toldCanceledMs }
  }
  const truth: ToldJob = { state: job.state, reasons: job.reasons, endedMs: job.endedMs }
  const late = manners.endsLateMs ?? 0
  if (job.state === 'completed' && nowMs < job.endedMs! + late) {
    return { state: 'processing', reasons: ['job-printing'], endedMs: null }
  }
  switch (manners.ending) {
    case 'true':
      return truth
    case 'at-once':
      if (job.state === 'canceled') return truth
      return { state: 'completed', reasons: ['job-completed-successfully'], endedMs: job.createdMs }
    case 'queued-in-device':
      // Section 5.3.8 means by it that nothing better will ever be known; printers that learn more do change their word.
      if (isEnd(job.state)) return truth
      return { state: 'completed', reasons: ['queued-in-device'], endedMs: job.createdMs }
    case 'with-errors':
      return job.state === 'completed' ? { ...truth, reasons: ['job-completed-with-errors'] } : truth
    case 'abort-as-completed':
      if (job.state !== 'aborted') return truth
      return { ...truth, state: 'completed', reasons: ['job-completed-with-errors'] }
    case 'abort-as-canceled':
      return job.state === 'aborted' ? { ...truth, state: 'canceled', reasons: ['job-canceled-by-user'] } : truth
  }
}

/** Whether the printer still knows of the job. */
export function remembers(job: Readonly<SimJob>, manners: Manners, nowMs: number): boolean {
  const { endedMs } = toldOf(job, manners, nowMs)
  if (endedMs === null) return true
  if (manners.forgetsEndedJobs) return false
  return manners.forgetsAfterMs === null || nowMs < endedMs + manners.forgetsAfterMs
}

/** The name under which the printer tells of a job; null when it tells none. */
export function toldNameOf(job: Readonly<SimJob>, { names, namesCutTo }: Manners): string | null {
  if (names === 'none') return null
  const name = names === 'replaced' ? `Job ${job.id}` : job.name
  return namesCutTo === null ? name : [...name].slice(0, namesCutTo).join('')
}
