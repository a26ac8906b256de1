import type { Logger } from 'pino'
import { cardUidSchema } from '../../src/contract/ids.ts'
import { FOUND_MAX, type FoundPerson } from '../../src/contract/people-api.ts'
import type { Fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { aboutPerson } from '../people/people.ts'
import { askRecords, type Lookup, type Person, type Records } from '../records/records.ts'

export interface FindParts {
  readonly lookup: Lookup
  readonly records: Pick<Records, 'personOfCard'>
  readonly log: Logger
}

export interface FindWish {
  readonly by: 'number' | 'name' | 'card'
  readonly search: string
}

/** A single sign of a name fits thousands. */
const NAME_SIGNS = 2

/** A person of a list: masked, as everywhere. */
export const foundPerson = (person: Person): FoundPerson => ({
  ...aboutPerson(person),
  ...{ group: person.group, college: person.college, status: person.status },
})

/** What was typed or scanned: full-width digits as digits, no blanks about it. */
export const typed = (text: string): string => text.normalize('NFKC').trim()

/** The number of a card as rows have it: upper-case hex, however it was grouped; null where it is none. */
export function cardNumber(text: string): string | null {
  const read = cardUidSchema.safeParse(
    typed(text)
      .toUpperCase()
      .replaceAll(/[\s:.-]/g, ''),
  )
  return read.success ? read.data : null
}

/** People by what is known of them, twenty at most. Refuses as the records do. */
export async function findPeople(
  { lookup, records, log }: FindParts,
  { by, search }: FindWish,
): Promise<Result<{ people: FoundPerson[]; hasMore: boolean }, Fault | 'name-too-short' | 'no-card-number'>> {
  const said = typed(search)
  const uid = by === 'card' ? cardNumber(search) : ''
  if (uid === null) return err('no-card-number')
  if (by === 'name' && [...said].length < NAME_SIGNS) return err('name-too-short')
  const found = await askRecords({ log }, async () => {
    if (by === 'card') return ok([(await records.personOfCard(uid))?.person].filter(one => one !== undefined))
    return ok(await (by === 'number' ? lookup.registersOfNumber(said) : lookup.peopleOfName(said, FOUND_MAX + 1)))
  })
  if (!found.ok) return found
  return ok({ people: found.value.slice(0, FOUND_MAX).map(foundPerson), hasMore: found.value.length > FOUND_MAX })
}
