import { type Kysely, sql } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { sha256Hex } from '../../ground/store/content-store.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { createTurns } from '../../ground/turns.ts'
import { readChineseMobile } from '../../mail/mail.ts'
import type { Records } from '../../records/records.ts'
import { audit } from '../identity-audit.ts'
import type { LoginClaim } from '../logins/login-claim.ts'
import type { AccountError } from './account-errors.ts'
import { type Account, numberKeyOf } from './account-rows.ts'
import { NAME_CHANGES_MAX } from './account-rules.ts'
import type { AccountSeals } from './account-seals.ts'
import { matchPeople } from './match-people.ts'
import type { PhoneCodes } from './phone-codes.ts'
import { isName, isSameRealName, plainName, type RealName, readStoredName } from './real-name.ts'

/** How an account stands to the university's data. `waits`: nobody there goes by its document and name. */
export type Standing =
  | { readonly kind: 'in'; readonly claim: LoginClaim }
  | { readonly kind: 'no-name' }
  | { readonly kind: 'waits' }
  | { readonly kind: 'records-away' }

/** Who the people of accounts are. */
export interface RealNames {
  /** Whether the mailbox alone is not enough. */
  needsPhone(account: Account): boolean
  sendCode(account: Account, phone: string): Promise<AccountError | null>
  /** For good: document and number cannot be changed afterwards. */
  commit(
    account: Account,
    person: RealName,
    phone: { readonly number: string; readonly code: string } | null,
  ): Promise<Result<null, AccountError>>
  changeName(account: Account, typed: string): Promise<Result<null, AccountError>>
  /** @param atMs when the password was typed */
  standing(account: Account, atMs: number): Promise<Standing>
}

export interface RealNameParts {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly log: Logger
  readonly seals: AccountSeals
  readonly codes: PhoneCodes
  readonly records: Pick<Records, 'peopleOfIdNumber'>
  /** Ends of mailboxes that need no phone. */
  readonly withoutPhone: readonly string[]
}

/** By what everything that followed from an account's logins is ended together. */
export const loginsOf = (accountId: string): string => sha256Hex(`local-account ${accountId}`)

export function createRealNames(parts: RealNameParts): RealNames {
  const { db, clock, seals, codes, withoutPhone } = parts
  const turns = createTurns()
  const now = () => new Date(clock.now())
  const subjectOf = ({ accountId }: Account) => `real-name ${accountId}`
  const needsPhone = ({ mail, isPhoneWaived }: Account) => {
    if (isPhoneWaived) return false
    const domain = mail.slice(mail.lastIndexOf('@') + 1)
    return !withoutPhone.some(end => domain === end || domain.endsWith(`.${end}`))
  }
  const commitOnce: RealNames['commit'] = async (account, person, phone) => {
    if (account.person) return err('E_IMMUTABLE')
    if (needsPhone(account) && !phone) return err('E_PHONE')
    if (phone && !(await codes.isRight(subjectOf(account), phone.number, phone.code))) return err('E_SMS')
    const { accountId } = account
    const phoneSet = phone && {
      phone: seals.seal(`phone ${accountId}`, phone.number),
      phone_key: seals.keyOf('phone', phone.number),
    }
    return db.transaction().execute(async tx => {
      const numberKey = numberKeyOf(seals, person)
      // Of two at once the second waits here for the first.
      await sql`select pg_advisory_xact_lock(${sql.lit(7_203_198)}, hashtext(${numberKey}))`.execute(tx)
      const other = tx.selectFrom('account').select('account_id').where('number_key', '=', numberKey)
      if (await other.executeTakeFirst()) return err('E_IDNO_TAKEN')
      const named = await tx
        .updateTable('account')
        .set({
          ...{ person: seals.seal(`person ${accountId}`, JSON.stringify(person)), number_key: numberKey },
          ...{ ...phoneSet, named_at: now() },
        })
        .where('account_id', '=', accountId)
        .where('person', 'is', null)
        .returning('account_id')
        .executeTakeFirst()
      if (!named) return err('E_IMMUTABLE')
      await audit(tx, now(), { event: 'account-named', subject: accountId, terminalId: null })
      return ok(null)
    })
  }
  /** A key that is pressed twice finds what it asked for, and the digits of the text spent on it. */
  const isKept = async ({ accountId }: Account, person: RealName): Promise<boolean> => {
    const rows = db.selectFrom('account').select('person').where('account_id', '=', accountId)
    const kept = (await rows.executeTakeFirst())?.person ?? null
    return kept !== null && isSameRealName(readStoredName(seals.open(`person ${accountId}`, kept)), person)
  }
  return {
    needsPhone,
    sendCode: async (account, typed) => {
      const phone = readChineseMobile(typed)
      return phone === null ? 'E_PHONE' : codes.send(subjectOf(account), phone)
    },
    commit: (account, person, phone) =>
      turns.take(account.accountId, async () => {
        const done = await commitOnce(account, person, phone)
        return !done.ok && (await isKept(account, person)) ? ok(null) : done
      }),
    changeName: async (account, typed) => {
      if (!account.person || account.isMatched || account.nameChanges >= NAME_CHANGES_MAX) return err('E_NAME_LIMIT')
      const name = plainName(typed)
      if (!isName(name, account.person.idType, account.person.number)) return err('E_NAME')
      if (name === account.person.name) return ok(null)
      const person = seals.seal(`person ${account.accountId}`, JSON.stringify({ ...account.person, name }))
      const changed = await db
        .updateTable('account')
        .set({ person, name_changes: sql`name_changes + 1` })
        .where('account_id', '=', account.accountId)
        .where('name_changes', '=', account.nameChanges)
        .where('matched_at', 'is', null)
        .returning('account_id')
        .executeTakeFirst()
      if (!changed) return err('E_NAME_LIMIT')
      const { accountId: subject } = account
      await audit(db, now(), { event: 'account-name-changed', subject, terminalId: null })
      return ok(null)
    },
    standing: async (account, atMs) => {
      if (!account.person) return { kind: 'no-name' }
      const personIds = await matchPeople(parts, account.person)
      if (personIds === null) return { kind: 'records-away' }
      const [first, ...more] = personIds
      const own = db.updateTable('account').where('account_id', '=', account.accountId)
      if (first === undefined) {
        await own.set({ waits_since: now() }).where('waits_since', 'is', null).execute()
        return { kind: 'waits' }
      }
      const matched = await own
        .set({ matched_at: now(), waits_since: null })
        .where('matched_at', 'is', null)
        .returning('account_id')
        .executeTakeFirst()
      const { accountId: subject } = account
      if (matched) await audit(db, now(), { event: 'account-matched', subject, terminalId: null })
      const proof = { way: 'local-account', atMs } as const
      return { kind: 'in', claim: { personIds: [first, ...more], proof, providerSession: loginsOf(subject) } }
    },
  }
}
