import type { Ground } from '../../ground/ground.ts'
import { createPasswords } from '../../ground/passwords/passwords.ts'
import type { Sweep } from '../../ground/room.ts'
import type { Mail } from '../../mail/mail.ts'
import type { Records } from '../../records/records.ts'
import type { WebSessions } from '../sessions/web-sessions.ts'
import type { Visits } from '../visits.ts'
import { createAccountLetters } from './account-letters.ts'
import { type AccountRows, createAccountRows } from './account-rows.ts'
import { openAccountSeals } from './account-seals.ts'
import { type AccountSessions, createAccountSessions } from './account-sessions.ts'
import type { AccountsSettings } from './accounts-settings.ts'
import { createLogIn, type LogIn } from './log-in.ts'
import { createTries } from './log-in-tries.ts'
import { createPhoneCodes } from './phone-codes.ts'
import { createRealNames, type RealNames } from './real-names.ts'
import { createRecovery, type Recovery } from './recovery.ts'
import { createSendLimits } from './send-limits.ts'
import { createSignUps, type SignUps } from './sign-ups.ts'

/** Accounts of people whom the university's login does not know. */
export interface Accounts {
  readonly signUps: SignUps
  readonly logIn: LogIn
  readonly names: RealNames
  readonly recovery: Recovery
  readonly sessions: AccountSessions
  readonly rows: AccountRows
  readonly sweeps: readonly Sweep[]
}

export interface AccountsParts extends Pick<Ground, 'db' | 'clock' | 'log' | 'house' | 'counts' | 'tokens'> {
  readonly mail: Mail
  readonly records: Pick<Records, 'peopleOfIdNumber'>
  readonly sessions: Pick<WebSessions, 'endOfProvider'>
  readonly visits: Pick<Visits, 'endOf'>
}

const HOUR_MS = 3_600_000

/** Why a site has no accounts: it does not want them, or nobody could be sent a letter. */
export type NoAccounts = 'not-here' | 'no-mail'

/** Opens the accounts, where the site wants them and can send letters. */
export async function openAccounts(parts: AccountsParts, settings: AccountsSettings): Promise<Accounts | NoAccounts> {
  if (!settings) return 'not-here'
  if (!parts.mail.sends.letters) return 'no-mail'
  const { db, clock, house, counts } = parts
  const seals = await openAccountSeals(db, new Date(clock.now()))
  const rows = createAccountRows(db, seals)
  const [limits, letters, passwords] = [createSendLimits(counts), createAccountLetters(house), createPasswords()]
  const tries = createTries(db, clock)
  const common = { ...parts, seals, rows, limits, letters, passwords, tries, withoutPhone: settings.withoutPhone }
  const codes = createPhoneCodes(common)
  const signUps = createSignUps(common)
  const logIn = createLogIn(common)
  const recovery = createRecovery({ ...common, codes, logIn })
  const tidy = async () => {
    for (const one of [tries, codes, signUps, recovery]) await one.tidy()
  }
  return {
    ...{ signUps, logIn, recovery, rows, names: createRealNames({ ...common, codes }) },
    sessions: createAccountSessions(common),
    sweeps: [{ name: 'accounts', everyMs: HOUR_MS, run: tidy }],
  }
}
