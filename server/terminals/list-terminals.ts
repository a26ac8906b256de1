import { type Kysely, sql } from 'kysely'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { TerminalState } from './terminal-rows.ts'
import { NONCE_KEPT_MS } from './verify-request.ts'

/** A terminal as staff see it. */
export interface ListedTerminal {
  readonly terminalId: string
  readonly name: Bilingual
  readonly place: Bilingual
  readonly siteId: string
  readonly state: TerminalState
  readonly enrolledAt: Date
  /** When it was asked for a new key that it has not yet made. */
  readonly keyDueAt: Date | null
  /** Null where nothing was heard in the last ten minutes. */
  readonly heardAt: Date | null
}

/** Every terminal, in the order in which they were enrolled. */
export async function listTerminals(db: Kysely<Tables>): Promise<ListedTerminal[]> {
  const rows = await db
    .selectFrom('terminal as t')
    .selectAll('t')
    // What is remembered of a request is when its nonce may be forgotten.
    .select(
      sql<Date | null>`(select max(n.expires_at) from request_nonce n where n.terminal_id = t.terminal_id)`.as('until'),
    )
    .orderBy('t.enrolled_at')
    .orderBy('t.terminal_id')
    .execute()
  return rows.map(row => ({
    terminalId: row.terminal_id,
    name: { zh: row.name_zh, en: row.name_en },
    place: { zh: row.place_zh, en: row.place_en },
    siteId: row.site_id,
    state: row.state,
    enrolledAt: row.enrolled_at,
    keyDueAt: row.key_due_at,
    heardAt: row.until && new Date(row.until.getTime() - NONCE_KEPT_MS),
  }))
}

/** The terminals that somebody means by an id or a name; more than one where several have that name. */
export async function findTerminals(db: Kysely<Tables>, said: string): Promise<ListedTerminal[]> {
  const all = await listTerminals(db)
  const byId = all.filter(({ terminalId }) => terminalId === said)
  return byId.length > 0 ? byId : all.filter(({ name }) => [name.zh, name.en].includes(said))
}
