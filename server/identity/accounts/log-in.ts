import type { Kysely } from 'kysely'
import type { Clock } from '../../../src/clock.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { addressGroup } from '../../ground/limits/address-group.ts'
import type { Passwords } from '../../ground/passwords/passwords.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { audit } from '../identity-audit.ts'
import type { AccountError } from './account-errors.ts'
import type { AccountRows } from './account-rows.ts'
import type { AccountSeals } from './account-seals.ts'
import type { Tries } from './log-in-tries.ts'

/** Failures that are free: of an account, and of one address, which may be a whole campus. */
const FREE_OF_ACCOUNT = 5
const FREE_OF_ADDRESS = 50
/** From so many on a person ought to look. */
const FAILURES_TO_SAY = 8

export interface LogInAsked {
  readonly mail: string
  readonly password: string
  readonly ip: string
  /** What a browser carries that has been let in before. */
  readonly known: string | null
}

export interface LogInRefusal {
  readonly error: Extract<AccountError, 'E_LOGIN' | 'E_LOGIN_WAIT'>
  readonly waitMs: number
}

/** Finds out whether somebody knows the password of an account. */
export interface LogIn {
  check(asked: LogInAsked): Promise<Result<{ readonly accountId: string }, LogInRefusal>>
  /** The password was renewed over the mailbox: what others have tried before counts no more. */
  forgive(mail: string): Promise<void>
}

export interface LogInParts {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly seals: AccountSeals
  readonly rows: AccountRows
  readonly passwords: Passwords
  readonly tries: Tries
}

export function createLogIn({ db, clock, seals, rows, passwords, tries }: LogInParts): LogIn {
  const accountKey = (mail: string) => seals.keyOf('try', `account ${mail}`)
  /** Whether or not there is such an account, the same is done. */
  const isRight = async (mail: string, password: string) => {
    const account = await rows.byMail(mail)
    if (!account) {
      await passwords.checkNothing(password)
      return null
    }
    const checked = await passwords.check(password, account.password)
    return checked.isRight ? { ...account, ...checked } : null
  }
  return {
    check: async ({ mail, password, ip, known }) => {
      // A browser that its holder has used before has tries of its own: others cannot use them up.
      const own = known === null ? accountKey(mail) : seals.keyOf('try', `known ${mail} ${known}`)
      const address = seals.keyOf('try', `address ${addressGroup(ip)}`)
      const taken = await tries.take([
        { who: own, free: FREE_OF_ACCOUNT },
        { who: address, free: FREE_OF_ADDRESS },
      ])
      if ('waitMs' in taken) return err({ error: 'E_LOGIN_WAIT', waitMs: taken.waitMs })
      const account = await isRight(mail, password)
      if (!account) {
        if (taken.failures[0] === FAILURES_TO_SAY)
          await audit(db, new Date(clock.now()), { event: 'account-tries-many', subject: own, terminalId: null })
        return err({ error: 'E_LOGIN', waitMs: 0 })
      }
      await tries.forget(own)
      await tries.giveBack(address)
      if (account.isOutdated) {
        const hash = await passwords.hash(password)
        const renewed = db.updateTable('account').set({ password: hash }).where('account_id', '=', account.accountId)
        await renewed.where('password', '=', account.password).execute()
      }
      return ok({ accountId: account.accountId })
    },
    forgive: mail => tries.forget(accountKey(mail)),
  }
}
