import type { Transaction } from 'kysely'
import { z } from 'zod'
import { type BeatDevice, beatFaultSchema } from '../../src/contract/heartbeat-api.ts'
import type { Tables } from '../ground/store/tables.ts'

/** Faults as a row keeps them. */
export const faultsSchema = z.array(beatFaultSchema)

const codesOf = (faults: unknown): string => JSON.stringify(faultsSchema.parse(faults).map(({ code }) => code))

/**
 * Writes down which devices are otherwise than they were. Since when, the terminal says by an age; a device that is as it was keeps the time
 * at which that began, over restarts of the terminal too.
 */
export async function noteDevices(
  tx: Transaction<Tables>,
  terminalId: string,
  devices: readonly BeatDevice[],
  nowMs: number,
): Promise<void> {
  const rows = await tx.selectFrom('terminal_device').selectAll().where('terminal_id', '=', terminalId).execute()
  const before = new Map(rows.map(row => [row.kind, row]))
  const at = new Date(nowMs)
  for (const { kind, state, faults, forSeconds } of devices) {
    const known = before.get(kind)
    before.delete(kind)
    if (known?.state === state && codesOf(known.faults) === codesOf(faults)) continue
    // A device that began to fail before it was last heard to work has a clock that is no clock.
    const since = new Date(Math.max(nowMs - forSeconds * 1000, known?.since.getTime() ?? 0))
    const row = { state, faults: JSON.stringify(faults), since }
    await tx
      .insertInto('terminal_device')
      .values({ terminal_id: terminalId, kind, ...row })
      .onConflict(conflict => conflict.columns(['terminal_id', 'kind']).doUpdateSet(row))
      .execute()
    const change = { terminal_id: terminalId, kind, state, faults: row.faults, at }
    await tx.insertInto('terminal_device_change').values(change).execute()
  }
  for (const kind of before.keys()) {
    await tx.deleteFrom('terminal_device').where('terminal_id', '=', terminalId).where('kind', '=', kind).execute()
    const gone = { terminal_id: terminalId, kind, state: 'gone', faults: '[]', at } as const
    await tx.insertInto('terminal_device_change').values(gone).execute()
  }
}
