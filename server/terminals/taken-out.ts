import type { Kysely } from 'kysely'
import type { TakenOut } from '../../src/contract/terminals-api.ts'
import { both } from '../../src/contract/texts.ts'
import { SILENT_AFTER_MS } from '../../src/rules/serving.ts'
import type { Tables } from '../ground/store/tables.ts'

type TakenOutRow = {
  readonly terminal_id: string
  readonly site_id: string
  readonly taken_out_at: Date | null
  readonly taken_out_zh: string | null
  readonly taken_out_en: string | null
  readonly taken_out_until: Date | null
}

/** What a terminal that is out of service says to visitors, and where else they may go; null for one that is to serve. */
export async function takenOutOf(db: Kysely<Tables>, row: TakenOutRow, now: Date): Promise<TakenOut | null> {
  const { taken_out_zh: zh, taken_out_en: en, taken_out_until: until } = row
  if (row.taken_out_at === null || zh === null || en === null) return null
  return {
    reason: both(zh, en),
    // A time that is over is a promise that was not kept: then nobody knows.
    until: until && until > now ? until.toISOString() : null,
    next: await nextMachine(db, row, now),
  }
}

/** Another terminal of the site that could serve when it was heard just now; null where none is known to. */
async function nextMachine(db: Kysely<Tables>, { terminal_id, site_id }: TakenOutRow, now: Date) {
  const next = await db
    .selectFrom('terminal as t')
    .innerJoin('terminal_beat as b', 'b.terminal_id', 't.terminal_id')
    .innerJoin('terminal_serving as s', 's.terminal_id', 't.terminal_id')
    .select(['t.name_zh', 't.name_en', 't.place_zh', 't.place_en'])
    .where('t.site_id', '=', site_id)
    .where('t.terminal_id', '!=', terminal_id)
    .where('t.state', '=', 'active')
    .where('t.taken_out_at', 'is', null)
    .where('s.until_at', 'is', null)
    .where('s.serving', '=', 'can')
    .where('b.heard_at', '>', new Date(now.getTime() - SILENT_AFTER_MS))
    .orderBy('t.name_zh')
    .executeTakeFirst()
  return next ? { name: both(next.name_zh, next.name_en), place: both(next.place_zh, next.place_en) } : null
}
