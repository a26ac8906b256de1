import type { CampaignId, EnrolmentId, ErrataNumber } from './enrolment.ts'
import type { Act } from './repeats.ts'

/** Where the check of one enrolment stands (graduation.md, 3.5). */
export const CHECK_STATES = [
  ...(['not-open', 'pending', 'no-photo', 'confirmed'] as const),
  ...(['disputed', 'fixed', 'overdue', 'locked'] as const),
] as const
export type CheckState = (typeof CHECK_STATES)[number]

/** What lies before somebody who checks: the SHA-256 of the entry (`canonicalEntry`) and of both photographs; null where there is none. */
export interface Seen {
  readonly dataHash: string
  readonly admissionHash: string | null
  readonly graduationHash: string | null
}

/** The part of it that is another one. */
export type SeenPart = 'data' | 'admission-photo' | 'graduation-photo'

/** Who decides: the student, or exceptionally a member of staff, with the reason. */
export type DecidedBy =
  | { readonly kind: 'self' }
  | { readonly kind: 'delegate'; readonly staffId: string; readonly reason: string }

export type CheckChannel = 'kiosk' | 'web' | 'desk'

/** A confirmation, with what was seen when it was given. */
export interface Decision {
  readonly at: Date
  readonly by: DecidedBy
  readonly channel: CheckChannel
  readonly seen: Seen
}

/**
 * Whether the check at the national site is done, which ours never is: told by the student, or read in a list that the university has from
 * there.
 */
export interface NationalCheck {
  readonly isDone: boolean
  readonly source: 'self' | 'list'
  readonly toldAt: Date
}

/** The check of one enrolment in one campaign. */
export interface Check {
  readonly enrolmentId: EnrolmentId
  readonly campaignId: CampaignId
  readonly state: CheckState
  /** The state in which the lock has found it; null before. */
  readonly lockedAs: Exclude<CheckState, 'locked'> | null
  /** What the register has now. */
  readonly newest: Seen
  /** `again` once something has changed that is not the student's doing: then the window of the re-check is theirs too. */
  readonly round: 'first' | 'again'
  /** A deadline of its own, beside those of the campaign; it includes the whole of its second. */
  readonly openUntil: Date | null
  /** The confirmation that holds. */
  readonly decision: Decision | null
  /** The last one that held and holds no more. */
  readonly lapsed: Decision | null
  /** The errata form that is under way. */
  readonly errata: ErrataNumber | null
  /** Whether that form came late and the college has not yet said that it may go on (P9). */
  readonly awaitsCollege: boolean
  readonly national: NationalCheck | null
  /** What was done by name of the request, the newest last. */
  readonly acts: readonly Act[]
}

/** A check before anything has happened. */
export function newCheck(about: Pick<Check, 'enrolmentId' | 'campaignId' | 'newest'>): Check {
  return {
    ...about,
    ...{ state: 'not-open', lockedAs: null, round: 'first', openUntil: null },
    ...{ decision: null, lapsed: null, errata: null, awaitsCollege: false, national: null, acts: [] },
  }
}

/** What differs between what somebody saw and what there is. */
export function seenChanges(seen: Seen, newest: Seen): readonly SeenPart[] {
  const same: Readonly<Record<SeenPart, boolean>> = {
    data: seen.dataHash === newest.dataHash,
    'admission-photo': seen.admissionHash === newest.admissionHash,
    'graduation-photo': seen.graduationHash === newest.graduationHash,
  }
  return (Object.keys(same) as SeenPart[]).filter(part => !same[part])
}
