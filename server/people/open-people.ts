import type { Ground } from '../ground/ground.ts'
import { houseSecret } from '../ground/house-secret.ts'
import { dayIn } from '../ground/local-day.ts'
import type { Room } from '../ground/room.ts'
import type { Lookup, Records } from '../records/records.ts'
import { erasePeople } from './erase-people.ts'
import { createGrantedCopies } from './granted-copies.ts'
import { createLostCards } from './lost-cards.ts'
import type { People } from './people.ts'
import type { PEOPLE } from './people-plan.ts'
import { createPersonKeys } from './person-keys.ts'
import { withHouse } from './with-house.ts'

/** What the house has written down, over the university's data. */
export async function openPeople(
  { db, clock, house }: Ground,
  { records }: { readonly records: Records & Lookup },
): Promise<Room<People, typeof PEOPLE>> {
  const today = () => dayIn(house.timeZone, new Date(clock.now()))
  const personKeys = createPersonKeys(await houseSecret(db, 'person-keys', new Date(clock.now())), () => clock.now())
  const lostCards = createLostCards(db, await houseSecret(db, 'cards', new Date(clock.now())))
  return {
    doors: {
      ...{ lostCards, personKeys, lookup: records, grantedCopies: createGrantedCopies(db, today) },
      records: withHouse(records, { db, lostCards, today }),
    },
    handlers: {},
    erasing: erasePeople,
  }
}
