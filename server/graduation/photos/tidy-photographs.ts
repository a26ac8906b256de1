import type { ImportParts } from '../imports/import-rows.ts'

const DAY_MS = 24 * 3_600_000
/** So long an entry stays that no file of the register has any more, and a photograph that nobody has. */
export const KEPT_DAYS = 400
const AT_ONCE = 200

/** Takes away photographs in whose place others have come, those of the pool that are old, and entries that are, with theirs: the file first, then its row. */
export async function tidyPhotographs({
  db,
  content,
  now,
}: Pick<ImportParts, 'db' | 'content' | 'now'>): Promise<void> {
  const before = new Date(now().getTime() - KEPT_DAYS * DAY_MS)
  for (;;) {
    const rows = await db
      .selectFrom('photograph')
      .leftJoin('enrolment', 'enrolment.enrolment_id', 'photograph.enrolment_id')
      .select(['photo_id', 'sha256'])
      .where(either =>
        either.or([
          either('gone_at', 'is not', null),
          either('last_said_at', '<', before),
          either.and([either('photograph.enrolment_id', 'is', null), either('kept_at', '<', before)]),
        ]),
      )
      .limit(AT_ONCE)
      .execute()
    for (const { photo_id: photoId, sha256 } of rows) {
      await content.remove(sha256)
      await db.deleteFrom('photograph').where('photo_id', '=', photoId).execute()
    }
    if (rows.length < AT_ONCE) break
  }
  await db.deleteFrom('enrolment').where('last_said_at', '<', before).execute()
}
