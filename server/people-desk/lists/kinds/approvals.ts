import { sql } from 'kysely'
import { err, ok } from '../../../../src/result.ts'
import { endApproval, giveApproval } from '../../../people/people.ts'
import { waitsForWord } from '../../desk-acts.ts'
import type { KindOfList } from './kind-of-list.ts'
import { kindIn, lastDayIn, numberIn, saidCell, saidOf } from './read-cells.ts'

const keyOf = (personId: string, kind: string) => `${kind}\n${personId}`

/** The word for kinds that wait for one. */
export const APPROVALS: KindOfList = {
  ends: false,
  table: { name: 'house_approval', id: 'approval_id', endedAt: 'ended_at', writtenDown: 'house-approval' },
  standing: async (db, whom, { today }) => {
    const rows = await db
      .selectFrom('house_approval')
      .select(['approval_id', 'person_id', 'kind', 'note', 'last_day'])
      .where('person_id', 'in', [...whom])
      .where('ended_at', 'is', null)
      .where(sql<boolean>`(last_day is null or last_day >= ${today()})`)
      .orderBy('given_at')
      .execute()
    return new Map(
      rows.map(({ approval_id: id, person_id, kind, note, last_day: lastDay }) => [
        keyOf(person_id, kind),
        { id, said: saidOf({ kind, note, lastDay }) },
      ]),
    )
  },
  end: (tx, id, by, now) => endApproval(tx, id, by, now),
  read: (cells, parts) => {
    const number = numberIn(cells)
    if (!number.ok) return number
    const lastDay = lastDayIn(cells, parts)
    if (!lastDay.ok) return lastDay
    const found = kindIn(cells, parts)
    if (!found.ok) return found
    const kind = found.value
    if (kind === null) return err('kind-unknown')
    if (!waitsForWord(parts.documents.kinds, kind)) return err('kind-waits-for-nothing')
    const wish = { kind, note: saidCell(cells, 'note'), lastDay: lastDay.value }
    return ok({
      ...{ whom: { number: number.value }, same: keyOf(number.value, kind), said: saidOf(wish) },
      keyOf: personId => keyOf(personId, kind),
      write: async (tx, about, former, by, now) =>
        about && giveApproval(tx, { ...wish, about, replaces: former?.id ?? null }, by, now),
    })
  },
}
