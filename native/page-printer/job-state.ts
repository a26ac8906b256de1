import { type PagePrinter, sheetsOf } from '../../src/contract/devices.ts'
import { type Attributes, integerOf, textOf, textsOf } from '../ipp/read.ts'

const STATES = {
  3: 'pending',
  4: 'pending-held',
  5: 'processing',
  6: 'processing-stopped',
  7: 'canceled',
  8: 'aborted',
  9: 'completed',
} as const

/** RFC 8011 section 5.3.7. */
export type JobState = (typeof STATES)[keyof typeof STATES]

/** What a printer says of one job. What it doesn't say, doesn't keep or doesn't know is null. */
export interface JobReading {
  readonly id: number | null
  readonly name: string | null
  /** `job-originating-user-name`. */
  readonly user: string | null
  /** `time-at-creation`: seconds of the printer's up-time. */
  readonly createdAtSeconds: number | null
  /** `job-impressions`: the pages of the document. */
  readonly pages: number | null
  readonly state: JobState | null
  readonly reasons: readonly string[]
  readonly impressions: number | null
  readonly sheets: number | null
}

export const JOB_ATTRIBUTES = [
  'job-id',
  'job-name',
  'job-originating-user-name',
  'time-at-creation',
  'job-impressions',
  'job-state',
  'job-state-reasons',
  'job-impressions-completed',
  'job-media-sheets-completed',
] as const

/** Reads the answer to a question for `JOB_ATTRIBUTES`. */
export function readJob(attributes: Attributes): JobReading {
  const state = integerOf(attributes, 'job-state')
  return {
    id: integerOf(attributes, 'job-id'),
    name: textOf(attributes, 'job-name'),
    user: textOf(attributes, 'job-originating-user-name'),
    createdAtSeconds: countOf(attributes, 'time-at-creation'),
    pages: countOf(attributes, 'job-impressions'),
    state: STATES[state as keyof typeof STATES] ?? null,
    reasons: textsOf(attributes, 'job-state-reasons').filter(reason => reason !== 'none'),
    impressions: countOf(attributes, 'job-impressions-completed'),
    sheets: countOf(attributes, 'job-media-sheets-completed'),
  }
}

/** Negative counts are a printer's way to say that it doesn't count. */
export function countOf(attributes: Attributes, name: string): number | null {
  const count = integerOf(attributes, name)
  return count === null || count < 0 ? null : count
}

export function hasEnded({ state }: Pick<JobReading, 'state'>): boolean {
  return state === 'canceled' || state === 'aborted' || state === 'completed'
}

/** How a copy is laid on paper, and whether this model's job counters are worth reading. */
export interface CopyLayout {
  readonly pages: number
  readonly sides: PagePrinter['sides']
  readonly counter: 'reported' | 'ignored'
}

export function sheetsIn({ pages, sides }: CopyLayout): number {
  return sheetsOf(pages, sides)
}

/** Sheets that lie in the tray by the printer's count, never more than the copy has; null when it doesn't count. */
export function countSheets(reading: JobReading, layout: CopyLayout): number | null {
  if (layout.counter === 'ignored') return null
  // A sheet counter at nought beside impressions that move is one that isn't kept.
  if (reading.sheets !== null && (reading.sheets > 0 || !reading.impressions))
    return Math.min(reading.sheets, sheetsIn(layout))
  return reading.impressions === null ? null : sheetsOfSides(reading.impressions, layout)
}

/**
 * Whether all of the copy was counted. A sheet counter that stands still beside exact impressions is not believed; nor is one that
 * is full because a two-sided copy comes out on one side.
 */
export function countedWhole(reading: JobReading, layout: CopyLayout): boolean {
  if (layout.counter === 'ignored') return false
  if (reading.impressions !== null && reading.impressions >= layout.pages) return true
  return reading.sheets !== null && reading.sheets >= sheetsIn(layout) && !printedOneSided(reading, layout)
}

/** Whole sheets that so many printed sides make: a two-sided sheet leaves the printer after its second side. */
export function sheetsOfSides(impressions: number, layout: CopyLayout): number {
  if (impressions >= layout.pages) return sheetsIn(layout)
  return layout.sides === 'one-sided' ? impressions : Math.floor(impressions / 2)
}

/** Whether a two-sided copy comes out on one side by the printer's own counts: more sheets than so many sides can make. */
export function printedOneSided({ sheets, impressions }: JobReading, layout: CopyLayout): boolean {
  if (layout.sides === 'one-sided' || sheets === null) return false
  if (sheets > sheetsIn(layout)) return true
  return impressions !== null && sheets > 1 && sheets > Math.ceil(impressions / 2)
}

/** Reasons (RFC 8011 section 5.3.8) that belie `completed`. */
const FAILED_REASONS: readonly string[] = [
  'job-completed-with-errors',
  'aborted-by-system',
  'job-canceled-at-device',
  'job-canceled-by-operator',
  'job-canceled-by-user',
]

/** The printer has taken the job off its list, and works on it still (RFC 8011 section 5.3.8). */
const STILL_INSIDE: readonly string[] = ['queued-in-device', 'job-outgoing', 'processing-to-stop-point']

/**
 * What a job's own word of its state is. `under-way`: no end was told; a reading without a state is that too. `inside`: told as
 * completed, and still in the printer's own queue.
 */
export type JobWord =
  | { readonly kind: 'under-way'; readonly held: boolean; readonly pending: boolean; readonly stopped: boolean }
  | { readonly kind: 'inside' }
  | { readonly kind: 'completed' }
  | { readonly kind: 'failed' }

export function wordOf(reading: JobReading): JobWord {
  switch (reading.state) {
    case 'canceled':
    case 'aborted':
      return { kind: 'failed' }
    case 'completed':
      if (reading.reasons.some(reason => FAILED_REASONS.includes(reason))) return { kind: 'failed' }
      return { kind: reading.reasons.some(reason => STILL_INSIDE.includes(reason)) ? 'inside' : 'completed' }
    default:
      return {
        kind: 'under-way',
        held: reading.state === 'pending-held',
        pending: reading.state === 'pending',
        stopped: reading.state === 'processing-stopped' || reading.reasons.includes('printer-stopped'),
      }
  }
}

/** Reasons that lay the failure on the document, not on the paper's way. */
const DOCUMENT_REASONS: readonly string[] = [
  'document-format-error',
  'document-access-error',
  'document-unprintable-error',
  'unsupported-document-format',
  'unsupported-attributes-or-values',
]

/** Whether a job failed because the printer couldn't make sense of what it was given. */
export function blamesDocument(reading: JobReading): boolean {
  return reading.reasons.some(reason => DOCUMENT_REASONS.includes(reason))
}
