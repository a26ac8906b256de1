import { randomBytes } from 'node:crypto'
import type { Kysely, Selectable, Transaction } from 'kysely'
import type { Clock } from '../../../src/clock.ts'
import { sha256Hex } from '../../ground/store/content-store.ts'
import type { StaffSessionTable, Tables } from '../../ground/store/tables.ts'
import { mayManage } from '../accounts/actor.ts'
import type { Somebody } from '../accounts/still-may.ts'
import { audit } from '../staff-audit.ts'
import { IDLE_MS, LONGEST_MS } from './goes-on.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
/** A busy page is not written down with every request. */
const SEEN_EVERY_MS = 30 * SECOND_MS
/** What a security key is asked to sign is good for so long. */
const CHALLENGE_MS = 2 * MINUTE_MS
const KEPT_MS = 2 * LONGEST_MS.in
/** What a session may be recognised by when it is listed; its key stays unsaid. */
const HANDLE_CHARACTERS = 16

export type StaffSession = Selectable<StaffSessionTable>
type Stage = StaffSession['stage']

/** When a session ends, however busy it is. */
export const endOf = ({ started_at, stage }: Pick<StaffSession, 'started_at' | 'stage'>): Date =>
  new Date(started_at.getTime() + LONGEST_MS[stage])

type Db = Kysely<Tables> | Transaction<Tables>

/** A session as its person sees it in a list. */
export interface ListedSession {
  readonly handle: string
  readonly browser: string
  readonly startedAt: Date
  readonly lastSeenAt: Date
  readonly isThis: boolean
}

export interface NewSession {
  readonly stage: Stage
  readonly staffId: string
  readonly browser: string
  readonly invitationKey?: string
  readonly providerSession?: string | null
}

/** For the cookie alone. */
export interface SessionToken {
  readonly token: string
  readonly maxAgeSeconds: number
}

export interface StaffSessions {
  /** Each stage has a session of its own, whatever the browser had before. */
  begin(session: NewSession, within?: Db): Promise<SessionToken>
  /** Null when it is unknown, ended, idle for too long, or too old. What is asked while nobody sits there does not keep it going. */
  use(token: string, isAttended?: boolean): Promise<StaffSession | null>
  /** The session that is kept under the key; null when it has ended. */
  find(sessionKey: string): Promise<StaffSession | null>
  note(session: StaffSession, what: { opening: string } | { pending_secret: string | null }): Promise<void>
  /** A new challenge in the place of the one before. */
  challenge(session: StaffSession): Promise<string>
  /** The challenge of a session, once; null when there is none that is still good. */
  takeChallenge(session: StaffSession): Promise<string | null>
  stepUp(session: StaffSession): Promise<void>
  /** Those of one account that go on; `own`: the one in which it is asked. */
  listOf(staffId: string, own: string | null): Promise<readonly ListedSession[]>
  /** Ends those of somebody, or the one of a handle, in the name of somebody else; null when who ends them may not any more. */
  endOf(staffId: string, handle: string | null, by: Somebody): Promise<number | null>
  list(session: StaffSession): Promise<readonly ListedSession[]>
  /** Ends one of the person's own. False when there is none under the handle. */
  endOne(session: Pick<StaffSession, 'staff_id'>, handle: string): Promise<boolean>
  end(session: StaffSession, within?: Db): Promise<void>
  /** Ends what a login of a provider, hashed, has led to. */
  endOfProvider(providerSession: string): Promise<void>
  tidy(): Promise<void>
}

