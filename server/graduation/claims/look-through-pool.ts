import { audit } from '../graduation-audit.ts'
import type { ImportParts } from '../imports/import-rows.ts'
import { matchPhotos } from '../photos/match-photos.ts'
import { numbersTold } from './pool-photos.ts'
import { tiePhoto } from './tie-photo.ts'

const AT_ONCE = 100

/**
 * After a register has come it asks again of every photograph of the pool whose it is, by the rule of the import: what waited for an enrolment finds
 * it. Each remembers after which register it was asked, so that it goes on where it was stopped, and asks nothing twice.
 */
export async function lookThroughPool(
  { db, seals, now }: Pick<ImportParts, 'db' | 'seals' | 'now'>,
  signal: AbortSignal,
): Promise<void> {
  const newest = await db
    .selectFrom('graduation_import')
    .select('import_id')
    .where('kind', '=', 'register')
    .where('state', '=', 'taken')
    .orderBy('ended_at', 'desc')
    .orderBy('import_id')
    .limit(1)
    .executeTakeFirst()
  if (!newest) return
  let found = 0
  while (!signal.aborted) {
    const rows = await db
      .selectFrom('photograph')
      .select(['photo_id', 'kind', 'name', 'school', 'told', 'taken_on'])
      .where('enrolment_id', 'is', null)
      .where('kept_at', 'is not', null)
      .where('gone_at', 'is', null)
      .where('pool_looked_for', 'is distinct from', newest.import_id)
      .orderBy('photo_id')
      .limit(AT_ONCE)
      .execute()
    for (const kind of ['admission', 'graduation'] as const) {
      const some = rows.filter(row => row.kind === kind)
      const named = some.map(row => {
        const told = seals.openTold(row.photo_id, row.told)
        const { name, school, taken_on: takenOn } = row
        return { fileName: told.fileName ?? '', numbers: numbersTold(told), name, school, takenOn }
      })
      const matched = await matchPhotos(db, seals, kind, named)
      for (const [at, { photo_id: photoId }] of some.entries()) {
        const enrolmentId = matched[at]?.enrolmentId ?? null
        const isTied = await db.transaction().execute(async tx => {
          const looked = { pool_looked_for: newest.import_id }
          await tx.updateTable('photograph').set(looked).where('photo_id', '=', photoId).execute()
          return enrolmentId !== null && (await tiePhoto(tx, { photoId, enrolmentId, claimId: null, now: now() }))
        })
        if (isTied) found++
      }
    }
    if (rows.length < AT_ONCE) break
  }
  if (found === 0) return
  const event = { event: 'photographs-found-enrolments', subject: newest.import_id, terminalId: null } as const
  await db.transaction().execute(tx => audit(tx, now(), { ...event, detail: { found } }))
}
