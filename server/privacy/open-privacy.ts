import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import type { Room, RoomPlan } from '../ground/room.ts'
import type { Mail } from '../mail/mail.ts'
import type { NoticeRoom } from '../notice/notice.ts'
import type { People } from '../people/people.ts'
import { privacyHandlers } from './desk/desk-handlers.ts'
import { createRetentionDesk } from './desk/retention-desk.ts'
import type { Privacy } from './privacy.ts'
import type { PRIVACY } from './privacy-plan.ts'
import { remindOfRequests } from './requests/remind.ts'
import { dailyRetention } from './retention/daily-retention.ts'
import { jobRules, retentionRules } from './retention/rules.ts'

const LOOK_EVERY_MS = 15 * 60_000

export interface PrivacyNeeds {
  /** Of all rooms. */
  readonly plans: readonly RoomPlan[]
  readonly mail: Mail
  readonly notice: NoticeRoom
  readonly people: Pick<People, 'personKeys' | 'records'>
}

/** How long what is kept of people stays, and what they ask of it. */
export function openPrivacy(
  ground: Ground,
  { plans, mail, notice, people }: PrivacyNeeds,
  { privacy: { retention, requestsMail } }: SectionsOf<typeof PRIVACY>,
): Room<Privacy, typeof PRIVACY> {
  const { db, clock, log, house, tokens } = ground
  const { timeZone } = house
  const allRules = retentionRules(plans)
  const parts = { db, clock, log, timeZone, at: retention.at, rules: jobRules(allRules) }
  const requests = { db, clock, tokens, timeZone }
  const desk = createRetentionDesk({ ...parts, allRules })
  const reminding = { ...requests, house, mail, mailTo: requestsMail }
  return {
    doors: { retain: () => dailyRetention(parts) },
    handlers: privacyHandlers(ground, {
      ...{ clock, log, people, notice, requests },
      ...{ retention: desk, retentionAt: retention.at },
    }),
    sweeps: [
      { name: 'retention', everyMs: LOOK_EVERY_MS, run: signal => dailyRetention(parts, signal) },
      { name: 'requests about personal data', everyMs: LOOK_EVERY_MS, run: () => remindOfRequests(reminding) },
    ],
    close: desk.close,
  }
}
