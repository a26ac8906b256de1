import type { EnrolmentEntry, EnrolmentId, EnrolmentIdType } from './enrolment.ts'
import { nameKey, numberKey } from './plain-key.ts'

/** Whom an account says it is of. */
export interface AccountOf<Owner> {
  readonly owner: Owner
  readonly idType: EnrolmentIdType
  readonly idNumber: string
  readonly name: string
}

/** An enrolment of the register, and the account that it is tied to already. */
export interface Matchable<Owner> extends Pick<EnrolmentEntry, 'idType' | 'idNumber' | 'name'> {
  readonly enrolmentId: EnrolmentId
  readonly takenBy: Owner | null
}

/**
 * What an account finds in the register: nothing (P1), one enrolment, several of which the person chooses (P10), or only what belongs to
 * another account (P2). Whose it is, and whether the number alone was right, nobody is told.
 */
export type Match =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly enrolmentId: EnrolmentId }
  | { readonly kind: 'several'; readonly enrolmentIds: readonly EnrolmentId[] }
  | { readonly kind: 'taken'; readonly enrolmentIds: readonly EnrolmentId[] }

/** Matches by kind of paper, number and name together (graduation.md, 3.3): one of them that differs, and nothing is found. */
export function matchAccount<Owner>(account: AccountOf<Owner>, entries: readonly Matchable<Owner>[]): Match {
  const [name, number] = [nameKey(account.name), numberKey(account.idNumber)]
  // An empty number is nobody's, however many entries have none.
  const found =
    number === ''
      ? []
      : entries.filter(
          entry =>
            entry.idType === account.idType && numberKey(entry.idNumber) === number && nameKey(entry.name) === name,
        )
  const idsOf = (some: readonly Matchable<Owner>[]) => some.map(({ enrolmentId }) => enrolmentId)
  const own = idsOf(found.filter(({ takenBy }) => takenBy === null || takenBy === account.owner))
  const [first, ...more] = own
  if (first !== undefined)
    return more.length === 0 ? { kind: 'one', enrolmentId: first } : { kind: 'several', enrolmentIds: own }
  return found.length === 0 ? { kind: 'none' } : { kind: 'taken', enrolmentIds: idsOf(found) }
}
