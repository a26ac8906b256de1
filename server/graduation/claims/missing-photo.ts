import type { Situation } from '../../../src/graduation/problem.ts'
import type { Db, EnrolmentRow } from '../register/enrolment-rows.ts'
import type { GraduationSeals } from '../seals.ts'
import { nearPhotos } from './pool-photos.ts'

/** What the house knows of a graduation photograph that is not there (graduation.md, 4: P3a to P3c). */
export interface MissingPhoto {
  readonly capture: Situation['capture']
  /** When graduation photographs last came from a collector; null where none ever have. */
  readonly lastDeliveredAt: Date | null
}

/**
 * `delivered`: one lies in the pool that may be the person's. `taken`: the register has a capture code, with which somebody is photographed, and the
 * collector has not delivered. `never`: not even that.
 */
export async function missingPhoto(
  db: Db,
  seals: Pick<GraduationSeals, 'openIdNumber' | 'openTold'>,
  row: EnrolmentRow,
): Promise<MissingPhoto> {
  const last = await db
    .selectFrom('graduation_import')
    .select('ended_at')
    .where('kind', '=', 'photographs')
    .where('photo_kind', '=', 'graduation')
    .where('state', '=', 'taken')
    .orderBy('ended_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const near = await nearPhotos(db, seals, row)
  const capture = near.length > 0 ? 'delivered' : row.capture_code === '' ? 'never' : 'taken'
  return { capture, lastDeliveredAt: last?.ended_at ?? null }
}
