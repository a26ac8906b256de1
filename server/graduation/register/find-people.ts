import type { Lookup } from '../../records/records.ts'
import type { RegisterRow } from './read-register.ts'

/** Whom the university's data knows by a student number: with the identity number that a row says, if anybody has it. */
export type Known = 'nobody' | { readonly personId: string; readonly idNumber: string | null }

/** Questions to the university's data at the same time. */
const AT_ONCE = 64

/** Asks the university's data for everybody of a batch, by student number. Rejects when it does not answer. */
export async function findPeople(
  { registersOfNumber }: Pick<Lookup, 'registersOfNumber'>,
  rows: readonly RegisterRow[],
): Promise<ReadonlyMap<string, Known>> {
  const asked = rows.flatMap(({ said }) => (said.ok ? [said.value] : []))
  const known = new Map<string, Known>()
  for (let from = 0; from < asked.length; from += AT_ONCE)
    await Promise.all(
      asked.slice(from, from + AT_ONCE).map(async ({ studentNumber, idNumber }) => {
        const people = await registersOfNumber(studentNumber)
        const one = people.find(person => person.idNumber?.toUpperCase() === idNumber) ?? people[0]
        known.set(
          studentNumber,
          one ? { personId: one.personId, idNumber: one.idNumber?.toUpperCase() ?? null } : 'nobody',
        )
      }),
    )
  return known
}
