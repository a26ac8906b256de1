import { sql } from 'kysely'
import { type Erasing, goneBy } from '../ground/erasing.ts'

/** Takes away what the house has written down of a person, but for cards that are still lost and holds that still last. */
export const erasePeople: Erasing = {
  erase: async personIds => async tx => {
    const ids = [...personIds]
    const cards = tx.deleteFrom('lost_card').where('person_id', 'in', ids).where('found_at', 'is not', null)
    const holds = tx
      .deleteFrom('house_hold')
      .where('person_id', 'in', ids)
      // A day more than the calendar of any university may be behind this one's.
      .where(sql<boolean>`(ended_at is not null or last_day < to_char(current_date - 1, 'YYYY-MM-DD'))`)
    const approvals = tx.deleteFrom('house_approval').where('person_id', 'in', ids)
    const grants = tx.deleteFrom('granted_copies').where('person_id', 'in', ids)
    return {
      lost_card: goneBy(await cards.executeTakeFirst()),
      house_hold: goneBy(await holds.executeTakeFirst()),
      house_approval: goneBy(await approvals.executeTakeFirst()),
      granted_copies: goneBy(await grants.executeTakeFirst()),
    }
  },
}
