import type { Transaction } from 'kysely'
import type { Tables } from '../../ground/store/tables.ts'

/**
 * Ties a photograph of the pool to an enrolment that has none of its kind, and ends what others have said of it. False, and nothing is done, where
 * it is somebody's by now or the enrolment has one. Holds both rows until `tx` is through.
 */
export async function tiePhoto(
  tx: Transaction<Tables>,
  { photoId, enrolmentId, claimId, now }: { photoId: string; enrolmentId: string; claimId: string | null; now: Date },
): Promise<boolean> {
  const enrolment = await tx
    .selectFrom('enrolment')
    .select('enrolment_id')
    .where('enrolment_id', '=', enrolmentId)
    .forUpdate()
    .executeTakeFirst()
  const photo = await tx
    .selectFrom('photograph')
    .select(['kind'])
    .where('photo_id', '=', photoId)
    .where('enrolment_id', 'is', null)
    .where('kept_at', 'is not', null)
    .where('gone_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!enrolment || !photo) return false
  const there = await tx
    .selectFrom('photograph')
    .select('photo_id')
    .where('enrolment_id', '=', enrolmentId)
    .where('kind', '=', photo.kind)
    .where('kept_at', 'is not', null)
    .where('gone_at', 'is', null)
    .executeTakeFirst()
  if (there) return false
  await tx
    .updateTable('photograph')
    .set({ enrolment_id: enrolmentId, pooled_because: null })
    .where('photo_id', '=', photoId)
    .execute()
  await tx
    .updateTable('photograph_claim')
    .set({ state: 'overtaken', decided_at: now })
    .where('state', '=', 'waiting')
    .where(either => either.or([either('photo_id', '=', photoId), either('enrolment_id', '=', enrolmentId)]))
    .where('claim_id', '!=', claimId ?? '')
    .execute()
  return true
}
