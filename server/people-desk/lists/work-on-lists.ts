import { checkList } from './check-list.ts'
import { findList, type PeopleListParts } from './list-rows.ts'
import { takeBack } from './take-back.ts'
import { takeList } from './take-list.ts'

/** Whoever is at a list and says nothing for so long is not at it any more. */
const AT_WORK_MS = 120_000
const DUE = ['to-check', 'to-take', 'taking', 'to-stop', 'to-undo'] as const
/** Of several steps that follow each other: looked at again, carried out, stopped, reported anew. */
const STEPS_MAX = 6

/** Goes on with every list that is due: one after the other, one run at a time, and one server of the house at a list. */
export function createListWork(parts: PeopleListParts): () => Promise<void> {
  const { db, log, now } = parts
  let underWay: Promise<void> | null = null
  let isAsked = false

  const claim = async (listId: string): Promise<boolean> => {
    const row = await db
      .updateTable('people_list')
      .set({ at_work_until: new Date(now().getTime() + AT_WORK_MS) })
      .where('list_id', '=', listId)
      .where(either => either.or([either('at_work_until', 'is', null), either('at_work_until', '<', now())]))
      .returning('list_id')
      .executeTakeFirst()
    return row !== undefined
  }
  const hold = (until: Date | null) => (listId: string) =>
    db.updateTable('people_list').set({ at_work_until: until }).where('list_id', '=', listId).execute()
  const stillAtIt = (listId: string) => async () => {
    await hold(new Date(now().getTime() + AT_WORK_MS))(listId)
  }

  const workOn = async (listId: string): Promise<void> => {
    for (let step = 0; step < STEPS_MAX; step++) {
      const row = await findList(db, listId)
      if (!row) return
      if (row.state === 'to-check') await checkList(parts, row, stillAtIt(listId))
      else if (row.state === 'to-take' || row.state === 'taking') await takeList(parts, row, stillAtIt(listId))
      else if (row.state === 'to-stop' || row.state === 'to-undo') await takeBack(parts, row, stillAtIt(listId))
      else return
    }
  }
  const workThrough = async (): Promise<void> => {
    const due = await db
      .selectFrom('people_list')
      .select('list_id')
      .where('state', 'in', DUE)
      .orderBy('made_at')
      .execute()
    for (const { list_id: listId } of due) {
      if (!(await claim(listId))) continue
      try {
        await workOn(listId)
      } catch (error) {
        // The records may not have answered, or it is a fault of the house: it is tried again at the next turn, and no other list waits for it.
        const reason = error instanceof Error ? error.message : 'unknown'
        log.error({ listId, reason }, 'a list of people could not be gone on with')
      } finally {
        await hold(null)(listId)
      }
    }
  }
  const runs = async (): Promise<void> => {
    // Something that became due while it was at work is not left to the next turn.
    do {
      isAsked = false
      await workThrough()
    } while (isAsked)
  }
  return () => {
    isAsked = underWay !== null
    underWay ??= runs().finally(() => {
      underWay = null
    })
    return underWay
  }
}
