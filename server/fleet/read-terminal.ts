import { sql } from 'kysely'
import type { FleetTerminalPage } from '../../src/contract/fleet-api.ts'
import { suppliesSchema } from '../../src/contract/heartbeat-api.ts'
import { faultsSchema } from './device-rows.ts'
import { type ReadParts, readTerminals } from './read-terminals.ts'

const NEWEST = 50

/** One terminal with devices, supplies and history; null where there is none with this id at these sites. */
export async function readTerminal(
  parts: ReadParts,
  now: Date,
  sites: readonly string[],
  terminalId: string,
): Promise<FleetTerminalPage | null> {
  const { db } = parts
  const [seen] = await readTerminals(parts, now, { sites, terminalId })
  if (!seen) return null
  const { truth: _, heardAtMs: __, openSinceMs: ___, ...terminal } = seen
  const [row, beat, devices, changes, spans, events] = await Promise.all([
    db
      .selectFrom('terminal')
      .select(['enrolled_at', 'key_due_at'])
      .where('terminal_id', '=', terminalId)
      .executeTakeFirstOrThrow(),
    db.selectFrom('terminal_beat').selectAll().where('terminal_id', '=', terminalId).executeTakeFirst(),
    db.selectFrom('terminal_device').selectAll().where('terminal_id', '=', terminalId).orderBy('kind').execute(),
    db
      .selectFrom('terminal_device_change')
      .selectAll()
      .where('terminal_id', '=', terminalId)
      .orderBy('seq', 'desc')
      .limit(NEWEST)
      .execute(),
    db
      .selectFrom('terminal_serving')
      .selectAll()
      .where('terminal_id', '=', terminalId)
      .orderBy('from_at', 'desc')
      .orderBy('seq', 'desc')
      .limit(NEWEST)
      .execute(),
    db
      .selectFrom('audit as a')
      .leftJoin('staff_account as s', join => join.on(sql<boolean>`s.staff_id = a.detail ->> 'by'`))
      .select(['a.event', 'a.at', 'a.detail', 's.name'])
      .where('a.subject', '=', terminalId)
      .orderBy('a.seq', 'desc')
      .limit(NEWEST)
      .execute(),
  ])
  return {
    ...terminal,
    ...{ enrolledAt: row.enrolled_at.toISOString(), isKeyDue: row.key_due_at !== null },
    startedAt: beat?.started_at.toISOString() ?? null,
    clockOffsetMs: beat?.clock_offset_ms ?? null,
    blockedBy: beat ? faultsSchema.parse(beat.blocked_by) : [],
    devices: devices.map(({ kind, state, faults, since }) => ({
      ...{ kind, state, faults: faultsSchema.parse(faults), since: since.toISOString() },
    })),
    supplies: beat?.supplies ? suppliesSchema.parse(beat.supplies) : null,
    oldestJobAt: beat?.oldest_job_at?.toISOString() ?? null,
    settingsVersion: beat?.settings_version ?? null,
    ...{ diskFreeMib: beat?.disk_free_mib ?? null, diskAllMib: beat?.disk_all_mib ?? null },
    changes: changes.map(({ kind, state, faults, at }) => ({
      ...{ kind, state, faults: faultsSchema.parse(faults), at: at.toISOString() },
    })),
    spans: spans.map(({ serving, part, code, from_at: from, until_at: until }) => ({
      serving,
      missing: part === null || code === null ? null : { part, code },
      ...{ from: from.toISOString(), until: until?.toISOString() ?? null },
    })),
    events: events.map(({ event, at, detail, name }) => {
      const { by, reason } = detail as { readonly by?: string; readonly reason?: string }
      return { event, at: at.toISOString(), by: name ?? by ?? null, said: reason ?? null }
    }),
  }
}
