import type { ImportParts, ImportRow } from '../imports/import-rows.ts'
import type { StillAtIt } from '../register/check-register.ts'
import { judgePhotos, reportPhoto } from './judge-photos.ts'
import { lookAtAll } from './look-at-photo.ts'
import { PhotoSourceProblem } from './photo-file.ts'
import type { PhotoOutcome } from './photo-report.ts'
import { photoBatches } from './work-through-photos.ts'

/** Looks photographs through and keeps what each would do; nothing else changes. */
export async function checkPhotos(parts: ImportParts, row: ImportRow, stillAtIt: StillAtIt): Promise<void> {
  const { db, seals, now } = parts
  const { import_id: importId } = row
  const kind = row.photo_kind ?? 'graduation'
  const maker = parts.makePhotos()
  const counts: Record<PhotoOutcome, number> = { new: 0, changed: 0, same: 0, pooled: 0, error: 0 }
  const causes: Record<string, number> = {}
  const seen = new Set<string>()
  const isFirst = (enrolmentId: string) => {
    const first = !seen.has(enrolmentId)
    seen.add(enrolmentId)
    return first
  }
  await db.deleteFrom('graduation_report').where('import_id', '=', importId).execute()
  const ours = db.updateTable('graduation_import').where('import_id', '=', importId)
  try {
    const look = { maker, kind, today: parts.today(), isTrial: true }
    for await (const { files, fromLine, toLine } of photoBatches(row)) {
      const looked = await lookAtAll(look, files)
      const rows = (await judgePhotos(db, seals, kind, looked)).map(one => reportPhoto(one, isFirst))
      const ofPart: typeof counts = { new: 0, changed: 0, same: 0, pooled: 0, error: 0 }
      for (const { outcome, fault, pooledBecause, doubts } of rows) {
        ofPart[outcome]++
        counts[outcome]++
        const pool = outcome === 'pooled' && pooledBecause !== null ? [`pool-${pooledBecause}`] : []
        for (const cause of [...(fault === null ? [] : [fault]), ...pool, ...doubts])
          causes[cause] = (causes[cause] ?? 0) + 1
      }
      const part = { import_id: importId, from_line: fromLine, to_line: toLine, digest: '', rows: JSON.stringify(rows) }
      await db
        .insertInto('graduation_report')
        .values({ ...part, ...columnsOf(ofPart) })
        .execute()
      await stillAtIt(files.length)
    }
    const sums = { ...columnsOf(counts), causes: JSON.stringify(causes) }
    await ours.set({ ...sums, state: 'checked', checked_at: now(), refusal: null }).execute()
  } catch (error) {
    if (!(error instanceof PhotoSourceProblem)) throw error
    await ours.set({ state: 'refused', refusal: error.refusal, ended_at: now() }).execute()
  } finally {
    maker.close()
  }
}

const columnsOf = (counts: Readonly<Record<PhotoOutcome, number>>) => ({
  ...{ rows_new: counts.new, rows_changed: counts.changed, rows_same: counts.same },
  ...{ rows_pooled: counts.pooled, rows_bad: counts.error },
})
