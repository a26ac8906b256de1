import type { Transaction } from 'kysely'
import type { Ground } from '../../ground/ground.ts'
import { randomId } from '../../ground/random-id.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { Mail } from '../../mail/mail.ts'
import type { TellAbout } from '../fleet.ts'

const HALF_A_DAY_MS = 12 * 3_600_000

/** Who gets the alerts, and when. */
export interface AlertSettings {
  readonly mail: readonly string[]
  readonly robotUrlFile: string | null
  readonly language: 'zh' | 'en'
  readonly silentAfterSeconds: number
  readonly cannotServeAfterSeconds: number
}

export interface TellParts extends Pick<Ground, 'log'> {
  readonly mail: Pick<Mail, 'post'>
  readonly settings: AlertSettings
}

/** Says something to all who get the alerts, in the transaction of its cause. `about`: what it is of, so that it goes only while that still holds. */
export async function tell(
  { mail, log, settings }: TellParts,
  tx: Transaction<Tables>,
  words: { readonly subject: string; readonly text: string },
  now: Date,
  about: TellAbout | null = null,
): Promise<void> {
  const { language } = settings
  const messageId = randomId()
  const { purpose, reference, sendBy } = about ?? {
    ...{ purpose: 'fleet-alert', reference: messageId, sendBy: new Date(now.getTime() + HALF_A_DAY_MS) },
  }
  for (const to of settings.mail) {
    const posted = await mail.post(tx, { to, language, ...words, purpose, reference, sendBy })
    if (!posted.ok) log.error({ reason: posted.error, purpose }, 'an alert could not be told by mail')
  }
  if (settings.robotUrlFile !== null) {
    const lasts = about === null ? {} : { purpose, reference, send_by: sendBy }
    await tx
      .insertInto('fleet_robot_message')
      .values({ message_id: messageId, content: words.text, made_at: now, due_at: now, ...lasts })
      .execute()
  }
  // In what is told about something a name may stand.
  log.warn(about === null ? { words: words.text } : { purpose, reference }, 'told those who get the alerts')
}
