import type { Db, EnrolmentRow } from '../register/enrolment-rows.ts'

/** An enrolment, where it is one of the person's own. */
export const ownEnrolment = (
  db: Db,
  enrolmentId: string,
  personIds: readonly string[],
): Promise<EnrolmentRow | undefined> =>
  db
    .selectFrom('enrolment')
    .selectAll()
    .where('enrolment_id', '=', enrolmentId)
    .where('person_id', 'in', [...personIds])
    .executeTakeFirst()

export async function hasGraduationPhoto(db: Db, enrolmentId: string): Promise<boolean> {
  const row = await db
    .selectFrom('photograph')
    .select('photo_id')
    .where('enrolment_id', '=', enrolmentId)
    .where('kind', '=', 'graduation')
    .where('kept_at', 'is not', null)
    .where('gone_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether a photograph is nobody's still. */
export async function isPooled(db: Db, photoId: string): Promise<boolean> {
  const row = await db
    .selectFrom('photograph')
    .select('photo_id')
    .where('photo_id', '=', photoId)
    .where('enrolment_id', 'is', null)
    .where('kept_at', 'is not', null)
    .where('gone_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}
