import { type Kysely, type Selectable, sql } from 'kysely'
import { z } from 'zod'
import { ok } from '../../../src/result.ts'
import type { Ground } from '../../ground/ground.ts'
import type { Limit } from '../../ground/limits/limit.ts'
import { randomId } from '../../ground/random-id.ts'
import { sha256Hex } from '../../ground/store/content-store.ts'
import type { LoginNoticeTable, Tables } from '../../ground/store/tables.ts'
import type { Mail } from '../../mail/mail.ts'
import { askRecords, type PersonId, type Records } from '../../records/records.ts'
import type { AccountSeals } from '../accounts/account-seals.ts'
import { type LoginWhere, noticeLetter } from './notice-letter.ts'
import { provenMail } from './proven-mail.ts'

export interface LoginNoticeParts extends Pick<Ground, 'db' | 'clock' | 'log' | 'house'> {
  readonly mail: Mail
  readonly records: Pick<Records, 'person'>
  readonly seals: AccountSeals
  /** How many such letters one person gets. */
  readonly limit: Limit
}

type Row = Selectable<LoginNoticeTable>
/** What one login has begun. */
type Login = readonly [Row, ...Row[]]

const MINUTE_MS = 60_000
/** A letter of later says nothing new. */
const USEFUL_MS = 30 * MINUTE_MS
/** Longer than any session lasts: its link says so long what became of it. */
export const KEPT_MS = 48 * 60 * MINUTE_MS
const AT_ONCE = 50

/** The keys of what a notice is about, as they stand in its row. */
export const readWhatKeys = (stored: unknown): string[] => z.array(z.string()).parse(stored)

/** Tells people of logins in their name. */
export interface LoginNotices {
  /** Posts the letters that are due, and forgets of whom nobody knows an address. */
  tell(): Promise<void>
  tidy(): Promise<void>
}

export function createLoginNotices(parts: LoginNoticeParts): LoginNotices {
  const { db, clock, house, mail, limit } = parts
  const now = () => new Date(clock.now())
  const drop = async (ids: readonly string[]): Promise<void> => {
    await db
      .deleteFrom('login_notice')
      .where('notice_id', 'in', [...ids])
      .execute()
  }

  /** Null while the university's data does not answer. */
  const addressesOf = async (rows: readonly Row[]) => {
    const people = [...new Set(rows.map(row => row.person_id as PersonId))]
    const found = await askRecords(parts, async () =>
      ok((await Promise.all(people.map(personId => provenMail(parts, personId)))).flat()),
    )
    return found.ok ? [...new Set(found.value)] : null
  }
  const post = async (rows: Login, addresses: readonly string[]): Promise<void> => {
    const [first] = rows
    const keys = rows.flatMap(({ what_keys }) => readWhatKeys(what_keys))
    const where = await whereOf(db, first.kind, keys[0]!)
    if (!where || !(await limit.allow(sha256Hex(first.person_id)))) return drop(rows.map(row => row.notice_id))
    const token = randomId()
    await db.transaction().execute(async tx => {
      const due = await tx
        .selectFrom('login_notice')
        .select('notice_id')
        .where(
          'notice_id',
          'in',
          rows.map(row => row.notice_id),
        )
        .where('next_try_at', 'is not', null)
        .forUpdate()
        .execute()
      // Another server was first.
      if (due.length < rows.length) return
      const posted = { next_try_at: null, token_key: sha256Hex(token), what_keys: JSON.stringify(keys) }
      await tx.updateTable('login_notice').set(posted).where('notice_id', '=', first.notice_id).execute()
      const rest = rows.slice(1).map(row => row.notice_id)
      if (rest.length > 0) await tx.deleteFrom('login_notice').where('notice_id', 'in', rest).execute()
      for (const to of addresses) {
        const words = noticeLetter(house, { to, token, at: first.begun_at, where })
        const sendBy = new Date(clock.now() + USEFUL_MS)
        await mail.post(tx, { ...words, reference: `notice-${first.notice_id}`, sendBy })
      }
    })
  }

  return {
    tell: async () => {
      const at = now()
      const due = await db
        .selectFrom('login_notice')
        .leftJoin('visit', join => join.on(sql`what_keys ->> 0`, '=', sql.ref('visit_key')))
        .selectAll('login_notice')
        .select('terminal_id')
        .where('next_try_at', '<=', at)
        .orderBy('next_try_at')
        .orderBy('notice_id')
        .limit(AT_ONCE)
        .execute()
      // What one login at a terminal has begun has one moment.
      const logins = Map.groupBy(due, ({ kind, notice_id, terminal_id, begun_at }) =>
        kind === 'session' ? notice_id : `${terminal_id} ${begun_at.getTime()}`,
      )
      // The last of very many may have more rows: it is told of with the next ones.
      if (due.length === AT_ONCE && logins.size > 1) logins.delete([...logins.keys()].at(-1)!)
      for (const [first, ...others] of logins.values()) {
        if (!first) continue
        const rows = [first, ...others] as const
        const ids = rows.map(row => row.notice_id)
        const isLate = at.getTime() - first.begun_at.getTime() > USEFUL_MS
        const addresses = isLate ? [] : await addressesOf(rows)
        if (addresses === null) {
          const later = db.updateTable('login_notice').set({ next_try_at: new Date(at.getTime() + MINUTE_MS) })
          await later.where('notice_id', 'in', ids).where('next_try_at', 'is not', null).execute()
        } else if (addresses.length === 0) await drop(ids)
        else await post(rows, addresses)
      }
    },
    tidy: async () => {
      await db
        .deleteFrom('login_notice')
        .where('begun_at', '<', new Date(clock.now() - KEPT_MS))
        .execute()
    },
  }
}

/** Null when it is gone from its table. */
export async function whereOf(db: Kysely<Tables>, kind: Row['kind'], key: string): Promise<LoginWhere | null> {
  if (kind === 'session') {
    const session = db.selectFrom('web_session').select('browser').where('session_key', '=', key)
    const row = await session.executeTakeFirst()
    return row ? { kind, browser: row.browser } : null
  }
  const row = await db
    .selectFrom('visit')
    .innerJoin('terminal', 'terminal.terminal_id', 'visit.terminal_id')
    .select(['name_zh', 'name_en', 'place_zh', 'place_en'])
    .where('visit_key', '=', key)
    .executeTakeFirst()
  if (!row) return null
  return { kind, place: { zh: row.place_zh, en: row.place_en }, name: { zh: row.name_zh, en: row.name_en } }
}
