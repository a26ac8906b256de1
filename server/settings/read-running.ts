import { sql } from 'kysely'
import type { RunningSettings } from '../../src/contract/settings-api.ts'
import { ALL_SITES } from '../../src/rules/staff-roles.ts'
import { DRIFT_MS } from './drift.ts'
import type { Db } from './published.ts'

export interface RunningWish {
  readonly search?: string | undefined
  readonly siteId?: string | undefined
  readonly only: 'all' | 'differing'
  readonly after?: string | undefined
  readonly limit: number
}

interface Found {
  readonly terminal_id: string
  readonly name_zh: string
  readonly name_en: string
  readonly site_id: string
  readonly state: string
  readonly saved_version: number | null
  readonly saved_hash: string | null
  readonly issued_at: Date | null
  readonly running_version: number | null
  readonly running_hash: string | null
  readonly since: Date | null
  readonly said_at: Date | null
  readonly refused_version: number | null
  readonly refused_why: string | null
}

/** What terminals run beside what was published for them, by their ids; of the sites of whoever asks. */
export async function listRunning(
  db: Db,
  { search = '', siteId, only, after = '', limit }: RunningWish,
  sites: readonly string[],
  now: Date,
): Promise<{ rows: RunningSettings[]; next: string | null }> {
  const like = `%${search.toLowerCase().replaceAll(/[\\%_]/g, found => `\\${found}`)}%`
  const ofSites = sites.includes(ALL_SITES) ? sql`true` : sql`t.site_id in (${sql.join([...sites])})`
  const ofSite = siteId === undefined ? sql`true` : sql`t.site_id = ${siteId}`
  const differing = only === 'all' ? sql`true` : sql`(i.hash is distinct from r.hash and i.hash is not null)`
  const { rows } = await sql<Found>`
    select t.terminal_id, t.name_zh, t.name_en, t.site_id, t.state,
      i.version as saved_version, i.hash as saved_hash, i.issued_at,
      r.version as running_version, r.hash as running_hash, r.since, r.said_at, r.refused_version, r.refused_why
    from terminal t
    left join lateral (
      select version, hash, issued_at from issued_settings i
      where i.terminal_id = t.terminal_id order by version desc limit 1
    ) i on true
    left join running_settings r on r.terminal_id = t.terminal_id
    where t.state <> 'retired' and t.terminal_id > ${after} and ${ofSites} and ${ofSite} and ${differing}
      and (lower(t.name_zh) like ${like} or lower(t.name_en) like ${like} or lower(t.terminal_id) like ${like})
    order by t.terminal_id limit ${limit + 1}`.execute(db)
  const shown = rows.slice(0, limit)
  return {
    rows: shown.map(row => say(row, now)),
    next: rows.length > limit ? (shown.at(-1)?.terminal_id ?? null) : null,
  }
}

function say(row: Found, now: Date): RunningSettings {
  const { saved_version, saved_hash, issued_at, running_version, running_hash, since } = row
  const lateFrom = new Date(now.getTime() - DRIFT_MS)
  return {
    ...{ terminalId: row.terminal_id, name: { zh: row.name_zh, en: row.name_en }, siteId: row.site_id },
    state: row.state,
    saved:
      saved_version !== null && saved_hash !== null && issued_at !== null
        ? { version: saved_version, hash: saved_hash, issuedAt: issued_at.toISOString() }
        : null,
    running:
      running_version !== null && running_hash !== null && since !== null
        ? { version: running_version, hash: running_hash, since: since.toISOString() }
        : null,
    refused: row.refused_version === null ? null : { version: row.refused_version, why: row.refused_why ?? '' },
    saidAt: row.said_at?.toISOString() ?? null,
    isDrifted: saved_hash !== null && saved_hash !== running_hash && issued_at !== null && issued_at < lateFrom,
  }
}
