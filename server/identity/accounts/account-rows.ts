import type { Kysely, Selectable, Transaction } from 'kysely'
import type { AccountTable, Tables } from '../../ground/store/tables.ts'
import type { AccountSeals } from './account-seals.ts'
import { type RealName, readStoredName } from './real-name.ts'

/** An account as the house knows it; whole values, which leave it masked alone. */
export interface Account {
  readonly accountId: string
  readonly mail: string
  readonly password: string
  /** Null until the person has given it. */
  readonly person: RealName | null
  readonly nameChanges: number
  /** Staff let it do without a mobile number. */
  readonly isPhoneWaived: boolean
  readonly isMatched: boolean
  /** The university's data was asked, and knew nobody. */
  readonly isWaiting: boolean
}

/** Accounts as rows, found by pseudonyms. */
export interface AccountRows {
  byId(accountId: string): Promise<Account | null>
  byMail(mail: string): Promise<Account | null>
  /** The one with this document, where it has this phone. */
  byNumber(number: string, phone: string): Promise<Account | null>
}

export function createAccountRows(db: Kysely<Tables> | Transaction<Tables>, seals: AccountSeals): AccountRows {
  const all = () => db.selectFrom('account').selectAll()
  const open = (row: Selectable<AccountTable> | undefined): Account | null =>
    row === undefined
      ? null
      : {
          ...{ accountId: row.account_id, password: row.password, nameChanges: row.name_changes },
          mail: seals.open(`mail ${row.account_id}`, row.mail),
          person: row.person === null ? null : readStoredName(seals.open(`person ${row.account_id}`, row.person)),
          isPhoneWaived: row.phone_waived_at !== null,
          isMatched: row.matched_at !== null,
          isWaiting: row.waits_since !== null,
        }
  return {
    byId: async accountId => open(await all().where('account_id', '=', accountId).executeTakeFirst()),
    byMail: async mail => open(await all().where('mail_key', '=', seals.keyOf('mail', mail)).executeTakeFirst()),
    byNumber: async (number, phone) => {
      const rows = await all().where('phone_key', '=', seals.keyOf('phone', phone)).limit(50).execute()
      return rows.map(open).find(account => account?.person?.number === number) ?? null
    },
  }
}

/** What the document of a person is known by. */
export const numberKeyOf = (seals: AccountSeals, { idType, number }: Pick<RealName, 'idType' | 'number'>): string =>
  seals.keyOf('number', `${idType}\n${number}`)
