import { readAddress } from '../../mail/mail.ts'
import type { PersonId } from '../../records/records.ts'
import { type AccountOfPersonParts, accountRowOf } from '../accounts/account-of-person.ts'

/**
 * The addresses at which a person is surely reached: the mailbox that the university's data knows, and that of the person's account here,
 * which a letter has proven. Both, for an account is made by whoever knows a document. Rejects when the data does not answer.
 */
export async function provenMail(parts: AccountOfPersonParts, personId: PersonId): Promise<readonly string[]> {
  const { records, seals } = parts
  const person = await records.person(personId)
  if (!person) return []
  const found: string[] = []
  if (person.mail) found.push(person.mail)
  const account = await accountRowOf(parts, person)
  if (account) found.push(seals.open(`mail ${account.account_id}`, account.mail))
  const addresses = found.flatMap(text => {
    const address = readAddress(text.trim())
    return address.ok ? [address.value] : []
  })
  return [...new Map(addresses.map(address => [address.toLowerCase(), address])).values()]
}
