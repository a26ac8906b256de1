import type { Selectable, Transaction } from 'kysely'
import { both } from '../../src/contract/texts.ts'
import type { Fleet } from '../fleet/fleet.ts'
import { randomId } from '../ground/random-id.ts'
import type { ReminderTable, Tables } from '../ground/store/tables.ts'
import { type ReadParts, readWaiting } from './read-waiting.ts'
import type { Waiting } from './waiting.ts'

export interface RemindParts extends ReadParts {
  readonly fleet: Pick<Fleet, 'reachesSomebody' | 'tell' | 'reached' | 'lookBefore'>
}

/** For what letters are: by it the mail and the robot know whom to ask before they go. */
export const PURPOSE = 'reminder'
/** So many are told in one round: a robot takes twenty messages in a minute. */
const AT_ONCE = 20
/** What nobody has got, for every letter was refused or came back, is told again: after an hour, then two, four … */
const AGAIN_AFTER_MS = 3_600_000
const TIMES_MAX = 8

type Row = Selectable<ReminderTable>

/** Tells of everything that waits and of which nobody has been told, each of its moments once. */
export async function remindDue(parts: RemindParts, signal?: AbortSignal): Promise<void> {
  const { db, clock, fleet } = parts
  // Once somebody gets the alerts, they are told of what waits then.
  if (!fleet.reachesSomebody) return
  const waiting = await readWaiting(parts)
  if (waiting.length === 0) return
  const subjects = waiting.map(({ subject }) => subject)
  const rows = await db.selectFrom('reminder').selectAll().where('subject', 'in', subjects).execute()
  const reached = await fleet.reached(rows.map(row => row.reminder_id))
  const due = waiting.flatMap((one): { readonly one: Waiting; readonly row: Row | null }[] => {
    const row = rows.find(row => isOf(row, one))
    if (!row) return [{ one, row: null }]
    const pauseMs = AGAIN_AFTER_MS * 2 ** (row.times - 1)
    const isAgain =
      row.times < TIMES_MAX && row.told_at.getTime() + pauseMs <= clock.now() && !reached.has(row.reminder_id)
    return isAgain ? [{ one, row }] : []
  })
  for (const { one, row } of due.slice(0, AT_ONCE)) {
    if (signal?.aborted) return
    await db.transaction().execute(async tx => {
      const now = new Date(clock.now())
      // Of two servers at once one finds that the other has told it.
      const reference = row ? await noteAgain(tx, row, now) : await noteFirst(tx, one, now)
      if (reference === null) return
      const about = { purpose: PURPOSE, reference, sendBy: one.usefulUntil }
      await fleet.tell(tx, sayWaiting(one, parts.house.publicBaseUrl), now, about)
    })
  }
}

/** Why a reminder is not to go any more; null where what it tells still waits, and in the same moment. */
export async function whyNotAnyMore(parts: ReadParts, reminderId: string): Promise<'withdrawn' | null> {
  const find = parts.db.selectFrom('reminder').selectAll().where('reminder_id', '=', reminderId)
  const row = await find.executeTakeFirst()
  if (!row) return 'withdrawn'
  return (await readWaiting(parts)).some(one => isOf(row, one)) ? null : 'withdrawn'
}

const isOf = (row: Row, { about, subject, moment }: Waiting): boolean =>
  row.about === about && row.subject === subject && row.moment === moment

async function noteFirst(
  tx: Transaction<Tables>,
  { about, subject, moment }: Waiting,
  now: Date,
): Promise<string | null> {
  const made = await tx
    .insertInto('reminder')
    .values({ reminder_id: randomId(), about, subject, moment, told_at: now })
    .onConflict(conflict => conflict.doNothing())
    .returning('reminder_id')
    .executeTakeFirst()
  return made?.reminder_id ?? null
}

async function noteAgain(tx: Transaction<Tables>, { reminder_id, times }: Row, now: Date): Promise<string | null> {
  const noted = await tx
    .updateTable('reminder')
    .set({ told_at: now, times: times + 1 })
    .where('reminder_id', '=', reminder_id)
    .where('times', '=', times)
    .returning('reminder_id')
    .executeTakeFirst()
  return noted?.reminder_id ?? null
}

function sayWaiting({ title, lines, page }: Waiting, publicBaseUrl: string) {
  const text = (language: 'zh' | 'en') =>
    [title[language], ...lines.map(line => line[language]), `${publicBaseUrl}/console/${page}`].join('\n')
  return { subject: title, text: both(text('zh'), text('en')) }
}
