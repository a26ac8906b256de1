import { attribute, type IppAttribute } from '../../ipp/message.ts'
import { countersOf } from './counters.ts'
import type { SimJob } from './job.ts'
import type { Manners } from './manners.ts'
import type { EngineState } from './printer-engine.ts'
import { toldNameOf, toldOf } from './told.ts'
import { upTimeOf } from './up-time.ts'

export const JOB_STATES = {
  pending: 3,
  'pending-held': 4,
  processing: 5,
  'processing-stopped': 6,
  canceled: 7,
  aborted: 8,
  completed: 9,
} as const

/** What an answer is made of: the printer as it is, its manners, its address and the time. */
export interface Telling {
  readonly state: EngineState
  readonly manners: Manners
  readonly uri: string
  readonly nowMs: number
  /** When its abilities changed last: monotonic. */
  readonly configChangedMs: number
}

/** All that can be asked about a job (RFC 8011 section 5.3). */
export function jobAttributes(job: Readonly<SimJob>, { state, manners, uri, nowMs }: Telling): IppAttribute[] {
  const told = toldOf(job, manners, nowMs)
  const { sheets, impressions } = countersOf(job, manners.counters, nowMs, state.poweredMs)
  const time = (name: string, atMs: number | null): IppAttribute =>
    atMs === null ? { name, values: [{ kind: 'no-value' }] } : attribute.integer(name, upTimeOf(atMs, state, manners))
  return [
    attribute.uri('job-uri', `${uri}/${job.id}`),
    attribute.integer('job-id', job.id),
    attribute.uri('job-printer-uri', uri),
    ...nameAttribute(job, manners),
    attribute.name('job-originating-user-name', job.user),
    attribute.enum('job-state', JOB_STATES[told.state]),
    attribute.keyword('job-state-reasons', ...(told.reasons.length > 0 ? told.reasons : ['none'])),
    time('time-at-creation', job.createdMs),
    time('time-at-processing', job.startedMs),
    time('time-at-completed', told.endedMs),
    ...(manners.upTime === 'none' ? [] : [time('job-printer-up-time', nowMs)]),
    {
      name: 'job-impressions',
      values: job.pages === null ? [{ kind: 'unknown' }] : [{ kind: 'integer', value: job.pages }],
    },
    ...(impressions === null ? [] : [attribute.integer('job-impressions-completed', impressions)]),
    ...(sheets === null ? [] : [attribute.integer('job-media-sheets-completed', sheets)]),
  ]
}

function nameAttribute(job: Readonly<SimJob>, manners: Manners): IppAttribute[] {
  const name = toldNameOf(job, manners)
  if (name === null) return []
  if (manners.names !== 'with-language') return [attribute.name('job-name', name)]
  return [{ name: 'job-name', values: [{ kind: 'name', value: name, language: 'zh-cn' }] }]
}
