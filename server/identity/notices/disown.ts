import type { Kysely } from 'kysely'
import { sha256Hex } from '../../ground/store/content-store.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { audit } from '../identity-audit.ts'
import type { WebSessions } from '../sessions/web-sessions.ts'
import type { Visits } from '../visits.ts'
import { KEPT_MS, readWhatKeys, whereOf } from './login-notices.ts'
import type { LoginWhere } from './notice-letter.ts'

/** A login as the link of its letter shows it. */
export interface NoticedLogin {
  readonly where: LoginWhere | null
  readonly kind: LoginWhere['kind']
  readonly at: Date
  readonly isOpen: boolean
}

/** What the link of a letter may do: look at the one login that it is about, and end it. */
export interface Disowning {
  /** Null for a link that there never was, or is over. Changes nothing. */
  see(token: string): Promise<NoticedLogin | null>
  /** Safe to repeat. */
  end(token: string): Promise<NoticedLogin | null>
}

export function createDisowning(parts: {
  readonly db: Kysely<Tables>
  readonly clock: { now(): number }
  readonly sessions: Pick<WebSessions, 'endByKeys' | 'openOf'>
  readonly visits: Pick<Visits, 'endOf' | 'openOf'>
}): Disowning {
  const { db, clock, sessions, visits } = parts
  const find = async (token: string) => {
    const row = await db
      .selectFrom('login_notice')
      .selectAll()
      .where('token_key', '=', sha256Hex(token))
      // Those of before are tidied away, sooner or later.
      .where('begun_at', '>=', new Date(clock.now() - KEPT_MS))
      .executeTakeFirst()
    if (!row) return null
    const keys = readWhatKeys(row.what_keys)
    const open = await (row.kind === 'session' ? sessions.openOf(keys) : visits.openOf(keys))
    const login = { kind: row.kind, at: row.begun_at, where: await whereOf(db, row.kind, keys[0]!) }
    return { keys, login: { ...login, isOpen: open.length > 0 } }
  }
  return {
    see: async token => (await find(token))?.login ?? null,
    end: async token => {
      const found = await find(token)
      if (!found) return null
      const { keys, login } = found
      if (!login.isOpen) return login
      if (login.kind === 'session') await sessions.endByKeys(keys)
      else await visits.endOf({ visitKeys: keys })
      const detail = { kind: login.kind }
      for (const subject of keys)
        await audit(db, new Date(clock.now()), { event: 'login-disowned', subject, terminalId: null, detail })
      return { ...login, isOpen: false }
    },
  }
}
