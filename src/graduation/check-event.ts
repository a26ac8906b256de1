import type { Check, CheckChannel, DecidedBy, Decision, Seen, SeenPart } from './check.ts'
import type { ErrataNumber } from './enrolment.ts'

/** What is wrong with the graduation photograph in a student's eyes; `outdated`: not the one taken last, or long ago. */
export const PHOTO_PROBLEMS = ['none', 'missing', 'not-me', 'bad-quality', 'outdated'] as const
export type PhotoProblem = (typeof PHOTO_PROBLEMS)[number]

/** How an errata form can end for the check behind it. `late-refused`: the college has not let a late one go on. */
export type ErrataEnd = 'fixed' | 'rejected' | 'external-failed' | 'late-refused' | 'withdrawn'

interface Keyed {
  /** Names the request: the same one again is no mistake. */
  readonly key: string
}
interface Decided extends Keyed {
  readonly by: DecidedBy
  readonly channel: CheckChannel
  readonly seen: Seen
}

/** What can happen to a check. */
export type CheckEvent =
  /** A look at the clock, at least after each moment of the campaign. */
  | { readonly kind: 'time-passed' }
  /** 正确, with the two ticks of its second page: the data are right, the photograph is right. */
  | ({ readonly kind: 'confirm'; readonly ticks: { readonly data: boolean; readonly photo: boolean } } & Decided)
  /** 有误, by an errata form; `lateReason` where its deadline is over. */
  | ({
      readonly kind: 'dispute'
      readonly errata: ErrataNumber
      readonly photoProblem: PhotoProblem
      readonly lateReason: string | null
    } & Decided)
  /** The college lets a late form go on (P9). */
  | ({ readonly kind: 'accept-late'; readonly errata: ErrataNumber } & Keyed)
  | ({ readonly kind: 'end-errata'; readonly errata: ErrataNumber; readonly how: ErrataEnd } & Keyed)
  /** Staff give a check back to the student; `until` where no deadline of the campaign lies ahead. */
  | ({
      readonly kind: 'reopen'
      readonly staffId: string
      readonly reason: string
      readonly until: Date | null
    } & Keyed)
  /** What the register has now: after an import of data, or of photographs. */
  | { readonly kind: 'register-changed'; readonly newest: Seen }
  /** Of the check at the national site. */
  | ({ readonly kind: 'tell-national'; readonly isDone: boolean; readonly source: 'self' | 'list' } & Keyed)

/** What a student is told, by whatever way reaches them. */
export type StudentNotice =
  | { readonly about: 'overdue' }
  | { readonly about: 'photo-came' }
  | { readonly about: 'photo-gone' }
  /** P12. */
  | { readonly about: 'changed-after-confirm'; readonly changed: readonly SeenPart[] }
  | { readonly about: 'reopened'; readonly reason: string; readonly until: Date | null }
  | { readonly about: 'done-for-you'; readonly what: 'confirm' | 'dispute'; readonly reason: string }
  | { readonly about: 'late-accepted' }
  /** Who has taken a form back is not told of it. */
  | { readonly about: 'errata-ended'; readonly how: Exclude<ErrataEnd, 'withdrawn'> }
  | { readonly about: 'check-again' }

/** An order that follows from an event. */
export type CheckEffect =
  | { readonly kind: 'tell-student'; readonly notice: StudentNotice }
  | { readonly kind: 'give-receipt'; readonly decision: Decision }
  /** A late form waits for the college. */
  | { readonly kind: 'ask-college'; readonly errata: ErrataNumber; readonly reason: string }
  /** The photograph is somebody else's: whoever else has it, or has none, is looked at too (P4). */
  | { readonly kind: 'flag-photo'; readonly photoHash: string; readonly errata: ErrataNumber }

export type CheckRefusalName =
  | 'not-open-yet'
  /** The deadline is over. */
  | 'closed'
  /** It was mended, and is checked again in the window of the re-check. */
  | 'recheck-later'
  | 'locked'
  /** Something else is there than was seen: look again. */
  | 'stale'
  | 'data-not-ticked'
  | 'photo-not-ticked'
  | 'no-photo'
  | 'photo-is-there'
  /** Final for the student: staff reopen it. */
  | 'confirmed-already'
  | 'errata-under-way'
  | 'no-such-errata'
  | 'errata-awaits-college'
  | 'errata-not-late'
  | 'late-reason-missing'
  | 'reason-missing'
  | 'reason-too-long'
  | 'nothing-to-reopen'
  | 'until-missing'
  | 'until-over'
  | 'until-after-the-lock'
  /** The student's word does not go before the list of the national site. */
  | 'list-says-otherwise'
  | 'key-reused'

/** Why an event changes nothing, with the check as it stands: the second of two devices goes on from it (P13). */
export interface CheckRefusal {
  readonly name: CheckRefusalName
  readonly newest: Check
}

export interface CheckStep {
  readonly check: Check
  readonly effects: readonly CheckEffect[]
}

export const tell = (notice: StudentNotice): CheckEffect => ({ kind: 'tell-student', notice })
