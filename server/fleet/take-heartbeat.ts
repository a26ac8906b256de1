import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import type { Heartbeat } from '../../src/contract/heartbeat-api.ts'
import type { TerminalId } from '../../src/contract/ids.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { SILENT_AFTER_MS } from '../../src/rules/serving.ts'
import type { Tables } from '../ground/store/tables.ts'
import { noteDevices } from './device-rows.ts'
import { noteSpoken } from './serving-rows.ts'

/** More of them in a minute than a terminal of ours ever sends. */
const BEATS_A_MINUTE = 30
const MINUTE_MS = 60_000
const OFFSET_MAX_MS = 2_000_000_000
const MIB = 1024 * 1024

/** Takes what a terminal says of itself. */
export type TakeHeartbeat = (terminalId: TerminalId, said: Heartbeat) => Promise<Result<Record<never, never>>>

/**
 * Keeps the last word of each terminal, and writes down what has changed. Where nothing has, as nearly always, that is one statement. One
 * that comes late says nothing new and changes nothing.
 */
export function createTakeHeartbeat(db: Kysely<Tables>, clock: Pick<Clock, 'now' | 'monotonic'>): TakeHeartbeat {
  const isTooMany = createBeatLimit(clock)
  return async (terminalId, said) => {
    if (isTooMany(terminalId)) return err(fault('server-busy'))
    const nowMs = clock.now()
    const columns = columnsOf(said, nowMs)
    const same = await db
      .updateTable('terminal_beat')
      .set(columns)
      .where('terminal_id', '=', terminalId)
      .where('mark', '=', columns.mark)
      .where('start_id', '=', said.start)
      .where('nth', '<', said.nth)
      .where('heard_at', '>=', new Date(nowMs - SILENT_AFTER_MS))
      .executeTakeFirst()
    if (same.numUpdatedRows === 1n) return ok({})
    await db.transaction().execute(async tx => {
      // One after the other: what has changed is told by what stands there.
      await tx
        .selectFrom('terminal')
        .select('terminal_id')
        .where('terminal_id', '=', terminalId)
        .forNoKeyUpdate()
        .execute()
      const before = await tx
        .selectFrom('terminal_beat')
        .select(['start_id', 'nth', 'heard_at'])
        .where('terminal_id', '=', terminalId)
        .executeTakeFirst()
      if (before && before.start_id === said.start && before.nth >= said.nth) return
      await noteDevices(tx, terminalId, said.devices, nowMs)
      await noteSpoken(tx, terminalId, said, { nowMs, heardBeforeMs: before?.heard_at.getTime() ?? null })
      await tx
        .insertInto('terminal_beat')
        .values({ terminal_id: terminalId, ...columns })
        .onConflict(conflict => conflict.column('terminal_id').doUpdateSet(columns))
        .execute()
    })
    return ok({})
  }
}

function columnsOf(said: Heartbeat, nowMs: number) {
  const offsetMs = Math.max(-OFFSET_MAX_MS, Math.min(OFFSET_MAX_MS, said.clockMs - nowMs))
  const ago = (seconds: number) => new Date(nowMs - seconds * 1000)
  const { open, oldestSeconds } = said.jobs
  const mib = (bytes: number) => Math.min(2_000_000_000, Math.floor(bytes / MIB))
  return {
    ...{ heard_at: new Date(nowMs), start_id: said.start, nth: said.nth, started_at: ago(said.upSeconds) },
    ...{ version: said.version, clock_offset_ms: offsetMs, standing: said.standing },
    blocked_by: JSON.stringify(said.blockedBy),
    supplies: said.supplies && JSON.stringify(said.supplies),
    ...{ jobs_open: open, oldest_job_at: oldestSeconds === null ? null : ago(oldestSeconds) },
    settings_version: said.settingsVersion,
    disk_free_mib: said.disk && mib(said.disk.freeBytes),
    disk_all_mib: said.disk && mib(said.disk.allBytes),
    mark: markOf(said),
  }
}

function markOf({ blockedBy, devices }: Heartbeat): string {
  const codes = (faults: readonly { readonly code: string }[]) => faults.map(({ code }) => code)
  const facts = [codes(blockedBy), devices.map(({ kind, state, faults }) => [kind, state, codes(faults)])]
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16)
}

/** Counted here and not in the database, which is to be spared. Terminals are known by then: there are no more of them than there are. */
function createBeatLimit(clock: Pick<Clock, 'monotonic'>): (terminalId: string) => boolean {
  const counts = new Map<string, { fromMs: number; count: number }>()
  return terminalId => {
    const nowMs = clock.monotonic()
    const known = counts.get(terminalId)
    if (!known || nowMs - known.fromMs >= MINUTE_MS) {
      counts.set(terminalId, { fromMs: nowMs, count: 1 })
      return false
    }
    known.count++
    return known.count > BEATS_A_MINUTE
  }
}
