import type { IdentityMeans } from '../../src/contract/terminals-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { readIdNumber } from '../../src/rules/id-number.ts'
import { sameName } from '../../src/rules/names.ts'
import type { Person, Records } from '../records/records.ts'

/** The person who holds what was shown: once for each register that an identity card opens; a campus card belongs to one. */
export async function findPerson(records: Records, means: IdentityMeans): Promise<Result<readonly Person[]>> {
  if (means.kind === 'campus-card') {
    const found = await records.personOfCard(means.uid)
    if (!found) return err(fault('card-unknown'))
    return found.lost ? err(fault('card-lost')) : ok([found.person])
  }
  const number = readIdNumber(means.idNumber)
  if (!number.ok) return err(fault('id-card-unreadable', `number: ${number.error}`))
  const people = await records.peopleOfIdNumber(number.value.number)
  if (people.length === 0) return err(fault('card-unknown'))
  // The right number under another name is for a person at the desk to settle, never to be waved through.
  const same = people.filter(({ nameZh, nameEn }) => sameName(means.name, nameZh) || sameName(means.name, nameEn))
  return same.length > 0 ? ok(same) : err(fault('card-unknown', 'the name differs'))
}
