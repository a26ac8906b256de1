import { randomBytes } from 'node:crypto'
import type { Clock } from '../../../src/clock.ts'
import type { SealedTokens } from '../../ground/sealed-token.ts'
import { sha256Hex } from '../../ground/store/content-store.ts'
import type { Account, AccountRows } from './account-rows.ts'
import { KNOWN_MS, SESSION_MS } from './account-rules.ts'
import type { AccountSeals } from './account-seals.ts'

/** Somebody whose password was right a while ago, on the pages of accounts: whoever they are, it may not be known yet. */
export interface AccountSession {
  readonly account: Account
  /** When the password was typed. */
  readonly atMs: number
}

/** What browsers carry for the pages of accounts, sealed. */
export interface AccountSessions {
  make(accountId: string): Promise<string | null>
  /** Null when it is over, or the password has changed since. */
  read(value: string | null): Promise<AccountSession | null>
  /** For a browser that was let in, by which it is known again. */
  makeKnown(mail: string): string
  /** Null when the browser does not carry one of this mailbox. */
  readKnown(value: string | null, mail: string): string | null
}

const SESSION = 'account session'
const KNOWN = 'account known browser'

export function createAccountSessions(parts: {
  readonly clock: Clock
  readonly tokens: SealedTokens
  readonly seals: AccountSeals
  readonly rows: AccountRows
}): AccountSessions {
  const { clock, tokens, seals, rows } = parts
  const stampOf = ({ password }: Account) => sha256Hex(password).slice(0, 32)
  return {
    make: async accountId => {
      const account = await rows.byId(accountId)
      if (!account) return null
      const atMs = clock.now()
      return tokens.seal(SESSION, { accountId, stamp: stampOf(account), atMs: String(atMs) }, atMs + SESSION_MS)
    },
    read: async value => {
      const facts = value === null ? null : tokens.open(SESSION, value, clock.now())
      const account = facts?.accountId === undefined ? null : await rows.byId(facts.accountId)
      return account && facts?.stamp === stampOf(account) ? { account, atMs: Number(facts.atMs) } : null
    },
    makeKnown: mail => {
      const facts = { mail: seals.keyOf('mail', mail), nonce: randomBytes(16).toString('base64url') }
      return tokens.seal(KNOWN, facts, clock.now() + KNOWN_MS)
    },
    readKnown: (value, mail) => {
      const facts = value === null ? null : tokens.open(KNOWN, value, clock.now())
      return facts && facts.mail === seals.keyOf('mail', mail) ? (facts.nonce ?? null) : null
    },
  }
}