export function createStaffSessions(db: Kysely<Tables>, clock: Clock): StaffSessions {
  const now = () => new Date(clock.now())
  const before = (ms: number) => new Date(clock.now() - ms)
  const open = () =>
    db
      .selectFrom('staff_session')
      .where('ended_at', 'is', null)
      .where('last_seen_at', '>', before(IDLE_MS))
      .where(eb =>
        eb.or(
          Object.entries(LONGEST_MS).map(([stage, ms]) =>
            eb.and([eb('stage', '=', stage as Stage), eb('started_at', '>', before(ms))]),
          ),
        ),
      )
  const change = (key: string, within: Db = db) =>
    within.updateTable('staff_session').where('session_key', '=', key).where('ended_at', 'is', null)
  const saysEnded = (staffId: string, by: string, within: Db = db) =>
    audit(within, now(), { event: 'staff-session-ended', subject: staffId, terminalId: null, detail: { by } })
  const end = async ({ session_key, stage, staff_id }: StaffSession, within: Db = db) => {
    const ended = await change(session_key, within).set({ ended_at: now() }).returning('session_key').executeTakeFirst()
    if (ended && stage === 'in') await saysEnded(staff_id, 'person', within)
  }

  const listOf = async (staffId: string, own: string | null): Promise<readonly ListedSession[]> => {
    const rows = await open()
      .selectAll()
      .where('staff_id', '=', staffId)
      .where('stage', '=', 'in')
      .orderBy('started_at', 'desc')
      .limit(50)
      .execute()
    return rows.map(row => ({
      handle: row.session_key.slice(0, HANDLE_CHARACTERS),
      ...{ browser: row.browser, startedAt: row.started_at, lastSeenAt: row.last_seen_at },
      isThis: row.session_key === own,
    }))
  }

  return {
    begin: async ({ stage, staffId, browser, invitationKey, providerSession }, within = db) => {
      const token = randomBytes(32).toString('base64url')
      const at = now()
      await within
        .insertInto('staff_session')
        .values({
          ...{ session_key: sha256Hex(token), stage, staff_id: staffId, browser, started_at: at, last_seen_at: at },
          ...{ invitation_key: invitationKey ?? null, provider_session: providerSession ?? null },
          stepped_up_at: stage === 'in' ? at : null,
        })
        .execute()
      return { token, maxAgeSeconds: LONGEST_MS[stage] / SECOND_MS }
    },
    use: async (token, isAttended = true) => {
      const row = await open().selectAll().where('session_key', '=', sha256Hex(token)).executeTakeFirst()
      if (row && isAttended && row.last_seen_at <= before(SEEN_EVERY_MS))
        await change(row.session_key).set({ last_seen_at: now() }).execute()
      return row ?? null
    },
    find: async sessionKey =>
      (await open().selectAll().where('session_key', '=', sessionKey).executeTakeFirst()) ?? null,
    note: async ({ session_key }, what) => void (await change(session_key).set(what).execute()),
    challenge: async ({ session_key }) => {
      const challenge = randomBytes(32).toString('base64url')
      const set = { challenge, challenge_ends_at: new Date(clock.now() + CHALLENGE_MS) }
      await change(session_key).set(set).execute()
      return challenge
    },
    takeChallenge: async ({ session_key }) => {
      const asked = await open()
        .select('challenge')
        .where('session_key', '=', session_key)
        .where('challenge_ends_at', '>', now())
        .executeTakeFirst()
      if (!asked || asked.challenge === null) return null
      const taken = await change(session_key)
        .where('challenge', '=', asked.challenge)
        .set({ challenge: null, challenge_ends_at: null })
        .returning('session_key')
        .executeTakeFirst()
      return taken ? asked.challenge : null
    },
    stepUp: async ({ session_key, staff_id }) => {
      await change(session_key).where('stage', '=', 'in').set({ stepped_up_at: now() }).execute()
      await audit(db, now(), { event: 'staff-stepped-up', subject: staff_id, terminalId: null })
    },
    list: ({ staff_id, session_key }) => listOf(staff_id, session_key),
    listOf,
    endOf: (staffId, handle, by) =>
      db.transaction().execute(async tx => {
        if (!(await mayManage(tx, by))) return null
        const going = tx.updateTable('staff_session').set({ ended_at: now() }).where('ended_at', 'is', null)
        const of = going.where('staff_id', '=', staffId).where('stage', '=', 'in')
        const one = handle === null ? of : of.where('session_key', 'like', `${handle}%`)
        const ended = await one.returning('session_key').execute()
        for (const _ of ended) await saysEnded(staffId, by.staffId, tx)
        return ended.length
      }),
    endOne: async ({ staff_id }, handle) => {
      const own = await open().selectAll().where('staff_id', '=', staff_id).execute()
      const found = own.find(row => row.session_key.slice(0, HANDLE_CHARACTERS) === handle)
      if (found) await end(found)
      return found !== undefined
    },
    end,
    endOfProvider: async providerSession => {
      const ended = await db
        .updateTable('staff_session')
        .set({ ended_at: now() })
        .where('provider_session', '=', providerSession)
        .where('ended_at', 'is', null)
        .returning('staff_id')
        .execute()
      for (const { staff_id } of ended) await saysEnded(staff_id, 'provider')
    },
    tidy: async () => {
      await db.deleteFrom('staff_session').where('started_at', '<', before(KEPT_MS)).execute()
    },
  }
}
