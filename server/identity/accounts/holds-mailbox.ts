import type { Identity } from '../identity.ts'
import type { AccountRows } from './account-rows.ts'
import { matchPeople } from './match-people.ts'
import { readMail } from './sign-up-form.ts'

/** Finds out whether a mailbox has an account, and the account is the person's. */
export function createHoldsMailbox(
  parts: { readonly rows: Pick<AccountRows, 'byMail'> } & Parameters<typeof matchPeople>[0],
): Identity['holdsMailbox'] {
  return async (address, personId) => {
    const mailbox = readMail(address)
    const account = mailbox === null ? null : await parts.rows.byMail(mailbox)
    if (!account?.person) return false
    const people = await matchPeople(parts, account.person)
    return people?.some(known => known === personId) ?? false
  }
}
