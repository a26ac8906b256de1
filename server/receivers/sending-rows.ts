import type { Kysely } from 'kysely'
import type { Sending, SendingId, SendingPurpose } from '../../src/contract/receivers-api.ts'
import { both } from '../../src/contract/texts.ts'
import type { Tables } from '../ground/store/tables.ts'
import { type Mail, type MessageState, sayState } from '../mail/mail.ts'

/** So long a receiver may open what it was sent. */
export const OPEN_MS = 90 * 24 * 3_600_000
const TIMES_MAX = 5
/** A second press is no second wish. */
const AGAIN_AFTER_MS = 60_000

/** What was sent, with its receiver and its document. */
export const sendings = (db: Kysely<Tables>) =>
  db
    .selectFrom('sending')
    .innerJoin('receiver', 'receiver.receiver_id', 'sending.receiver_id')
    .innerJoin('application', 'application.application_id', 'sending.application_id')
    .innerJoin('document', 'document.document_id', 'application.document_id')
    .selectAll('sending')
    .select(['receiver.name_zh', 'receiver.name_en', 'receiver.mail_to', 'receiver.language'])
    .select(['receiver.state as receiver_state', 'application.person_id', 'application.document_id'])
    .select(['document.kind', 'document.edition', 'document.document_number', 'document.title_zh', 'document.title_en'])

export type SendingRow = Awaited<ReturnType<ReturnType<typeof sendings>['executeTakeFirstOrThrow']>>

export function stateOfSending(row: SendingRow, now: Date): Sending['state'] {
  if (row.withdrawn_at) return 'withdrawn'
  if (row.ends_at <= now) return 'ended'
  if (row.receiver_state === 'suspended') return 'stopped'
  return row.opened_count > 0 ? 'opened' : 'sent'
}

const STOPPED = both(
  '学校已暂停这个接收单位：信不再发出，已发出的链接也打不开。恢复后链接照常可用；急用请改用下载或邮件。',
  'The university has suspended this receiver: no letter goes there, and the link opens no more until it is let in again. If it is urgent, download the file or send it by mail.',
)
const GONE = both('没有更多记录。', 'There is no further record of it.')

export interface SendingViewParts {
  readonly mail: Pick<Mail, 'statesOf' | 'sends'>
  readonly timeZone: string
  readonly now: Date
}

/** As their owner sees them. */
export async function viewSendings(parts: SendingViewParts, rows: readonly SendingRow[]): Promise<Sending[]> {
  const letters = await parts.mail.statesOf(rows.map(row => row.message_id))
  return rows.map(row => view(parts, row, letters.get(row.message_id) ?? null))
}

function view({ mail, timeZone, now }: SendingViewParts, row: SendingRow, letter: MessageState | null): Sending {
  const state = stateOfSending(row, now)
  const isLost = letter === null || ['bounced', 'given-up', 'stopped'].includes(letter.state)
  const isRested = now.getTime() - row.posted_at.getTime() >= AGAIN_AFTER_MS
  const isRunning = state === 'sent' || state === 'opened'
  return {
    sendingId: row.sending_id as SendingId,
    receiver: { zh: row.name_zh, en: row.name_en },
    ...{ purpose: row.purpose as SendingPurpose, reference: row.reference, state },
    ...{ sentAt: row.sent_at.toISOString(), endsAt: row.ends_at.toISOString() },
    ...{ openedCount: row.opened_count, lastOpenedAt: row.last_opened_at?.toISOString() ?? null },
    takenCount: row.taken_count,
    letter: state === 'stopped' ? STOPPED : letter ? sayState(letter, timeZone) : GONE,
    isLetterLost: isLost,
    maySendAgain: isRunning && isLost && isRested && mail.sends.letters && row.times < TIMES_MAX,
  }
}
