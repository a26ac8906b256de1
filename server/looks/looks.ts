import type { Transaction } from 'kysely'
import type { LookedAt } from '../../src/contract/looks-api.ts'
import type { Role } from '../../src/rules/staff-roles.ts'
import { randomId } from '../ground/random-id.ts'
import type { Tables } from '../ground/store/tables.ts'
import { audit } from './looks-audit.ts'

export { LOOKED_AT, type LookedAt } from '../../src/contract/looks-api.ts'

/** That somebody of staff uncovers what is masked of a person. */
export interface LookTaken {
  readonly personId: string
  readonly by: { readonly staffId: string; readonly role: Role }
  readonly what: readonly LookedAt[]
  /** Why, in one line. The person reads it: nothing of anybody else belongs there. */
  readonly reason: string
}

const REASON_CHARACTERS_MAX = 300

/**
 * Writes a look down, with its audit event, before anything is shown: the person finds it on the portal, with when, why and as what the one
 * who looked works here. Call it in the transaction in which the unmasking is decided, and show nothing where that does not come through.
 */
export async function noteLook(tx: Transaction<Tables>, look: LookTaken, now: Date): Promise<string> {
  const { personId, by, what } = look
  const reason = [
    ...look.reason
      .toWellFormed()
      .replaceAll(/\p{Cc}+/gu, ' ')
      .trim(),
  ]
    .slice(0, REASON_CHARACTERS_MAX)
    .join('')
  if (what.length === 0 || reason === '') throw new Error('a look says at what, and why')
  const lookId = randomId()
  await tx
    .insertInto('look')
    .values({
      ...{ look_id: lookId, person_id: personId, staff_id: by.staffId, role: by.role, reason, at: now },
      what: JSON.stringify([...new Set(what)]),
    })
    .execute()
  const detail = { by: by.staffId, role: by.role, what: what.join(' ') }
  await audit(tx, now, { event: 'person-uncovered', subject: lookId, terminalId: null, detail })
  return lookId
}
