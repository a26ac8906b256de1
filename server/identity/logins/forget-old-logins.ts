import type { Kysely } from 'kysely'
import type { Clock } from '../../../src/clock.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { KEPT_MS } from './login-times.ts'

/** Takes away logins that have been over for a day. */
export async function forgetOldLogins(db: Kysely<Tables>, clock: Clock): Promise<void> {
  const before = new Date(clock.now() - KEPT_MS)
  await db.deleteFrom('login').where('expires_at', '<', before).execute()
}
