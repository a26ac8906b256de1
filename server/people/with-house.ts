import type { Person, Records } from '../records/records.ts'
import type { Db } from './acted.ts'
import { houseFactsOf } from './house-facts.ts'
import type { LostCards } from './lost-cards.ts'

/**
 * The university's data with what the house has written down beside it: a card that the house refuses is lost, and every person comes with
 * the holds and approvals of the house. Whoever asks for people asks here.
 */
export function withHouse(
  records: Records,
  { db, lostCards, today }: { readonly db: Db; readonly lostCards: LostCards; readonly today: () => string },
): Records {
  const add = async (person: Person): Promise<Person> => ({
    ...person,
    house: await houseFactsOf(db, person.personId, today()),
  })
  const addToAll = (people: readonly Person[]) => Promise.all(people.map(add))
  return {
    personOfCard: async uid => {
      const found = await records.personOfCard(uid)
      if (!found) return null
      return {
        person: await add(found.person),
        lost: found.lost || (await lostCards.isLost(uid, found.person.personId)),
      }
    },
    peopleOfIdNumber: async number => addToAll(await records.peopleOfIdNumber(number)),
    peopleOfNumber: async number => addToAll(await records.peopleOfNumber(number)),
    person: async personId => {
      const person = await records.person(personId)
      return person && add(person)
    },
    studyRecord: personId => records.studyRecord(personId),
  }
}
