import { wallDay } from '../rules/wall-time.ts'
import { beginOf, CAMPAIGN_ZONE, type Campaign, endOf } from './campaign.ts'

/** By which campaign's moments something is judged, and when by the server's clock. */
export interface When {
  readonly campaign: Campaign
  readonly at: Date
}

/** Where a campaign stands. `between` is after the close, before the re-check; `over` is after all of it, before the lock. */
export type CampaignPhase = 'not-open' | 'checking' | 'between' | 'recheck' | 'over' | 'locked'

/** What people can do at a moment, by the server's clock. */
export interface OpenNow {
  readonly phase: CampaignPhase
  /** Whether everyone may check. */
  readonly checking: boolean
  /** Whether what was mended may be checked once more. */
  readonly recheck: boolean
  /** Whether an errata form is taken: `late` is with a reason, and with the college's word. */
  readonly errata: 'open' | 'late' | 'closed'
}

/** What is open at a moment. Ends include the whole of their last second; nothing is open before the opening and after the lock. */
export function openNow(campaign: Campaign, at: Date): OpenNow {
  const now = at.getTime()
  if (now < beginOf(campaign.opensAt)) return { ...NOTHING, phase: 'not-open' }
  if (now > endOf(campaign.lockAt)) return { ...NOTHING, phase: 'locked' }
  const checking = now <= endOf(campaign.closesAt)
  const [from, to] = recheckWindow(campaign)
  const recheck = now >= from && now <= to
  const errata = now <= endOf(campaign.errataClosesAt) ? 'open' : 'late'
  const phase = checking ? 'checking' : recheck ? 'recheck' : now < from ? 'between' : 'over'
  return { phase, checking, recheck, errata }
}

const NOTHING = { checking: false, recheck: false, errata: 'closed' } as const

/** First and last millisecond of the re-check. A campaign without a window of its own has one from the close to the lock. */
export function recheckWindow({ recheckFrom, recheckTo, closesAt, lockAt }: Campaign): readonly [number, number] {
  return recheckFrom && recheckTo ? [beginOf(recheckFrom), endOf(recheckTo)] : [endOf(closesAt) + 1, endOf(lockAt)]
}

const DAY_MS = 24 * 3_600_000

/**
 * Days left until a deadline as a person counts them, by the pages of the calendar: 0 is today, 1 tomorrow, whatever the hour. A deadline at
 * midnight is that of the day before, in which the last thing can be done. Null once it is over.
 */
export function daysLeft(deadline: Date, at: Date): number | null {
  const end = endOf(deadline)
  if (at.getTime() > end) return null
  const lastDay = dayNumber(new Date(end - 1000))
  return Math.max(0, lastDay - dayNumber(at))
}

const dayNumber = (at: Date): number => Date.parse(`${wallDay(at, CAMPAIGN_ZONE)}T00:00:00Z`) / DAY_MS
