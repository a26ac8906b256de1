import type { Bilingual } from '../../src/contract/texts.ts'
import { randomId } from '../ground/random-id.ts'
import { type AboutPerson, type ActedBy, columnsOf, type Db, lineOf, listThatEnded, saidBy } from './acted.ts'
import { audit } from './people-audit.ts'

/** What is held back from a person. */
export interface NewHold {
  readonly about: AboutPerson
  /** Null: every kind. */
  readonly kinds: readonly string[] | null
  /** What the person reads. */
  readonly reason: Bilingual
  /** YYYY-MM-DD; null: until somebody ends it. */
  readonly lastDay: string | null
  /** The one that a list puts it in the place of. */
  readonly replaces?: string | null
}

/** Writes a hold down; null where the line of the list was taken in before. */
export async function placeHold(db: Db, hold: NewHold, by: ActedBy, now: Date): Promise<string | null> {
  const holdId = randomId()
  const inserted = await db
    .insertInto('house_hold')
    .values({
      ...{ hold_id: holdId, ...columnsOf(hold.about), kinds: hold.kinds && JSON.stringify(hold.kinds) },
      ...{ reason_zh: hold.reason.zh, reason_en: hold.reason.en, last_day: hold.lastDay },
      ...{ placed_at: now, placed_by: by.staffId, ...lineOf(by) },
      replaces: hold.replaces ?? null,
    })
    .onConflict(conflict => conflict.doNothing())
    .returning('hold_id')
    .executeTakeFirst()
  if (!inserted) return null
  const detail = { ...saidBy(by), kinds: hold.kinds?.join(' ') ?? 'all', lastDay: hold.lastDay }
  await audit(db, now, { event: 'hold-placed', subject: holdId, terminalId: null, detail })
  return holdId
}

/** Ends it by hand. False where there is none that lasts. */
export async function endHold(db: Db, holdId: string, reason: string, by: ActedBy, now: Date): Promise<boolean> {
  const row = await db
    .updateTable('house_hold')
    .set({ ended_at: now, ended_by: by.staffId, end_reason: reason, ...listThatEnded(by) })
    .where('hold_id', '=', holdId)
    .where('ended_at', 'is', null)
    .returning('hold_id')
    .executeTakeFirst()
  if (!row) return false
  await audit(db, now, { event: 'hold-ended', subject: holdId, terminalId: null, detail: saidBy(by) })
  return true
}
