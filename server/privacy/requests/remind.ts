import { both } from '../../../src/contract/texts.ts'
import { isWorkingDay, workingDaysLater } from '../../../src/rules/working-days.ts'
import type { House } from '../../ground/ground.ts'
import { dayIn } from '../../ground/local-day.ts'
import type { Mail } from '../../mail/mail.ts'
import { audit } from '../privacy-audit.ts'
import type { RequestParts, RequestRow } from './requests.ts'

/** So many working days before the last one it is said for the first time. */
const BEFORE_WORKING_DAYS = 3
const SEND_WITHIN_MS = 3 * 24 * 3_600_000

export interface RemindParts extends RequestParts {
  readonly house: House
  readonly mail: Pick<Mail, 'post' | 'sends'>
  /** Where who works on them is told; null: nowhere. */
  readonly mailTo: string | null
}

/** Tells of requests that are due soon, once, and of those that are late, once more; on working days alone. */
export async function remindOfRequests(parts: RemindParts): Promise<void> {
  const { db, clock, mail, mailTo, timeZone } = parts
  const now = new Date(clock.now())
  if (mailTo === null || !mail.sends.letters || !isWorkingDay(now, timeZone)) return
  const open = await db
    .selectFrom('privacy_request')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('due_at', '<', workingDaysLater(now, BEFORE_WORKING_DAYS, timeZone))
    .orderBy('due_at')
    .limit(100)
    .execute()
  for (const row of open) {
    const isLate = now > row.due_at
    if (isLate ? row.told_late_at === null : row.reminded_at === null) await remind(parts, row, isLate, mailTo, now)
  }
}

/** In one transaction with the mark that it was said: two servers say it once. */
async function remind(parts: RemindParts, row: RequestRow, isLate: boolean, to: string, now: Date): Promise<void> {
  const { db, mail, house } = parts
  const column = isLate ? 'told_late_at' : 'reminded_at'
  await db.transaction().execute(async tx => {
    const marked = await tx
      .updateTable('privacy_request')
      .set({ [column]: now })
      .where('request_number', '=', row.request_number)
      .where('ended_at', 'is', null)
      .where(column, 'is', null)
      .returning('request_number')
      .executeTakeFirst()
    if (!marked) return
    const posted = await mail.post(tx, {
      ...{
        to,
        language: 'zh',
        ...words(row, isLate, house),
        purpose: 'privacy-request',
        reference: row.request_number,
      },
      sendBy: new Date(now.getTime() + SEND_WITHIN_MS),
    })
    if (!posted.ok) throw new Error('word of a request was not taken')
    const detail = { isLate }
    await audit(tx, now, { event: 'privacy-request-reminded', subject: row.request_number, terminalId: null, detail })
  })
}

/** Nothing of who has asked: it goes by mail. */
function words({ request_number: number, due_at }: RequestRow, isLate: boolean, house: House) {
  const due = dayIn(house.timeZone, due_at)
  const said = isLate
    ? both(
        `个人信息请求 ${number} 已于 ${due} 到期，仍未办结。`,
        `The request ${number} about personal data was due on ${due}, and is not ended.`,
      )
    : both(
        `个人信息请求 ${number} 须在 ${due} 之前办结。`,
        `The request ${number} about personal data is to be ended by ${due}.`,
      )
  const address = `${house.publicBaseUrl}/console/privacy/requests/${number}`
  const how = both(`办理：${address}`, `To work on it: ${address}`)
  const subject = both(
    isLate ? '个人信息请求已到期' : '个人信息请求即将到期',
    isLate ? 'A request is late' : 'A request is due soon',
  )
  return {
    subject: `${house.name.zh}：${subject.zh} · ${subject.en}`,
    text: [said.zh, how.zh, '', said.en, how.en, ''].join('\n'),
  }
}
