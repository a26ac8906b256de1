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

/** What a printer says of one job. A counter that it doesn't keep, or doesn't know, is null. */
export interface JobReading {
  readonly name: string | null
  readonly state: JobState | null
  readonly reasons: readonly string[]
  readonly impressions: number | null
  readonly sheets: number | null
}

export const JOB_ATTRIBUTES = [
  'job-id',
  'job-name',
  'job-state',
  'job-state-reasons',
  'job-impressions-completed',
  'job-media-sheets-completed',
] as const

/** Reads the answer to a question for `JOB_ATTRIBUTES`. */
export function readJob(attributes: Attributes): JobReading {
  const state = integerOf(attributes, 'job-state')
  return {
    name: textOf(attributes, 'job-name'),
    state: STATES[state as keyof typeof STATES] ?? null,
    reasons: textsOf(attributes, 'job-state-reasons').filter(reason => reason !== 'none'),
    impressions: counterOf(attributes, 'job-impressions-completed'),
    sheets: counterOf(attributes, 'job-media-sheets-completed'),
  }
}

/** Negative counters are a printer's way to say that it doesn't count. */
function counterOf(attributes: Attributes, name: string): number | null {
  const count = integerOf(attributes, name)
  return count === null || count < 0 ? null : count
}

/** How a copy is laid on paper, and whether this model's job counters are worth reading. */
export interface CopyLayout {
  readonly pages: number
  readonly sides: PagePrinter['sides']
  readonly counter: 'reported' | 'ignored'
}

/** Sheets that lie in the tray by the printer's count, never more than the copy has; null when it doesn't count. */
export function countSheets(reading: JobReading, layout: CopyLayout): number | null {
  if (layout.counter === 'ignored') return null
  const total = sheetsOf(layout.pages, layout.sides)
  // A sheet counter at nought beside impressions that move is one that isn't kept.
  if (reading.sheets !== null && (reading.sheets > 0 || !reading.impressions)) return Math.min(reading.sheets, total)
  if (reading.impressions === null) return null
  if (reading.impressions >= layout.pages) return total
  // A two-sided sheet leaves the printer after its second side.
  return layout.sides === 'one-sided' ? reading.impressions : Math.floor(reading.impressions / 2)
}

/**
 * What a reading says of the copy. `short`: the job is finished, but fewer sheets were counted than the copy has; the counter
 * may lag. A reading without a state is under way: no end was told.
 */
export type Verdict =
  | { readonly kind: 'under-way'; readonly held: boolean; readonly stopped: boolean }
  | { readonly kind: 'delivered'; readonly evidence: 'counted' | 'job-completed' }
  | { readonly kind: 'short' }
  | { readonly kind: 'failed' }

export function judge(reading: JobReading, layout: CopyLayout): Verdict {
  switch (reading.state) {
    case 'canceled':
    case 'aborted':
      return { kind: 'failed' }
    case 'completed': {
      if (reading.reasons.some(reason => FAILED_REASONS.includes(reason))) return { kind: 'failed' }
      const counted = countSheets(reading, layout)
      if (counted === null) return { kind: 'delivered', evidence: 'job-completed' }
      const all = counted >= sheetsOf(layout.pages, layout.sides)
      return all ? { kind: 'delivered', evidence: 'counted' } : { kind: 'short' }
    }
    default:
      return {
        kind: 'under-way',
        held: reading.state === 'pending-held',
        stopped: reading.state === 'processing-stopped' || reading.reasons.includes('printer-stopped'),
      }
  }
}

/** Reasons (RFC 8011 section 5.3.8) that belie `completed`. */
const FAILED_REASONS: readonly string[] = [
  'job-completed-with-errors',
  'aborted-by-system',
  'job-canceled-at-device',
  'job-canceled-by-operator',
  'job-canceled-by-user',
]

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
