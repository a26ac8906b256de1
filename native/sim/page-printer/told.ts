import { hasEnded, isEnd, type SimJob, type SimJobState } from './job.ts'
import type { Manners } from './manners.ts'
import type { EngineState } from './printer-engine.ts'

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
  if (isWaking(job, manners, nowMs)) return { state: 'pending', reasons: [], endedMs: null }
  const truth = toldStop({ state: job.state, reasons: job.reasons, endedMs: job.endedMs }, manners)
  const late = manners.endsLateMs ?? 0
  if (job.state === 'completed' && nowMs < job.endedMs! + late) {
    return { state: 'processing', reasons: ['job-printing'], endedMs: null }
  }
  if (job.state === 'completed' && manners.abortsWhenDone) {
    return { ...truth, state: 'aborted', reasons: ['aborted-by-system'] }
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

/** The job is there, and the printer not yet: it says nothing of why. */
function isWaking(job: Readonly<SimJob>, { wakesForMs }: Manners, nowMs: number): boolean {
  return job.state === 'processing' && job.startedMs !== null && nowMs < job.startedMs + (wakesForMs ?? 0)
}

/** A job that has stopped in the midst, in the words of a printer that says so elsewhere, or not at all. */
function toldStop(job: ToldJob, { stopped }: Manners): ToldJob {
  if (job.state !== 'processing-stopped' || stopped === 'told') return job
  return { ...job, state: 'processing', reasons: stopped === 'in-reasons' ? job.reasons : ['job-printing'] }
}

/** What the printer says of itself (RFC 8011 sections 5.4.11 and 5.4.12). */
export function toldStanding(engine: EngineState, { stopped, bareReasons }: Manners): ToldStanding {
  const bare = (reason: string) => (bareReasons ? reason.replace(/-(error|warning)$/, '') : reason)
  const truth = { state: engine.state, reasons: engine.reasons.map(bare) }
  if (engine.state !== 'stopped' || stopped === 'told') return truth
  if (stopped === 'paused-alone') return { state: 'stopped', reasons: ['paused'] }
  const state = engine.jobs.some(job => !hasEnded(job)) ? 'processing' : 'idle'
  if (stopped === 'in-reasons') return { ...truth, state }
  return { state, reasons: engine.reasons.map(reason => bare(reason.replace(/-error$/, '-warning'))) }
}

export interface ToldStanding {
  readonly state: EngineState['state']
  readonly reasons: readonly string[]
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
