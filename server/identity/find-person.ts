import type { IdentityMeans } from '../../src/contract/terminals-api.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { readIdNumber } from '../../src/rules/id-number.ts'
import { sameName } from '../../src/rules/names.ts'
import type { Person, Records } from '../records/records.ts'

/** The person who holds what was shown. */
export async function findPerson(records: Records, means: IdentityMeans): Promise<Result<Person>> {
  if (means.kind === 'campus-card') {
    const found = await records.personOfCard(means.uid)
    if (!found) return err(fault('card-unknown'))
    return found.lost ? err(fault('card-lost')) : ok(found.person)
  }
  const number = readIdNumber(means.idNumber)
  if (!number.ok) return err(fault('id-card-unreadable', `number: ${number.error}`))
  const person = await records.personOfIdNumber(number.value.number)
  if (!person) return err(fault('card-unknown'))
  // The right number under another name is for a person at the desk to settle, never to be waved through.
  const isSame = sameName(means.name, person.nameZh) || sameName(means.name, person.nameEn)
  return isSame ? ok(person) : err(fault('card-unknown', 'the name differs'))
}
