import { err, ok } from '../../../../src/result.ts'
import type { PeopleDb } from '../../../people/people.ts'
import { cardNumber } from '../../find-people.ts'
import type { KindOfList, KindParts, Standing } from './kind-of-list.ts'
import { isRounded, plainCell, saidCell } from './read-cells.ts'

const TABLE = { name: 'lost_card', id: 'lost_card_id', endedAt: 'found_at', writtenDown: 'lost-card' } as const

/** Cards that the house refuses by their number. */
async function standing(db: PeopleDb, whom: readonly string[], { lostCards }: KindParts) {
  const marks = whom.map(uid => lostCards.markOf(uid))
  const rows = await db
    .selectFrom('lost_card')
    .select(['lost_card_id', 'card_mark'])
    .where('card_mark', 'in', marks)
    .where('found_at', 'is', null)
    .execute()
  const ids = new Map(rows.map(row => [row.card_mark, row.lost_card_id]))
  return new Map<string, Standing>(
    whom.flatMap((uid, at) => {
      const id = ids.get(marks[at] ?? '')
      return id === undefined ? [] : [[uid, { id, said: {} }]]
    }),
  )
}

const cardsOf = (isFound: boolean): KindOfList => ({
  ...{ ends: isFound, standing, table: TABLE },
  end: (tx, id, by, now, { lostCards }) => lostCards.found(tx, id, by, now),
  read: (cells, { lostCards }) => {
    if (isRounded(plainCell(cells, 'card'))) return err('rounded')
    const uid = cardNumber(cells('card'))
    if (uid === null) return err('no-card')
    const reason = saidCell(cells, 'reason')
    if (!isFound && reason === '') return err('no-reason')
    return ok({
      ...{ whom: { card: uid }, same: uid, said: {}, keyOf: () => uid },
      write: async (tx, about, former, by, now) =>
        isFound
          ? former && lostCards.found(tx, former.id, by, now)
          : lostCards.report(tx, { uid, about, reason }, by, now),
    })
  },
})

export const LOST_CARDS: KindOfList = cardsOf(false)
export const FOUND_CARDS: KindOfList = cardsOf(true)
