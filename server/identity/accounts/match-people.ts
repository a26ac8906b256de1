import type { Logger } from 'pino'
import { ok } from '../../../src/result.ts'
import { sameName } from '../../../src/rules/names.ts'
import { askRecords, type PersonId, type Records } from '../../records/records.ts'
import type { RealName } from './real-name.ts'

/**
 * Whom the university's data knows by a document and the name on it, once for each register: never by the name alone, and by no number
 * under another name. None: the registry has to say a word. Null when the data cannot be asked.
 */
export async function matchPeople(
  parts: { readonly records: Pick<Records, 'peopleOfIdNumber'>; readonly log: Logger },
  { idType, number, name }: RealName,
): Promise<readonly PersonId[] | null> {
  const people = await askRecords(parts, async () => ok(await parts.records.peopleOfIdNumber(number)))
  if (!people.ok) return null
  return people.value
    .filter(person => person.idType === undefined || person.idType === null || person.idType === idType)
    .filter(({ nameZh, nameEn }) => sameName(name, nameZh) || sameName(name, nameEn))
    .map(({ personId }) => personId)
}
