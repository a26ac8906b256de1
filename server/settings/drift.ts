import { type Kysely, sql } from 'kysely'
import type { Logger } from 'pino'
import type { Tables } from '../ground/store/tables.ts'
import { audit } from './settings-audit.ts'

/** So long a terminal may take: it waits for the end of a visit. */
export const DRIFT_MS = 30 * 60_000
/** Who has said nothing for so long is away, which is another alarm. */
const AWAY_MS = 25 * 60_000

export interface DriftParts {
  readonly db: Kysely<Tables>
  readonly log: Logger
}

/**
 * Finds active terminals that are there and run for half an hour what is not what they were given last: an older version, or one that nobody
 * has published. Each is told once. Returns how many are new.
 */
export async function tellDrift({ db, log }: DriftParts, now: Date): Promise<number> {
  const drifted = await sql<{ terminal_id: string; version: number | null; hash: string | null; newest: number }>`
    select r.terminal_id, r.version, r.hash, i.version as newest
    from running_settings r
    join terminal t on t.terminal_id = r.terminal_id and t.state = 'active'
    join lateral (
      select version, hash, issued_at from issued_settings i
      where i.terminal_id = r.terminal_id order by version desc limit 1
    ) i on true
    where r.drift_told_at is null and r.hash is distinct from i.hash
      and i.issued_at < ${new Date(now.getTime() - DRIFT_MS)}
      and r.since < ${new Date(now.getTime() - DRIFT_MS)}
      and r.said_at > ${new Date(now.getTime() - AWAY_MS)}
    order by r.terminal_id limit 500`.execute(db)
  for (const { terminal_id: terminalId, version, hash, newest } of drifted.rows) {
    await db.transaction().execute(async tx => {
      await tx
        .updateTable('running_settings')
        .set({ drift_told_at: now })
        .where('terminal_id', '=', terminalId)
        .execute()
      await audit(tx, now, {
        ...{ event: 'settings-drifted', subject: terminalId, terminalId },
        detail: { version, hash, newest },
      })
    })
    log.error({ terminalId, version, newest }, 'a terminal does not run the settings that were published for it')
  }
  return drifted.rows.length
}

/** How far a terminal is from what was published for it. */
export interface Drifted {
  readonly terminalId: string
  /** It was found to run something else for half an hour. */
  readonly isTold: boolean
  readonly isSame: boolean
  /** Null: what nobody has published. */
  readonly runs: number | null
  readonly saved: number
  readonly sinceMs: number
  readonly refusedWhy: string | null
}

/** Of everyone that was found to drift, and of those that are asked about. */
export async function readDrift(db: Kysely<Tables>, terminalIds: readonly string[]): Promise<Drifted[]> {
  const asked = terminalIds.length === 0 ? sql`false` : sql`r.terminal_id in (${sql.join([...terminalIds])})`
  const { rows } = await sql<{
    readonly terminal_id: string
    readonly version: number | null
    readonly hash: string | null
    readonly since: Date
    readonly refused_why: string | null
    readonly drift_told_at: Date | null
    readonly newest: number
    readonly newest_hash: string
  }>`
    select r.terminal_id, r.version, r.hash, r.since, r.refused_why, r.drift_told_at, i.version as newest, i.hash as newest_hash
    from running_settings r
    join lateral (
      select version, hash from issued_settings i where i.terminal_id = r.terminal_id order by version desc limit 1
    ) i on true
    where r.drift_told_at is not null or ${asked}`.execute(db)
  return rows.map(row => ({
    ...{ terminalId: row.terminal_id, isTold: row.drift_told_at !== null, isSame: row.hash === row.newest_hash },
    ...{ runs: row.version, saved: row.newest, sinceMs: row.since.getTime(), refusedWhy: row.refused_why },
  }))
}
