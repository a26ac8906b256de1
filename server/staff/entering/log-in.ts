import type { Kysely } from 'kysely'
import type { Passwords } from '../../ground/passwords/passwords.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { StaffProof } from '../../identity/identity.ts'
import type { AccountRow, Accounts } from '../accounts/accounts.ts'
import type { SessionToken, StaffSessions } from '../sessions/staff-sessions.ts'
import type { StaffKeys } from '../staff-keys.ts'
import type { Tries } from '../tries.ts'
import { localSubject } from './local-names.ts'

/** From where somebody tries to get in. */
export interface From {
  readonly ip: string
  readonly browser: string
}

export interface LogInParts {
  readonly db: Kysely<Tables>
  readonly accounts: Accounts
  readonly sessions: StaffSessions
  readonly passwords: Passwords
  readonly tries: Tries
  readonly keys: StaffKeys
}

/** Why somebody is not let in. `wrong` for whatever was wrong, and for a name that nobody has. */
export type NotIn = 'wrong' | 'wait' | 'no-account'

/** The first proof of an account that there is. Each leads to a session that wants the second one, and to nothing besides. */
export interface LogIn {
  byPassword(name: string, password: string, from: From): Promise<SessionToken | NotIn>
  byProvider(proof: StaffProof, from: From): Promise<SessionToken | NotIn>
  /** Whether a password is the one of an account, which may be none: both take as long. Counts as a try. */
  isPasswordOf(account: AccountRow | null, named: string, password: string, ip: string): Promise<true | NotIn>
}

export function createLogIn({ db, accounts, sessions, passwords, tries, keys }: LogInParts): LogIn {
  const second = (staffId: string, browser: string, providerSession: string | null = null) =>
    sessions.begin({ stage: 'second', staffId, browser, providerSession })
  const isRight = async (account: AccountRow | null, password: string) => {
    if (account?.password == null) {
      await passwords.checkNothing(password)
      return false
    }
    const { isRight: right, isOutdated } = await passwords.check(password, account.password)
    if (right && isOutdated) {
      const anew = await passwords.hash(password)
      const same = db.updateTable('staff_account').where('staff_id', '=', account.staff_id)
      await same.where('password', '=', account.password).set({ password: anew }).execute()
    }
    return right
  }
  const isPasswordOf: LogIn['isPasswordOf'] = async (account, named, password, ip) => {
    const attempt = await tries.begin(`password ${localSubject(keys, named)}`, ip)
    if (!attempt) return 'wait'
    const right = await isRight(account, password)
    await (right ? attempt.right() : attempt.wrong())
    return right || 'wrong'
  }
  return {
    isPasswordOf,
    byPassword: async (named, password, { ip, browser }) => {
      const account = await accounts.ofSubject('local', localSubject(keys, named))
      const right = await isPasswordOf(account, named, password, ip)
      if (right !== true) return right
      return account ? second(account.staff_id, browser) : 'wrong'
    },
    byProvider: async ({ way, subjectKey, providerSession }, { browser }) => {
      const account = await accounts.ofSubject(way, subjectKey)
      return account ? second(account.staff_id, browser, providerSession) : 'no-account'
    },
  }
}
