import { randomInt } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Clock } from '../../../src/clock.ts'
import type { House } from '../../ground/ground.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { Mail, TextRefusal } from '../../mail/mail.ts'
import type { AccountError } from './account-errors.ts'
import { CODE_MS, CODE_TRIES_MAX } from './account-rules.ts'
import { type AccountSeals, isSameKey } from './account-seals.ts'
import type { SendLimits } from './send-limits.ts'

const DIGITS = 6
const MINUTE_MS = 60_000

/** Digits that are texted to a phone, to find out who holds it. */
export interface PhoneCodes {
  /** Texts new digits for a subject; those of before are worth nothing then. Null when they are on their way. */
  send(subject: string, phone: string): Promise<AccountError | null>
  /** The same for somebody who is not to learn whether there is anything behind the number; `isMeant` says whether there is. */
  sendQuietly(subject: string, phone: string, isMeant: boolean): Promise<AccountError | null>
  /** Whether these are the digits. Counted before it is compared; the right ones are good once. */
  isRight(subject: string, phone: string, typed: string): Promise<boolean>
  tidy(): Promise<void>
}

export interface PhoneCodeParts {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly mail: Mail
  readonly seals: AccountSeals
  readonly limits: SendLimits
  readonly house: House
}

export function createPhoneCodes({ db, clock, mail, seals, limits, house }: PhoneCodeParts): PhoneCodes {
  const markOf = (subject: string, phoneKey: string, code: string) =>
    seals.keyOf('code', `${subject}\n${phoneKey}\n${code}`)
  const textOf = (code: string) =>
    `【${house.name.zh}】验证码 ${code}，${CODE_MS / MINUTE_MS} 分钟内有效。请勿告诉任何人。Your code is ${code}. Tell nobody.`
  const sendBy = () => new Date(clock.now() + CODE_MS)

  /** The digits, once they are in the outbox where they are meant for somebody. */
  const make = async (tx: Transaction<Tables>, subject: string, phone: string, isMeant: boolean) => {
    const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0')
    const message = {
      to: phone,
      text: textOf(code),
      code,
      purpose: 'account-code',
      reference: 'account',
      sendBy: sendBy(),
    }
    const sent = isMeant ? await mail.text(tx, message) : null
    if (sent && !sent.ok) return sent.error
    const phoneKey = seals.keyOf('phone', phone)
    const fresh = { phone_key: phoneKey, mark: markOf(subject, phoneKey, code), tries: 0, expires_at: sendBy() }
    await tx
      .insertInto('account_code')
      .values({ subject, ...fresh })
      .onConflict(conflict => conflict.column('subject').doUpdateSet(fresh))
      .execute()
    return null
  }
  const refusalBefore = async (phone: string): Promise<AccountError | null> =>
    mail.sends.texts ? limits.text(phone) : 'E_NO_SMS'

  return {
    send: async (subject, phone) => {
      const refused = await refusalBefore(phone)
      if (refused) return refused
      const unsent = await db.transaction().execute(tx => make(tx, subject, phone, true))
      return unsent && ERROR_OF[unsent]
    },
    sendQuietly: async (subject, phone, isMeant) => {
      const refused = await refusalBefore(phone)
      if (refused) return refused
      await db.transaction().execute(tx => make(tx, subject, phone, isMeant))
      return null
    },
    isRight: async (subject, phone, typed) => {
      const phoneKey = seals.keyOf('phone', phone)
      const row = await db
        .updateTable('account_code')
        .set({ tries: sql`tries + 1` })
        .where('subject', '=', subject)
        .where('phone_key', '=', phoneKey)
        .where('tries', '<', CODE_TRIES_MAX)
        .where('expires_at', '>', new Date(clock.now()))
        .returning('mark')
        .executeTakeFirst()
      const digits = typed.normalize('NFKC').replaceAll(/[\s-]/g, '')
      if (!row || !isSameKey(row.mark, markOf(subject, phoneKey, digits))) return false
      const spent = db.deleteFrom('account_code').where('subject', '=', subject).where('mark', '=', row.mark)
      return (await spent.returning('subject').executeTakeFirst()) !== undefined
    },
    tidy: async () => {
      await db.deleteFrom('account_code').where('expires_at', '<=', new Date(clock.now())).execute()
    },
  }
}

/** Other rooms text the same numbers. */
const ERROR_OF: Readonly<Record<TextRefusal, AccountError>> = {
  ...{ 'too-soon': 'E_SMS_WAIT', 'too-many': 'E_SMS_MAX', 'number-wrong': 'E_PHONE' },
  ...{ 'no-sms': 'E_NO_SMS', 'text-wrong': 'E_NO_SMS', 'too-late': 'E_NO_SMS' },
}
