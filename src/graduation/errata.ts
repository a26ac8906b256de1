import type { ErrataNumber } from './enrolment.ts'
import type { ErrataContent } from './errata-items.ts'
import type { Act } from './repeats.ts'

/** Where an errata form stands (graduation.md, 3.5). */
export const ERRATA_STATES = [
  ...(['draft', 'submitted', 'college-ok', 'college-back', 'registry-ok', 'registry-rejected'] as const),
  ...(['need-more', 'exported', 'fixed', 'external-failed', 'withdrawn'] as const),
] as const
export type ErrataState = (typeof ERRATA_STATES)[number]

/** States in which nothing happens any more. */
export const ERRATA_ENDS = ['registry-rejected', 'fixed', 'external-failed', 'withdrawn'] as const
export const isEnded = (state: ErrataState): boolean => ERRATA_ENDS.some(end => end === state)

/** Who has done something to a form: the student, or a member of staff by the account. */
export type ErrataBy = { readonly kind: 'student' } | { readonly kind: 'staff'; readonly staffId: string }

/** What the form has been through, the newest last. */
export interface ErrataStep {
  readonly state: ErrataState
  readonly at: Date
  readonly by: ErrataBy
  /** What was said with it. */
  readonly note: string | null
}

/** A form 数据检查勘误表. */
export interface Errata {
  readonly number: ErrataNumber
  readonly state: ErrataState
  readonly content: ErrataContent
  /** Why it comes after the deadline; null where it does not (P9). */
  readonly lateReason: string | null
  readonly history: readonly ErrataStep[]
  readonly acts: readonly Act[]
}

/** A form as it is begun. */
export function newErrata(number: ErrataNumber, content: ErrataContent): Errata {
  return { number, content, state: 'draft', lateReason: null, history: [], acts: [] }
}
