import { sql } from 'kysely'
import { err, ok } from '../../../../src/result.ts'
import { endHold, type PeopleDb, placeHold } from '../../../people/people.ts'
import type { Cells, KindOfList, KindParts, Standing } from './kind-of-list.ts'
import { kindsIn, lastDayIn, numberIn, saidCell, saidOf } from './read-cells.ts'

/** Why a hold ended that a list changed, or that ended with its list. */
const BY_LIST = '按名单处理 By a list'
const keyOf = (personId: string, kinds: readonly string[]) => `${kinds.join(' ')}\n${personId}`
const TABLE = { name: 'house_hold', id: 'hold_id', endedAt: 'ended_at', writtenDown: 'house-hold' } as const

async function standing(db: PeopleDb, whom: readonly string[], { today }: KindParts) {
  const rows = await db
    .selectFrom('house_hold')
    .select(['hold_id', 'person_id', 'kinds', 'reason_zh', 'reason_en', 'last_day'])
    .where('person_id', 'in', [...whom])
    .where('ended_at', 'is', null)
    .where(sql<boolean>`(last_day is null or last_day >= ${today()})`)
    .orderBy('placed_at')
    .execute()
  return new Map<string, Standing>(
    rows.map(row => {
      const kinds = ((row.kinds ?? []) as string[]).toSorted()
      const { reason_zh: reason, reason_en: reasonEn, last_day: lastDay } = row
      const said = saidOf({ kinds: kinds.join(' '), reason, reasonEn, lastDay })
      return [keyOf(row.person_id, kinds), { id: row.hold_id, said }]
    }),
  )
}

/** Kinds that are held back from people: another row of the same kinds says how the former is changed. */
export const HOLDS: KindOfList = {
  ...{ ends: false, standing, table: TABLE },
  end: (tx, id, by, now) => endHold(tx, id, BY_LIST, by, now),
  read: (cells, parts) => {
    const number = numberIn(cells)
    if (!number.ok) return number
    const lastDay = lastDayIn(cells, parts)
    if (!lastDay.ok) return lastDay
    const kinds = kindsIn(cells, 'kinds', parts)
    if (!kinds.ok) return kinds
    const [zh, en] = [saidCell(cells, 'reason'), saidCell(cells, 'reasonEn')]
    if (zh === '' && en === '') return err('no-reason')
    const reason = { zh: zh || en, en: en || zh }
    const wish = { kinds: kinds.value.length === 0 ? null : kinds.value, reason, lastDay: lastDay.value }
    return ok({
      whom: { number: number.value },
      same: keyOf(number.value, kinds.value),
      said: saidOf({
        ...{ kinds: kinds.value.join(' '), reason: reason.zh, reasonEn: reason.en, lastDay: lastDay.value },
      }),
      keyOf: personId => keyOf(personId, kinds.value),
      write: async (tx, about, former, by, now) =>
        about && placeHold(tx, { ...wish, about, replaces: former?.id ?? null }, by, now),
    })
  },
}

/** Holds that are lifted: those of the same kinds, or where none are named the one of all kinds. */
export const HOLD_ENDS: KindOfList = {
  ...{ ends: true, standing, table: TABLE },
  end: (tx, id, by, now) => endHold(tx, id, BY_LIST, by, now),
  read: (cells: Cells, parts) => {
    const number = numberIn(cells)
    if (!number.ok) return number
    const kinds = kindsIn(cells, 'kinds', parts)
    if (!kinds.ok) return kinds
    const reason = saidCell(cells, 'reason')
    if (reason === '') return err('no-reason')
    return ok({
      whom: { number: number.value },
      same: keyOf(number.value, kinds.value),
      said: saidOf({ kinds: kinds.value.join(' '), reason }),
      keyOf: personId => keyOf(personId, kinds.value),
      write: async (tx, _about, former, by, now) => former && endHold(tx, former.id, reason, by, now),
    })
  },
}
