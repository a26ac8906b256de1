import { randomBytes } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Clock } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { Passwords } from '../../ground/passwords/passwords.ts'
import { randomId } from '../../ground/random-id.ts'
import { sha256Hex } from '../../ground/store/content-store.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { type Mail, maskedAddress } from '../../mail/mail.ts'
import { audit } from '../identity-audit.ts'
import type { AccountError } from './account-errors.ts'
import type { AccountLetters } from './account-letters.ts'
import { ACTIVATION_MS, KEPT_MS } from './account-rules.ts'
import type { AccountSeals } from './account-seals.ts'
import type { SendLimits } from './send-limits.ts'

export type LinkError = Extract<AccountError, 'E_LINK_USED' | 'E_LINK_EXPIRED' | 'E_LINK_UNKNOWN'>

/** Wishes for accounts, from the form to the press on the page of the letter. `browser`: what the cookie of who signs up holds. */
export interface SignUps {
  /**
   * Sends a letter, of one kind or the other: the answer does not tell whether the mailbox has an account, nor does the time that it takes.
   * What was begun with the mailbox before is over.
   */
  begin(mail: string, password: string): Promise<Result<{ readonly browser: string }, AccountError>>
  /** The mailbox of a sign-up that waits, masked; null when there is none. */
  waiting(browser: string): Promise<string | null>
  again(browser: string): Promise<Result<null, AccountError> | null>
  /** The address was wrong: the sign-up is over, and its link. */
  giveUp(browser: string): Promise<void>
  /** What is with a link, without changing anything: programs look at links too. */
  look(token: string): Promise<Result<{ readonly maskedMail: string }, LinkError>>
  activate(token: string): Promise<Result<null, LinkError>>
  tidy(): Promise<void>
}

export interface SignUpParts {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly mail: Mail
  readonly seals: AccountSeals
  readonly limits: SendLimits
  readonly letters: AccountLetters
  readonly passwords: Passwords
}

export function createSignUps(parts: SignUpParts): SignUps {
  const { db, clock, mail, seals, limits, letters, passwords } = parts
  const now = () => new Date(clock.now())
  const random = () => randomBytes(32).toString('base64url')
  const waitingOf = (browser: string) =>
    db
      .selectFrom('account_sign_up')
      .selectAll()
      .where('sign_up_key', '=', sha256Hex(browser))
      .where('used_at', 'is', null)
      .executeTakeFirst()
  const hasAccount = async (tx: Transaction<Tables>, mailKey: string) => {
    const found = tx.selectFrom('account').select('account_id').where('mail_key', '=', mailKey)
    return (await found.executeTakeFirst()) !== undefined
  }
  /** Puts the letter into the outbox, and its link where there is one into the row. */
  const send = async (tx: Transaction<Tables>, signUpKey: string, mailKey: string, to: string): Promise<boolean> => {
    const [token, sendBy] = [random(), new Date(clock.now() + ACTIVATION_MS)]
    const isTaken = await hasAccount(tx, mailKey)
    await tx
      .updateTable('account_sign_up')
      .set({ token_key: isTaken ? null : sha256Hex(token), expires_at: sendBy })
      .where('sign_up_key', '=', signUpKey)
      .execute()
    const words = isTaken ? letters.exists(to) : letters.activation(to, token)
    return (await mail.post(tx, { ...words, reference: signUpKey, sendBy })).ok
  }
  const rowOf = (token: string) =>
    db.selectFrom('account_sign_up').selectAll().where('token_key', '=', sha256Hex(token)).executeTakeFirst()
  const look = async (token: string): Promise<Result<NonNullable<Awaited<ReturnType<typeof rowOf>>>, LinkError>> => {
    const row = await rowOf(token)
    if (!row) return err('E_LINK_UNKNOWN')
    if (row.used_at !== null) return err('E_LINK_USED')
    return row.expires_at <= now() ? err('E_LINK_EXPIRED') : ok(row)
  }
  const mailOf = ({ sign_up_key, mail: sealed }: { readonly sign_up_key: string; readonly mail: string }) =>
    seals.open(`sign-up ${sign_up_key}`, sealed)

  return {
    begin: async (to, password) => {
      const hash = await passwords.hash(password)
      const refused = await limits.letter('sign-up', to)
      if (refused) return err(refused)
      const browser = random()
      const [signUpKey, mailKey] = [sha256Hex(browser), seals.keyOf('mail', to)]
      const isSent = await db.transaction().execute(async tx => {
        await tx.deleteFrom('account_sign_up').where('mail_key', '=', mailKey).where('used_at', 'is', null).execute()
        const row = { mail_key: mailKey, mail: seals.seal(`sign-up ${signUpKey}`, to), password: hash }
        await tx
          .insertInto('account_sign_up')
          .values({ ...row, sign_up_key: signUpKey, begun_at: now(), expires_at: now() })
          .execute()
        return send(tx, signUpKey, mailKey, to)
      })
      return isSent ? ok({ browser }) : err('E_NO_MAIL')
    },
    waiting: async browser => {
      const row = await waitingOf(browser)
      return row ? maskedAddress(mailOf(row)) : null
    },
    again: async browser => {
      const row = await waitingOf(browser)
      if (!row) return null
      const to = mailOf(row)
      const refused = await limits.letter('sign-up', to)
      if (refused) return err(refused)
      const isSent = await db.transaction().execute(tx => send(tx, row.sign_up_key, row.mail_key, to))
      return isSent ? ok(null) : err('E_NO_MAIL')
    },
    giveUp: async browser => {
      const own = db.deleteFrom('account_sign_up').where('sign_up_key', '=', sha256Hex(browser))
      await own.where('used_at', 'is', null).execute()
    },
    look: async token => {
      const row = await look(token)
      return row.ok ? ok({ maskedMail: maskedAddress(mailOf(row.value)) }) : row
    },
    activate: async token => {
      const row = await look(token)
      if (!row.ok) return row
      const { sign_up_key: signUpKey, mail_key: mailKey, password } = row.value
      return db.transaction().execute(async tx => {
        const used = await tx
          .updateTable('account_sign_up')
          .set({ used_at: now(), password: '' })
          .where('sign_up_key', '=', signUpKey)
          .where('token_key', '=', sha256Hex(token))
          .where('used_at', 'is', null)
          .returning('sign_up_key')
          .executeTakeFirst()
        if (!used) return err('E_LINK_USED')
        const accountId = randomId()
        const sealed = seals.seal(`mail ${accountId}`, mailOf(row.value))
        const made = await tx
          .insertInto('account')
          .values({ account_id: accountId, mail_key: mailKey, mail: sealed, password, made_at: now() })
          .onConflict(conflict => conflict.column('mail_key').doNothing())
          .returning('account_id')
          .executeTakeFirst()
        if (!made) return err('E_LINK_USED')
        await audit(tx, now(), { event: 'account-made', subject: accountId, terminalId: null })
        return ok(null)
      })
    },
    tidy: async () => {
      const old = new Date(clock.now() - KEPT_MS)
      await db.deleteFrom('account_sign_up').where('expires_at', '<=', old).execute()
    },
  }
}
