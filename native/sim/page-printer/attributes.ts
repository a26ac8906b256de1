import { attribute, type IppAttribute } from '../../ipp/message.ts'
import { OPERATIONS } from '../../ipp/tags.ts'
import type { EngineState } from './engine.ts'
import { type CounterMode, countersOf, type SimJob } from './job.ts'

/** How this printer speaks; each was seen at some printer of the trade. */
export interface Manners {
  counters: CounterMode
  /** `with-language`: the name comes back as nameWithLanguage. `replaced`: the printer gives jobs names of its own. */
  names: 'plain' | 'with-language' | 'replaced'
  /** Ended jobs are forgotten at once. */
  forgetsEndedJobs: boolean
  /** Job attributes come in the operation group. */
  jobInOperationGroup: boolean
  /** Reasons without `-error` and `-warning`. */
  bareReasons: boolean
}

export const GOOD_MANNERS: Manners = {
  counters: 'sheets',
  names: 'plain',
  forgetsEndedJobs: false,
  jobInOperationGroup: false,
  bareReasons: false,
}

export const SUPPORTED = {
  format: 'application/pdf',
  media: ['iso_a4_210x297mm', 'iso_a5_148x210mm'],
  sides: ['one-sided', 'two-sided-long-edge', 'two-sided-short-edge'],
} as const

const JOB_STATES = {
  pending: 3,
  'pending-held': 4,
  processing: 5,
  'processing-stopped': 6,
  canceled: 7,
  aborted: 8,
  completed: 9,
} as const
const PRINTER_STATES = { idle: 3, processing: 4, stopped: 5 } as const

/** All that can be asked about a job (RFC 8011 section 5.3). */
export function jobAttributes(job: Readonly<SimJob>, uri: string, manners: Manners, nowMs: number): IppAttribute[] {
  const { sheets, impressions } = countersOf(job, manners.counters, nowMs)
  return [
    attribute.uri('job-uri', `${uri}/${job.id}`),
    attribute.integer('job-id', job.id),
    attribute.uri('job-printer-uri', uri),
    nameAttribute(job, manners),
    attribute.name('job-originating-user-name', job.user),
    attribute.enum('job-state', JOB_STATES[job.state]),
    attribute.keyword('job-state-reasons', ...(job.reasons.length > 0 ? job.reasons : ['none'])),
    attribute.integer('time-at-creation', seconds(job.createdMs)),
    timeAttribute('time-at-processing', job.startedMs),
    timeAttribute('time-at-completed', job.endedMs),
    attribute.integer('job-printer-up-time', seconds(nowMs)),
    {
      name: 'job-impressions',
      values: job.pages === null ? [{ kind: 'unknown' }] : [{ kind: 'integer', value: job.pages }],
    },
    ...(impressions === null ? [] : [attribute.integer('job-impressions-completed', impressions)]),
    ...(sheets === null ? [] : [attribute.integer('job-media-sheets-completed', sheets)]),
  ]
}

function nameAttribute(job: Readonly<SimJob>, { names }: Manners): IppAttribute {
  if (names === 'plain') return attribute.name('job-name', job.name)
  if (names === 'replaced') return attribute.name('job-name', `Job ${job.id}`)
  return { name: 'job-name', values: [{ kind: 'name', value: job.name, language: 'zh-cn' }] }
}

function timeAttribute(name: string, atMs: number | null): IppAttribute {
  return atMs === null ? { name, values: [{ kind: 'no-value' }] } : attribute.integer(name, seconds(atMs))
}

/** All that can be asked about the printer (RFC 8011 section 5.4). */
export function printerAttributes(state: EngineState, uri: string, manners: Manners, nowMs: number): IppAttribute[] {
  const reasons = state.reasons.map(reason => (manners.bareReasons ? reason.replace(/-(error|warning)$/, '') : reason))
  const waiting = state.jobs.filter(job => JOB_STATES[job.state] < JOB_STATES.canceled)
  return [
    attribute.uri('printer-uri-supported', uri),
    attribute.keyword('uri-security-supported', 'none'),
    attribute.keyword('uri-authentication-supported', 'none'),
    attribute.name('printer-name', 'Simulated page printer'),
    attribute.text('printer-info', 'Simulated page printer'),
    attribute.text('printer-location', 'in memory'),
    attribute.text('printer-make-and-model', 'Yinzheng page printer simulator'),
    attribute.uri('printer-more-info', uri.replace(/^ipp:/, 'http:')),
    attribute.enum('printer-state', PRINTER_STATES[state.state]),
    attribute.keyword('printer-state-reasons', ...(reasons.length > 0 ? reasons : ['none'])),
    attribute.boolean('printer-is-accepting-jobs', true),
    attribute.keyword('ipp-versions-supported', '1.1', '2.0'),
    attribute.enum('operations-supported', ...ANSWERED_OPERATIONS),
    attribute.charset('charset-configured', 'utf-8'),
    attribute.charset('charset-supported', 'utf-8'),
    attribute.language('natural-language-configured', 'en'),
    attribute.language('generated-natural-language-supported', 'en'),
    attribute.mime('document-format-default', SUPPORTED.format),
    attribute.mime('document-format-supported', SUPPORTED.format),
    attribute.keyword('pdl-override-supported', 'attempted'),
    attribute.keyword('compression-supported', 'none'),
    attribute.integer('queued-job-count', waiting.length),
    attribute.integer('printer-up-time', seconds(nowMs)),
    { name: 'copies-supported', values: [{ kind: 'range', lower: 1, upper: 1 }] },
    attribute.integer('copies-default', 1),
    attribute.keyword('sides-default', 'one-sided'),
    attribute.keyword('sides-supported', ...SUPPORTED.sides),
    attribute.keyword('media-default', SUPPORTED.media[0]),
    attribute.keyword('media-supported', ...SUPPORTED.media),
    { name: 'printer-resolution-default', values: [{ kind: 'resolution', across: 600, feed: 600, unit: 'dpi' }] },
    { name: 'media-col-default', values: [{ kind: 'collection', members: [A4_SIZE] }] },
  ]
}

const ANSWERED_OPERATIONS = [
  OPERATIONS['Print-Job'],
  OPERATIONS['Validate-Job'],
  OPERATIONS['Cancel-Job'],
  OPERATIONS['Get-Job-Attributes'],
  OPERATIONS['Get-Jobs'],
  OPERATIONS['Get-Printer-Attributes'],
]

/** In hundredths of a millimetre (PWG 5100.7). */
const A4_SIZE: IppAttribute = {
  name: 'media-size',
  values: [
    {
      kind: 'collection',
      members: [attribute.integer('x-dimension', 21_000), attribute.integer('y-dimension', 29_700)],
    },
  ],
}

/** Times of a printer are whole seconds since its start, from 1 on. */
function seconds(ms: number): number {
  return Math.floor(ms / 1000) + 1
}
