import type { SectionsOf } from '../ground/config/sections.ts'
import type { Ground } from '../ground/ground.ts'
import type { Room, RoomPlan } from '../ground/room.ts'
import type { Mail } from '../mail/mail.ts'
import type { NoticeRoom } from '../notice/notice.ts'
import type { Privacy } from './privacy.ts'
import type { PRIVACY } from './privacy-plan.ts'
import { remindOfRequests } from './requests/remind.ts'
import { dailyRetention } from './retention/daily-retention.ts'
import { jobRules, retentionRules } from './retention/rules.ts'

const LOOK_EVERY_MS = 15 * 60_000

/** How long what is kept of people stays. `plans`: of all rooms. */
export function openPrivacy(
  { db, clock, log, house, tokens }: Ground,
  {
    plans,
    mail,
    notice: _,
  }: { readonly plans: readonly RoomPlan[]; readonly mail: Mail; readonly notice: Pick<NoticeRoom, 'counts'> },
  { privacy: { retention, requestsMail } }: SectionsOf<typeof PRIVACY>,
): Room<Privacy, typeof PRIVACY> {
  const parts = { db, clock, log, timeZone: house.timeZone, at: retention.at, rules: jobRules(retentionRules(plans)) }
  const reminding = { db, clock, tokens, house, mail, mailTo: requestsMail, timeZone: house.timeZone }
  return {
    doors: { retain: () => dailyRetention(parts) },
    handlers: {},
    sweeps: [
      { name: 'retention', everyMs: LOOK_EVERY_MS, run: signal => dailyRetention(parts, signal) },
      { name: 'requests about personal data', everyMs: LOOK_EVERY_MS, run: () => remindOfRequests(reminding) },
    ],
  }
}
