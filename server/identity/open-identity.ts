import type { Ground } from '../ground/ground.ts'
import type { Room } from '../ground/room.ts'
import type { Records } from '../records/records.ts'
import { findPerson } from './find-person.ts'
import type { Identity } from './identity.ts'
import type { IDENTITY } from './identity-plan.ts'
import { createVisits } from './visits.ts'

export function openIdentity(
  { db, clock }: Ground,
  { records }: { readonly records: Records },
): Room<Identity, typeof IDENTITY> {
  return { doors: { visits: createVisits(db, clock), find: means => findPerson(records, means) }, handlers: {} }
}
