import type { Bilingual } from '../contract/texts.ts'
import { wallDay } from '../rules/wall-time.ts'
import type { CampaignId } from './enrolment.ts'

/** Deadlines of graduation are written in the country's one time zone, wherever the server stands. */
export const CAMPAIGN_ZONE = 'Asia/Shanghai'

/**
 * One year's check of photographs and enrolments, with the moments that the university sets for it: the national register has none of its
 * own before 1 July (seed 002 has 17 March with a re-check on 24 and 25 March; other schools 10 March, 30 April, 10 May).
 * What begins does so with the first millisecond of the written second; what ends, `lockAt` too, with the last one: `23:59:59` is until
 * 23:59:59.999.
 */
export interface Campaign {
  readonly campaignId: CampaignId
  /** In which people graduate. */
  readonly year: number
  readonly opensAt: Date
  readonly closesAt: Date
  /** In which what was mended is checked once more; both are null where the university has no such window: then until the lock. */
  readonly recheckFrom: Date | null
  readonly recheckTo: Date | null
  /** After it an errata form is late, and needs the college. */
  readonly errataClosesAt: Date
  /** The last moment in which anything changes: before the national register is published on 1 July. */
  readonly lockAt: Date
  /** Where people ask: office, telephone, hours. */
  readonly contact: Bilingual
  readonly timezone: typeof CAMPAIGN_ZONE
}

/** From the opening to the lock: longer is a slip of the keyboard. */
export const CAMPAIGN_YEARS_MAX = 2
const YEAR_MS = 366 * 24 * 3_600_000

export type CampaignFlaw =
  | 'moment-unreadable'
  | 'year-elsewhere'
  | 'closes-before-it-opens'
  | 'errata-close-before-it-opens'
  | 'recheck-half-said'
  | 'recheck-ends-before-it-begins'
  | 'recheck-before-the-close'
  | 'ends-after-the-lock'
  | 'too-long'
  | 'contact-missing'

/** The first and the last millisecond of a written second. */
export const beginOf = (moment: Date): number => Math.floor(moment.getTime() / 1000) * 1000
export const endOf = (moment: Date): number => beginOf(moment) + 999

/** Everything that is wrong with a campaign as somebody has written it; empty where nothing is. */
export function campaignFlaws(campaign: Campaign): readonly CampaignFlaw[] {
  const { opensAt, closesAt, recheckFrom, recheckTo, errataClosesAt, lockAt, contact, year } = campaign
  const moments = [opensAt, closesAt, errataClosesAt, lockAt, recheckFrom, recheckTo].filter(moment => moment !== null)
  if (moments.some(moment => Number.isNaN(moment.getTime()))) return ['moment-unreadable']
  const [from, lock] = [beginOf(opensAt), beginOf(lockAt)]
  const flaws: Readonly<Record<Exclude<CampaignFlaw, 'moment-unreadable'>, boolean>> = {
    // Winter's graduates are checked in the year before theirs.
    'year-elsewhere': !Number.isInteger(year) || year < yearOf(opensAt) || year > yearOf(lockAt) + 1,
    'closes-before-it-opens': beginOf(closesAt) <= from,
    'errata-close-before-it-opens': beginOf(errataClosesAt) <= from,
    'recheck-half-said': (recheckFrom === null) !== (recheckTo === null),
    'recheck-ends-before-it-begins':
      recheckFrom !== null && recheckTo !== null && beginOf(recheckTo) <= beginOf(recheckFrom),
    'recheck-before-the-close': recheckFrom !== null && beginOf(recheckFrom) <= beginOf(closesAt),
    'ends-after-the-lock': [closesAt, errataClosesAt, recheckTo].some(end => end !== null && beginOf(end) > lock),
    'too-long': lock - from > CAMPAIGN_YEARS_MAX * YEAR_MS,
    'contact-missing': contact.zh.trim() === '' && contact.en.trim() === '',
  }
  return (Object.keys(flaws) as (keyof typeof flaws)[]).filter(flaw => flaws[flaw])
}

const yearOf = (moment: Date): number => Number(wallDay(moment, CAMPAIGN_ZONE).slice(0, 4))
