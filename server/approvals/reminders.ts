import { wallTimeOfDay } from '../../src/rules/wall-time.ts'
import { isWorkingDay, workingDaysEarlier } from '../../src/rules/working-days.ts'
import type { Documents } from '../documents/documents.ts'
import type { Ground } from '../ground/ground.ts'
import { dayIn } from '../ground/local-day.ts'
import type { Mail } from '../mail/mail.ts'
import { approvals } from './approval-rows.ts'
import { audit } from './approvals-audit.ts'
import { titleOf } from './decide.ts'
import type { Notices } from './notices.ts'
import { officeLetter } from './office-letter.ts'
import { nameForStaff, nameOfOffice } from './offices.ts'
import { addStep } from './steps.ts'

export interface ReminderParts extends Pick<Ground, 'db' | 'clock' | 'house' | 'log'> {
  readonly documents: Pick<Documents, 'kinds'>
  readonly mail: Pick<Mail, 'post' | 'sends'>
  readonly notices: Notices
  readonly settings: { readonly remindAfterWorkingDays: number; readonly mail: Readonly<Record<string, string>> }
}

const DAY_MS = 24 * 3_600_000
/** When somebody is there to read it. */
const MORNING = '08:00'
const AT_ONCE = 200

/** The daily letter to each office of what waits for long, and word to people whose applications take longer than was promised. */
export async function remind(parts: ReminderParts): Promise<void> {
  await tellWhoWaits(parts)
  const { clock, house, mail, settings } = parts
  const now = new Date(clock.now())
  const isMorning = wallTimeOfDay(now.getTime(), house.timeZone) >= MORNING
  if (!mail.sends.letters || !isMorning || !isWorkingDay(now, house.timeZone)) return
  for (const [office, to] of Object.entries(settings.mail)) await remindOffice(parts, office, to, now)
}

async function remindOffice(parts: ReminderParts, office: string, to: string, now: Date): Promise<void> {
  const { db, documents, house, log, mail, settings } = parts
  const before = workingDaysEarlier(now, settings.remindAfterWorkingDays, house.timeZone)
  const waiting = await approvals(db)
    .where('approval.office', '=', office)
    .where('approval.state', '=', 'waiting')
    .where('approval.asked_at', '<=', before)
    .orderBy('approval.asked_at')
    .limit(AT_ONCE)
    .execute()
  if (waiting.length === 0) return
  await db.transaction().execute(async tx => {
    const day = dayIn(house.timeZone, now)
    const first = await tx
      .insertInto('approval_reminder')
      .values({ office, day, at: now })
      .onConflict(conflict => conflict.doNothing())
      .returning('day')
      .executeTakeFirst()
    if (!first) return
    const letter = officeLetter(house, nameForStaff(documents, office), waiting, now)
    const posted = await mail.post(tx, {
      ...{ to, language: 'zh', ...letter, purpose: 'approval-reminder', reference: office },
      sendBy: new Date(now.getTime() + DAY_MS),
    })
    if (!posted.ok) return log.error({ office, reason: posted.error }, 'an office could not be reminded')
    const detail = { waiting: waiting.length }
    await audit(tx, now, { event: 'approval-office-reminded', subject: office, terminalId: null, detail })
  })
}

async function tellWhoWaits({ db, clock, documents, notices }: ReminderParts): Promise<void> {
  const now = new Date(clock.now())
  const late = await approvals(db)
    .where('approval.state', '=', 'waiting')
    .where('approval.promised_at', '<', now)
    .where('approval.told_late_at', 'is', null)
    .where('approval.notice_to', 'is not', null)
    .orderBy('approval.promised_at')
    .limit(AT_ONCE)
    .execute()
  for (const row of late)
    await db.transaction().execute(async tx => {
      const told = await tx
        .updateTable('approval')
        .set({ told_late_at: now })
        .where('approval_id', '=', row.approval_id)
        .where('state', '=', 'waiting')
        .where('told_late_at', 'is', null)
        .returning('approval_id')
        .executeTakeFirst()
      if (!told) return
      await addStep(tx, row.approval_id, now, { what: 'late' })
      const officeName = nameOfOffice(documents, row.office)
      const { application_id: applicationId, notice_to: noticeTo, language } = row
      const about = { applicationId, noticeTo, language, title: titleOf(row), officeName }
      await notices.post(tx, about, { what: 'late', promisedAt: row.promised_at })
    })
}
