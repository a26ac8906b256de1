import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { type Clock, sleep } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { Passwords } from '../../ground/passwords/passwords.ts'
import { sha256Hex } from '../../ground/store/content-store.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { type Mail, maskedAddress, readChineseMobile } from '../../mail/mail.ts'
import { audit } from '../identity-audit.ts'
import type { WebSessions } from '../sessions/web-sessions.ts'
import type { Visits } from '../visits.ts'
import type { AccountError } from './account-errors.ts'
import type { AccountLetters } from './account-letters.ts'
import type { AccountRows } from './account-rows.ts'
import { KEPT_MS, PASSWORD_LINK_MS } from './account-rules.ts'
import type { LogIn } from './log-in.ts'
import type { PhoneCodes } from './phone-codes.ts'
import { plainNumber } from './real-name.ts'
import { loginsOf } from './real-names.ts'
import type { SendLimits } from './send-limits.ts'
import { type NewPassword, passwordErrors } from './sign-up-form.ts'
import type { LinkError } from './sign-ups.ts'

/** For those who have forgotten something. No answer tells whether there is an account, but to who holds its mailbox or its phone. */
export interface Recovery {
  /** A letter goes to the mailbox either way. Null when it is on its way. */
  askPassword(mail: string): Promise<AccountError | null>
  lookAtLink(token: string): Promise<LinkError | null>
  /** Ends every login of the account. */
  renewPassword(token: string, typed: NewPassword): Promise<Result<null, AccountError>>
  /** `flow`: a secret of the page that asks. Texts digits, where number and phone are of one account; answers alike, and in the same time, where they are not. */
  askUserName(flow: string, number: string, phone: string): Promise<AccountError | null>
  /** The mailbox, masked, for who has typed the digits. */
  userName(flow: string, number: string, phone: string, code: string): Promise<Result<string, AccountError>>
  tidy(): Promise<void>
}

export interface RecoveryParts {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly mail: Mail
  readonly rows: AccountRows
  readonly codes: PhoneCodes
  readonly limits: SendLimits
  readonly letters: AccountLetters
  readonly passwords: Passwords
  readonly logIn: Pick<LogIn, 'forgive'>
  readonly sessions: Pick<WebSessions, 'endOfProvider'>
  readonly visits: Pick<Visits, 'endOf'>
}

/** Longer than a look into the database takes, with what follows from it. */
export const EVEN_MS = 500

export function createRecovery(parts: RecoveryParts): Recovery {
  const { db, clock, mail, rows, codes, limits, letters, passwords, logIn, sessions, visits } = parts
  const now = () => new Date(clock.now())
  const subjectOf = (flow: string) => `user-name ${sha256Hex(flow)}`
  const rowOf = (token: string) =>
    db.selectFrom('account_password_link').selectAll().where('token_key', '=', sha256Hex(token)).executeTakeFirst()
  const look = async (token: string): Promise<Result<{ readonly accountId: string }, LinkError>> => {
    const row = await rowOf(token)
    if (!row) return err('E_LINK_UNKNOWN')
    if (row.used_at !== null) return err('E_LINK_USED')
    return row.expires_at <= now() ? err('E_LINK_EXPIRED') : ok({ accountId: row.account_id })
  }
  return {
    askPassword: async to => {
      const refused = await limits.letter('password', to)
      if (refused) return refused
      const account = await rows.byMail(to)
      const token = randomBytes(32).toString('base64url')
      const sendBy = new Date(clock.now() + PASSWORD_LINK_MS)
      const isSent = await db.transaction().execute(async tx => {
        if (account) {
          const { accountId } = account
          // A newer letter takes the place of an older one.
          const older = tx.deleteFrom('account_password_link').where('account_id', '=', accountId)
          await older.where('used_at', 'is', null).execute()
          await tx
            .insertInto('account_password_link')
            .values({ token_key: sha256Hex(token), account_id: accountId, expires_at: sendBy })
            .execute()
        }
        const words = account ? letters.newPassword(to, token) : letters.none(to)
        return (await mail.post(tx, { ...words, reference: 'account', sendBy })).ok
      })
      return isSent ? null : 'E_NO_MAIL'
    },
    lookAtLink: async token => {
      const looked = await look(token)
      return looked.ok ? null : looked.error
    },
    renewPassword: async (token, typed) => {
      const looked = await look(token)
      if (!looked.ok) return looked
      const { accountId } = looked.value
      const account = await rows.byId(accountId)
      if (!account) return err('E_LINK_UNKNOWN')
      const [wrong] = passwordErrors(typed, account.mail)
      if (wrong) return err(wrong)
      const hash = await passwords.hash(typed.password)
      const isRenewed = await db.transaction().execute(async tx => {
        const used = await tx
          .updateTable('account_password_link')
          .set({ used_at: now() })
          .where('token_key', '=', sha256Hex(token))
          .where('used_at', 'is', null)
          .returning('token_key')
          .executeTakeFirst()
        if (!used) return false
        await tx.updateTable('account').set({ password: hash }).where('account_id', '=', accountId).execute()
        const sendBy = new Date(clock.now() + KEPT_MS)
        await mail.post(tx, { ...letters.renewed(account.mail), reference: 'account', sendBy })
        await audit(tx, now(), { event: 'account-password-renewed', subject: accountId, terminalId: null })
        return true
      })
      if (!isRenewed) return err('E_LINK_USED')
      await logIn.forgive(account.mail)
      await sessions.endOfProvider(loginsOf(accountId))
      await visits.endOf({ providerSession: loginsOf(accountId) })
      return ok(null)
    },
    askUserName: async (flow, number, typedPhone) => {
      const phone = readChineseMobile(typedPhone)
      if (phone === null) return 'E_PHONE'
      const beganMs = clock.monotonic()
      const account = await rows.byNumber(plainNumber(number), phone)
      const refused = await codes.sendQuietly(subjectOf(flow), phone, account !== null)
      await sleep(clock, Math.max(0, EVEN_MS - (clock.monotonic() - beganMs)))
      return refused
    },
    userName: async (flow, number, typedPhone, code) => {
      const phone = readChineseMobile(typedPhone)
      if (phone === null || !(await codes.isRight(subjectOf(flow), phone, code))) return err('E_SMS')
      const account = await rows.byNumber(plainNumber(number), phone)
      return account ? ok(maskedAddress(account.mail)) : err('E_SMS')
    },
    tidy: async () => {
      const old = new Date(clock.now() - KEPT_MS)
      await db.deleteFrom('account_password_link').where('expires_at', '<=', old).execute()
    },
  }
}
