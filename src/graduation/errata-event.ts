import type { Result } from '../result.ts'
import type { ErrataEnd } from './check-event.ts'
import type { Errata, ErrataState } from './errata.ts'
import type { ErrataContent, Evidence } from './errata-items.ts'

interface Keyed {
  /** Names the request: the same one again is no mistake. */
  readonly key: string
}
interface ByStaff extends Keyed {
  readonly staffId: string
}

/** What can happen to a form. Its content comes checked by `readItems` and `contentFlaws`. */
export type ErrataEvent =
  | ({ readonly kind: 'rewrite'; readonly content: ErrataContent } & Keyed)
  /** `isLate` as `isErrataLate` says of the check behind it. */
  | ({ readonly kind: 'submit'; readonly isLate: boolean; readonly lateReason: string | null } & Keyed)
  | ({ readonly kind: 'withdraw' } & Keyed)
  /** More proof for a row, or a word, as the registry has asked for; what the rows say stays as the college has seen it. */
  | ({
      readonly kind: 'supplement'
      readonly row: number | null
      readonly evidence: readonly Evidence[]
      readonly note: string
    } & Keyed)
  | ({ readonly kind: 'college-approve'; readonly acceptsLate: boolean } & ByStaff)
  | ({ readonly kind: 'college-return'; readonly reason: string } & ByStaff)
  | ({ readonly kind: 'registry-approve' } & ByStaff)
  | ({ readonly kind: 'registry-reject'; readonly reason: string } & ByStaff)
  | ({ readonly kind: 'registry-ask-more'; readonly reason: string } & ByStaff)
  /** Its rows are in a list for the national register. */
  | ({ readonly kind: 'export' } & ByStaff)
  | ({ readonly kind: 'fix' } & ByStaff)
  | ({ readonly kind: 'external-fail'; readonly reason: string } & ByStaff)

/** An order that follows from an event. */
export type ErrataEffect =
  | { readonly kind: 'tell-student'; readonly state: ErrataState; readonly note: string | null }
  | { readonly kind: 'work-for'; readonly office: 'college' | 'registry' }
  /** The check behind it is to be told, by its event `dispute`, `accept-late` or `end-errata`, which tells the student. */
  | { readonly kind: 'dispute-check'; readonly lateReason: string | null }
  | { readonly kind: 'accept-late' }
  | { readonly kind: 'end-check'; readonly how: ErrataEnd }

export type ErrataRefusalName =
  | 'locked'
  | 'not-yours-any-more'
  | 'not-submitted'
  | 'college-has-spoken'
  | 'college-first'
  | 'registry-has-spoken'
  | 'registry-first'
  | 'nothing-asked'
  | 'no-such-row'
  | 'evidence-missing'
  | 'evidence-too-much'
  | 'not-exported'
  | 'nothing-to-export'
  | 'ended'
  | 'late-reason-missing'
  | 'late-not-accepted'
  | 'reason-missing'
  | 'reason-too-long'
  | 'key-reused'

/** Why an event changes nothing, with the form as it stands. */
export interface ErrataRefusal {
  readonly name: ErrataRefusalName
  readonly newest: Errata
}

export interface ErrataOutcome {
  readonly errata: Errata
  readonly effects: readonly ErrataEffect[]
}

/** What an event makes of a form. */
export interface Turn {
  readonly state: ErrataState
  readonly changes?: Partial<Pick<Errata, 'content' | 'lateReason'>>
  readonly note?: string | null
  readonly effects?: readonly ErrataEffect[]
}
export type Turned = Result<Turn, ErrataRefusalName>
