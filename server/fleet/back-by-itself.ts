import type { Kysely } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import type { Tables } from '../ground/store/tables.ts'
import type { Terminals } from '../terminals/terminals.ts'
import type { ReadMaintained } from './maintained.ts'

/** As the audit trail has it that nobody pressed a button. */
export const BY_ITSELF = 'by itself'

export interface BackParts {
  readonly db: Kysely<Tables>
  readonly clock: Pick<Clock, 'now'>
  readonly terminals: Pick<Terminals, 'bringBackDue'>
  readonly maintained: ReadMaintained
}

/** Brings those back that staff took out until a time that is over, where the settings say so. */
export async function backByItself({ db, clock, terminals, maintained }: BackParts): Promise<void> {
  const due = await db
    .selectFrom('terminal')
    .select(['terminal_id', 'site_id'])
    .where('taken_out_at', 'is not', null)
    .where('taken_out_until', '<=', new Date(clock.now()))
    .where('state', '!=', 'retired')
    .execute()
  if (due.length === 0) return
  const places = due.map(row => ({ terminalId: row.terminal_id, siteId: row.site_id }))
  const settingsOf = await maintained(places)
  for (const place of places)
    if (settingsOf(place).maintenance.backByItself) await terminals.bringBackDue(place.terminalId, BY_ITSELF)
}
