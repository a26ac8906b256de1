import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import type { Clock } from '../../../src/clock.ts'
import type { Proof } from '../../../src/rules/assurance.ts'
import { sha256Hex } from '../../ground/store/content-store.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { PersonId } from '../../records/records.ts'
import { audit } from '../identity-audit.ts'
import type { LoginClaim } from '../logins/login-claim.ts'
import { type NoteLogin, noteNothing } from '../notices/note-login.ts'
import { readProofs } from '../proofs.ts'

const MINUTE_MS = 60_000
const IDLE_MS = 30 * MINUTE_MS
const LONGEST_MS = 12 * 60 * MINUTE_MS
/** A busy page is not written down with every request. */
const SEEN_EVERY_MS = MINUTE_MS
/** What a session may be recognised by when it is listed; its key stays unsaid. */
const HANDLE_CHARACTERS = 16

/** Somebody who is logged in on the web. */
export interface WebSession {
  readonly sessionKey: string
  /** Every register of the person. */
  readonly personIds: readonly PersonId[]
  /** The one that it is about. */
  readonly personId: PersonId
  readonly hasChosen: boolean
  readonly proofs: readonly Proof[]
}

/** A session as its person sees it in a list. */
export interface ListedSession {
  readonly handle: string
  readonly browser: string
  readonly startedAt: Date
  readonly lastSeenAt: Date
  readonly isThis: boolean
}

export interface WebSessions {
  /** A new session, whatever the browser had before. The token is for its cookie alone. */
  begin(
    claim: LoginClaim,
    browser: string,
    /** Whether the person is to be told of it. */
    isNoted?: boolean,
  ): Promise<{ readonly token: string; readonly maxAgeSeconds: number }>
  /** Null when it is unknown, ended, idle for too long, or too old. */
  use(token: string): Promise<WebSession | null>
  /** False when the person does not stand in that register. */
  choose(session: WebSession, personId: PersonId): Promise<boolean>
  list(session: WebSession): Promise<readonly ListedSession[]>
  /** Ends one of the person's own. False when there is none under the handle. */
  endOne(session: WebSession, handle: string): Promise<boolean>
  /** Ends all of the person's own but this one. */
  endOthers(session: WebSession): Promise<void>
  /** Those of these that still count. */
  openOf(sessionKeys: readonly string[]): Promise<readonly string[]>
  endByKeys(sessionKeys: readonly string[]): Promise<void>
  end(token: string): Promise<void>
  endThis(session: WebSession): Promise<void>
  /** Ends all of a person, who has had everything erased. */
  endAllOf(personIds: readonly string[]): Promise<void>
  /** Ends what a provider's login, hashed, has led to. */
  endOfProvider(providerSession: string): Promise<void>
  tidy(): Promise<void>
}

const personIdsSchema = z.array(z.string().transform(id => id as PersonId)).min(1)

