import { suppliesSchema } from '../../src/contract/heartbeat-api.ts'
import type { Db } from './published.ts'

/** The trays that the printer of a terminal names, as it told last; null where it has not told. */
export async function traysTold(db: Db, terminalId: string): Promise<string[] | null> {
  const row = await db
    .selectFrom('terminal_beat')
    .select('supplies')
    .where('terminal_id', '=', terminalId)
    .executeTakeFirst()
  const supplies = suppliesSchema.safeParse(row?.supplies)
  return supplies.success ? supplies.data.sources : null
}
