import type { EnrolmentEntry } from './enrolment.ts'

/** Whom a campaign is for, in the register's own words. An empty list, and a day that is null, leaves nobody out. */
export interface CampaignFilter {
  /** 层次 */
  readonly levels: readonly string[]
  /** 学历类别 */
  readonly categories: readonly string[]
  /** 学习形式 */
  readonly modes: readonly string[]
  readonly colleges: readonly string[]
  /** The first and the last expected day of graduating, YYYY-MM-DD. */
  readonly expectedFrom: string | null
  readonly expectedTo: string | null
}

export const EVERYONE: CampaignFilter = {
  ...{ levels: [], categories: [], modes: [], colleges: [] },
  ...{ expectedFrom: null, expectedTo: null },
}

/**
 * Whether an enrolment is in a campaign, or why not. `graduated` sees no buttons: the photograph is joined to the diploma already (P5).
 * `day-unknown`: the campaign asks for a day of graduating, and the register says none; staff look at those.
 */
export type Belonging = 'in' | 'graduated' | 'not-studying' | 'day-unknown' | 'out'

/** The college as the register writes it: 分院, and where that is empty 系(所、函授站). */
export const collegeOf = ({ branch, department }: Pick<EnrolmentEntry, 'branch' | 'department'>): string =>
  branch.trim() || department.trim()

/** Whether a campaign with such a filter is about an enrolment: 学籍状态 first, which no filter overrules (graduation.md, 3.4 and P5). */
export function belongs(filter: CampaignFilter, entry: EnrolmentEntry): Belonging {
  if (entry.standing === 'graduated') return 'graduated'
  if (entry.standing !== 'registered' && entry.standing !== 'studying') return 'not-studying'
  const isNamed =
    isOneOf(filter.levels, entry.level) &&
    isOneOf(filter.categories, entry.category) &&
    isOneOf(filter.modes, entry.mode) &&
    isOneOf(filter.colleges, collegeOf(entry))
  if (!isNamed) return 'out'
  const { expectedFrom, expectedTo } = filter
  if (expectedFrom === null && expectedTo === null) return 'in'
  if (entry.expectedOn === '') return 'day-unknown'
  const isInTime = (expectedFrom ?? '') <= entry.expectedOn && entry.expectedOn <= (expectedTo ?? LAST_DAY)
  return isInTime ? 'in' : 'out'
}

const LAST_DAY = '9999-12-31'

/** Registers write one word with full-width letters and brackets or half-width ones. */
const plain = (word: string): string => word.normalize('NFKC').trim()
const isOneOf = (words: readonly string[], word: string): boolean =>
  words.length === 0 || words.some(one => plain(one) === plain(word))