/** @param note is told of sessions that their person is to be told of */
export function createWebSessions(db: Kysely<Tables>, clock: Clock, note: NoteLogin = noteNothing): WebSessions {
  const now = () => new Date(clock.now())
  const before = (ms: number) => new Date(clock.now() - ms)
  const open = () =>
    db
      .selectFrom('web_session')
      .where('ended_at', 'is', null)
      .where('last_seen_at', '>', before(IDLE_MS))
      .where('started_at', '>', before(LONGEST_MS))
  /** Of the same person: each of the registers names the others. */
  const isOwn = ({ personIds }: WebSession) =>
    sql<boolean>`person_ids @> ${JSON.stringify(personIds.slice(0, 1))}::jsonb`

  return {
    begin: async ({ personIds, proof, providerSession }, browser, isNoted = false) => {
      const token = randomBytes(32).toString('base64url')
      const at = now()
      await db.transaction().execute(async tx => {
        await tx
          .insertInto('web_session')
          .values({
            session_key: sha256Hex(token),
            person_ids: JSON.stringify(personIds),
            person_id: personIds[0]!,
            has_chosen: personIds.length === 1,
            proofs: JSON.stringify([proof]),
            browser,
            provider_session: providerSession,
            started_at: at,
            last_seen_at: at,
          })
          .execute()
        await audit(tx, at, { event: 'web-session-begun', subject: sha256Hex(token), terminalId: null })
        if (isNoted) await note(tx, { kind: 'session', key: sha256Hex(token), personId: personIds[0]!, at })
      })
      return { token, maxAgeSeconds: LONGEST_MS / 1_000 }
    },
    use: async token => {
      const sessionKey = sha256Hex(token)
      const row = await open().selectAll().where('session_key', '=', sessionKey).executeTakeFirst()
      if (!row) return null
      if (row.last_seen_at <= before(SEEN_EVERY_MS)) {
        const seen = db.updateTable('web_session').set({ last_seen_at: now() })
        await seen.where('session_key', '=', sessionKey).where('ended_at', 'is', null).execute()
      }
      return {
        sessionKey,
        personIds: personIdsSchema.parse(row.person_ids),
        personId: row.person_id as PersonId,
        hasChosen: row.has_chosen,
        proofs: readProofs(row.proofs),
      }
    },
    choose: async ({ sessionKey, personIds }, personId) => {
      if (!personIds.includes(personId)) return false
      const chosen = db.updateTable('web_session').set({ person_id: personId, has_chosen: true })
      await chosen.where('session_key', '=', sessionKey).execute()
      return true
    },
    list: async session => {
      const rows = await open().selectAll().where(isOwn(session)).orderBy('started_at', 'desc').limit(50).execute()
      return rows.map(row => ({
        handle: row.session_key.slice(0, HANDLE_CHARACTERS),
        browser: row.browser,
        startedAt: row.started_at,
        lastSeenAt: row.last_seen_at,
        isThis: row.session_key === session.sessionKey,
      }))
    },
    endOne: async (session, handle) => {
      const [found] = (await open().select('session_key').where(isOwn(session)).execute()).filter(
        ({ session_key }) => session_key.slice(0, HANDLE_CHARACTERS) === handle,
      )
      if (!found) return false
      const ended = db.updateTable('web_session').set({ ended_at: now() })
      await ended.where('session_key', '=', found.session_key).execute()
      await audit(db, now(), { event: 'logins-ended-by-person', subject: found.session_key, terminalId: null })
      return true
    },
    endOthers: async session => {
      const ended = await db
        .updateTable('web_session')
        .set({ ended_at: now() })
        .where(isOwn(session))
        .where('session_key', '<>', session.sessionKey)
        .where('ended_at', 'is', null)
        .returning('session_key')
        .execute()
      for (const { session_key: subject } of ended)
        await audit(db, now(), { event: 'logins-ended-by-person', subject, terminalId: null })
    },
    openOf: async sessionKeys => {
      if (sessionKeys.length === 0) return []
      const rows = await open()
        .select('session_key')
        .where('session_key', 'in', [...sessionKeys])
        .execute()
      return rows.map(row => row.session_key)
    },
    endByKeys: async sessionKeys => {
      if (sessionKeys.length === 0) return
      const ended = db.updateTable('web_session').set({ ended_at: now() }).where('ended_at', 'is', null)
      await ended.where('session_key', 'in', [...sessionKeys]).execute()
    },
    endThis: async ({ sessionKey }) => {
      const ended = db.updateTable('web_session').set({ ended_at: now() })
      await ended.where('session_key', '=', sessionKey).where('ended_at', 'is', null).execute()
    },
    endAllOf: async personIds => {
      const one = sql<boolean>`exists (select 1 from jsonb_array_elements_text(person_ids) one where one in (${sql.join([...personIds])}))`
      const ended = db.updateTable('web_session').set({ ended_at: now() }).where('ended_at', 'is', null)
      await ended.where(one).execute()
    },
    end: async token => {
      const ended = db.updateTable('web_session').set({ ended_at: now() })
      await ended.where('session_key', '=', sha256Hex(token)).where('ended_at', 'is', null).execute()
    },
    endOfProvider: async providerSession => {
      const ended = db.updateTable('web_session').set({ ended_at: now() })
      const some = await ended.where('provider_session', '=', providerSession).where('ended_at', 'is', null).execute()
      if (some.some(({ numUpdatedRows }) => numUpdatedRows > 0n))
        await audit(db, now(), { event: 'logins-ended-by-provider', subject: providerSession, terminalId: null })
    },
    tidy: async () => {
      const old = before(2 * LONGEST_MS)
      await db.deleteFrom('web_session').where('started_at', '<', old).execute()
    },
  }
}
