import { sql } from 'kysely'
import { err, ok } from '../../../../src/result.ts'
import { endGrant, grantCopies, type PeopleDb } from '../../../people/people.ts'
import type { KindOfList, KindParts, Standing } from './kind-of-list.ts'
import { copiesIn, kindIn, lastDayIn, numberIn, saidCell, saidOf } from './read-cells.ts'

const keyOf = (whom: string, kind: string | null, reason: string, counted: string) =>
  `${kind ?? ''}\n${reason}\n${counted}\n${whom}`
const TABLE = { name: 'granted_copies', id: 'grant_id', endedAt: 'ended_at', writtenDown: 'granted-copies' } as const

async function standing(db: PeopleDb, whom: readonly string[], { today }: KindParts) {
  const rows = await db
    .selectFrom('granted_copies')
    .select(['grant_id', 'counts_with', 'person_id', 'kind', 'copies', 'reason', 'raises', 'last_day'])
    .where('person_id', 'in', [...whom])
    .where('ended_at', 'is', null)
    .where(sql<boolean>`(last_day is null or last_day >= ${today()})`)
    .orderBy('granted_at')
    .execute()
  return new Map<string, Standing>(
    rows.map(row => {
      const { kind, copies, reason, last_day: lastDay } = row
      const said = saidOf({ kind, copies, reason, lastDay })
      const countsWith = row.counts_with ?? row.grant_id
      return [keyOf(row.person_id, kind, reason, row.raises ?? ''), { id: row.grant_id, countsWith, said }]
    }),
  )
}

/** Copies for a reason: another row of the same kind and reason says how the former are changed. A waiver has a count of its own. */
const copiesOf = (isWaiver: boolean): KindOfList => ({
  ...{ ends: false, standing, table: TABLE },
  end: (tx, id, by, now) => endGrant(tx, id, by, now),
  read: (cells, parts) => {
    const number = numberIn(cells)
    if (!number.ok) return number
    const day = lastDayIn(cells, parts)
    if (!day.ok) return day
    const lastDay = day.value
    if (isWaiver && lastDay === null) return err('no-day')
    const found = kindIn(cells, parts)
    if (!found.ok) return found
    const kind = found.value
    const copies = copiesIn(cells)
    if (!copies.ok) return copies
    const reason = saidCell(cells, 'reason')
    if (reason === '') return err('no-reason')
    // What raises a count raises it for all that is counted there.
    const { countsByKind, runningCount } = parts.orders
    if (!isWaiver && countsByKind && kind === null) return err('kind-needed')
    if (!isWaiver && !countsByKind && kind !== null) return err('kind-not-counted')
    const raises = (personId: string) => (isWaiver ? '' : runningCount(personId, kind ?? ''))
    return ok({
      whom: { number: number.value },
      same: keyOf(number.value, kind, reason, ''),
      said: saidOf({ kind, copies: copies.value, reason, lastDay }),
      keyOf: personId => keyOf(personId, kind, reason, raises(personId)),
      write: async (tx, about, former, by, now) => {
        if (about === null) return null
        const counts = isWaiver && lastDay !== null ? { lastDay } : { raises: raises(about.personId), lastDay }
        const goesOn = { replaces: former?.id ?? null, countsWith: (isWaiver && former?.countsWith) || null }
        return grantCopies(tx, { about, kind, copies: copies.value, reason, counts, ...goesOn }, by, now)
      },
    })
  },
})

export const WAIVERS: KindOfList = copiesOf(true)
export const FREE_COPIES: KindOfList = copiesOf(false)
