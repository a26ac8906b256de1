import type { Kysely, Transaction } from 'kysely'
import { type Bilingual, both } from '../../src/contract/texts.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { Tables } from '../ground/store/tables.ts'
import { type TerminalPlace, whatIsWrongWith } from './terminal-place.ts'
import { audit } from './terminals-audit.ts'

export interface ByStaff {
  readonly now: Date
  /** The account, or the command. */
  readonly by: string
}

/** Takes a terminal out of service: it serves who stands there, and then says why it stands still. Said again, the newer reason counts. */
export async function takeOut(
  db: Kysely<Tables>,
  terminalId: string,
  { reason, until }: { readonly reason: Bilingual; readonly until: Date | null },
  { now, by }: ByStaff,
): Promise<void> {
  await db.transaction().execute(async tx => {
    const known = await tx
      .selectFrom('terminal')
      .select(['taken_out_at', 'state'])
      .where('terminal_id', '=', terminalId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!known || known.state === 'retired') return
    const since = known.taken_out_at ?? now
    await tx
      .updateTable('terminal')
      .set({ taken_out_at: since, taken_out_zh: reason.zh, taken_out_en: reason.en, taken_out_until: until })
      .where('terminal_id', '=', terminalId)
      .execute()
    const detail = { by, reason: reason.zh, until: until?.toISOString() ?? null }
    await audit(tx, now, { event: 'terminal-taken-out', subject: terminalId, terminalId, detail })
  })
}

/** Brings it back; of one that is in service nothing changes. `isDue`: only if it was taken out until a time that is over. */
export async function bringBack(
  db: Kysely<Tables>,
  terminalId: string,
  { now, by, isDue = false }: ByStaff & { readonly isDue?: boolean },
): Promise<void> {
  await db.transaction().execute(async tx => {
    const changed = await tx
      .updateTable('terminal')
      .set({ taken_out_at: null, taken_out_zh: null, taken_out_en: null, taken_out_until: null })
      .where('terminal_id', '=', terminalId)
      .where('taken_out_at', 'is not', null)
      .$if(isDue, due => due.where('taken_out_until', '<=', now))
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) return
    await audit(tx, now, { event: 'terminal-brought-back', subject: terminalId, terminalId, detail: { by } })
  })
}

/** What a terminal is called, where it stands and to which site it belongs. */
export type Placed = Required<TerminalPlace>

/**
 * Gives it other ones. `seen`: what stood there when somebody began to change it. Refuses with `terminal-changed` where that is not so any
 * more, and with `terminal-place-wrong` what can't be.
 */
export const changePlace = (
  db: Kysely<Tables>,
  terminalId: string,
  change: PlaceChange,
  by: ByStaff,
): Promise<Result<Record<never, never>>> => db.transaction().execute(tx => changePlaceIn(tx, terminalId, change, by))

export interface PlaceChange {
  readonly next: Placed
  readonly seen: Placed
}

/** The same in a transaction that runs. */
export async function changePlaceIn(
  tx: Transaction<Tables>,
  terminalId: string,
  { next, seen }: PlaceChange,
  { now, by }: ByStaff,
): Promise<Result<Record<never, never>>> {
  const wrong = whatIsWrongWith(next)
  if (wrong) return err(fault('terminal-place-wrong', wrong.en))
  const row = await tx
    .selectFrom('terminal')
    .selectAll()
    .where('terminal_id', '=', terminalId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) return err(fault('terminal-unknown'))
  if (row.state === 'retired') return err(fault('terminal-changed', 'retired'))
  const before: Placed = {
    name: both(row.name_zh, row.name_en),
    place: both(row.place_zh, row.place_en),
    siteId: row.site_id,
  }
  if (!isSame(before, seen)) return err(fault('terminal-changed'))
  if (isSame(before, next)) return ok({})
  const site = await tx.selectFrom('site').select('site_id').where('site_id', '=', next.siteId).executeTakeFirst()
  if (!site) return err(fault('site-unknown'))
  await tx
    .updateTable('terminal')
    .set({
      ...{ name_zh: next.name.zh, name_en: next.name.en, place_zh: next.place.zh, place_en: next.place.en },
      site_id: next.siteId,
    })
    .where('terminal_id', '=', terminalId)
    .execute()
  const event = before.siteId === next.siteId ? 'terminal-renamed' : 'terminal-moved'
  const detail = { by, from: before.siteId, to: next.siteId, name: next.name.zh, place: next.place.zh }
  await audit(tx, now, { event, subject: terminalId, terminalId, detail })
  return ok({})
}

const isSame = (one: Placed, other: Placed): boolean =>
  [
    one.siteId === other.siteId,
    ...(['name', 'place'] as const).flatMap(part => [one[part].zh === other[part].zh, one[part].en === other[part].en]),
  ].every(Boolean)
