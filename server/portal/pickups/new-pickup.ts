import type { Kysely, Transaction } from 'kysely'
import type { Pickup, PickupId } from '../../../src/contract/pickups-api.ts'
import { randomId } from '../../ground/random-id.ts'
import type { Tables } from '../../ground/store/tables.ts'
import { audit } from '../portal-audit.ts'
import type { PickupCodes } from './pickup-codes.ts'

/** Of so many codes a new one may be like an open one; then another is drawn. */
const DRAWS_MAX = 20

/** For whom, and until when. */
export interface PickupWish {
  readonly applicationId: string
  /** By what somebody else collects; null for its owner. */
  readonly mandateId: string | null
  readonly endsAt: Date
}

/** Enters a new code and ends the one that the same person had before. Its digits are given out this once. */
export async function newPickup(
  { db, codes }: { readonly db: Kysely<Tables>; readonly codes: PickupCodes },
  at: Date,
  { applicationId, mandateId, endsAt }: PickupWish,
): Promise<{ readonly pickup: Pickup; readonly code: string }> {
  const pickupId = randomId() as PickupId
  const code = await db.transaction().execute(async tx => {
    // Of two that are made at once the later one ends the other.
    const locked = tx.selectFrom('application').select('application_id').where('application_id', '=', applicationId)
    await locked.forUpdate().executeTakeFirst()
    await tx
      .updateTable('pickup')
      .set({ ended_at: at })
      .where('application_id', '=', applicationId)
      .where('mandate_id', 'is not distinct from', mandateId)
      .where('ended_at', 'is', null)
      .execute()
    const ofWhom = { application_id: applicationId, mandate_id: mandateId }
    const drawn = await draw(tx, codes, { ...ofWhom, pickup_id: pickupId, made_at: at, ends_at: endsAt })
    await audit(tx, at, { event: 'pickup-made', subject: pickupId, terminalId: null })
    return drawn
  })
  return { code, pickup: { pickupId, state: 'open', endsAt: endsAt.toISOString(), lastUsed: null } }
}

/** Enters a code that no open one is like; returns its digits. */
async function draw(
  tx: Transaction<Tables>,
  codes: PickupCodes,
  row: {
    readonly pickup_id: PickupId
    readonly application_id: string
    readonly mandate_id: string | null
    readonly made_at: Date
    readonly ends_at: Date
  },
): Promise<string> {
  for (let time = 0; time < DRAWS_MAX; time++) {
    const drawn = codes.make()
    const entered = await tx
      .insertInto('pickup')
      .values({ ...row, code_mark: codes.markOf(drawn) })
      .onConflict(conflict => conflict.doNothing())
      .returning('pickup_id')
      .executeTakeFirst()
    if (entered) return drawn
  }
  throw new Error('every code that was drawn is in use')
}
