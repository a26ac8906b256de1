import type { Kysely } from 'kysely'
import type { TerminalId } from '../../src/contract/ids.ts'
import type { TerminalSettings } from '../../src/contract/terminals-api.ts'
import type { Tables } from '../ground/store/tables.ts'
import { takenOutOf } from './taken-out.ts'
import { audit } from './terminals-audit.ts'

/** The part of a terminal's settings that is the same for all of them. */
export type HouseSettings = Omit<
  TerminalSettings,
  'terminalId' | 'terminalName' | 'place' | 'isKeyDue' | 'takenOut' | 'serverTime' | keyof SetForTerminal
>

/** The part that is set for it. */
export type SetForTerminal = Pick<
  TerminalSettings,
  'helpPhone' | 'freeCopies' | 'tariff' | 'maxCopies' | 'badCopiesGoTo' | 'published'
>

/** What one terminal must know. Throws for a terminal that does not exist: it was let in before. */
export async function settingsOf(
  db: Kysely<Tables>,
  house: HouseSettings & SetForTerminal,
  terminalId: TerminalId,
  now: Date,
): Promise<TerminalSettings> {
  const row = await db
    .selectFrom('terminal')
    .selectAll()
    .where('terminal_id', '=', terminalId)
    .executeTakeFirstOrThrow()
  return {
    ...house,
    terminalId,
    terminalName: { zh: row.name_zh, en: row.name_en },
    place: { zh: row.place_zh, en: row.place_en },
    isKeyDue: row.key_due_at !== null,
    takenOut: await takenOutOf(db, row, now),
    serverTime: now.toISOString(),
  }
}

/** Whether a terminal is let in. A key that was in use at two places is in quarantine; one that is retired is never let in again. */
export type TerminalState = 'active' | 'suspended' | 'quarantined' | 'retired'

/** Whether a terminal is shut out for good. */
export const isRetired = async (db: Kysely<Tables>, terminalId: string): Promise<boolean> =>
  (await db.selectFrom('terminal').select('state').where('terminal_id', '=', terminalId).executeTakeFirst())?.state ===
  'retired'

/** Lets a terminal in again, or shuts it out at once. Of a terminal that is retired, or that is not there, nothing changes. */
export async function setTerminalState(
  db: Kysely<Tables>,
  terminalId: string,
  state: TerminalState,
  now: Date,
  by?: string,
): Promise<void> {
  await db.transaction().execute(async tx => {
    const changed = await tx
      .updateTable('terminal')
      // Who is let in again may have begun anew from an older disk.
      .set({ state, ...(state === 'active' && { start_count: null, start_id: null, started_at: null }) })
      .where('terminal_id', '=', terminalId)
      .where('state', '!=', 'retired')
      .where('state', '!=', state)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) return
    await audit(tx, now, {
      event: `terminal-${state}`,
      subject: terminalId,
      terminalId,
      ...(by !== undefined && { detail: { by } }),
    })
  })
}
