import { audit } from '../graduation-audit.ts'
import type { ImportParts, ImportRow } from '../imports/import-rows.ts'
import type { StillAtIt } from '../register/check-register.ts'
import { judgePhotos } from './judge-photos.ts'
import { keepPhotos, removeUnkept } from './keep-photos.ts'
import { type LookedAt, lookAgain, lookAtAll } from './look-at-photo.ts'
import { PhotoSourceProblem } from './photo-file.ts'
import type { PhotoReportRow } from './photo-report.ts'
import { type PhotoBatch, photoBatches } from './work-through-photos.ts'

/**
 * Carries an import of photographs out. Before the first counts all are looked at again: if any would be somebody else's than was reported, nothing
 * counts and it is reported anew. After a stop it goes on where it was; what was written of a batch that did not come to its end goes first.
 */
export async function takePhotos(parts: ImportParts, row: ImportRow, stillAtIt: StillAtIt): Promise<void> {
  const { db, now } = parts
  const ours = db.updateTable('graduation_import').where('import_id', '=', row.import_id)
  let hasBegun = row.state === 'taking'
  try {
    if (row.state === 'to-take') {
      if (!(await isAsReported(parts, row, stillAtIt))) {
        await ours.set({ state: 'to-check', has_changed: true, taken_by: null }).execute()
        return
      }
      await ours.set({ state: 'taking', has_changed: false }).execute()
      hasBegun = true
    }
    await writeAll(parts, row, stillAtIt)
  } catch (error) {
    // Before anything counts it may be looked through anew; behind that the same photographs must be put back where they lay.
    if (!(error instanceof PhotoSourceProblem) || hasBegun) throw error
    await ours.set({ state: 'refused', refusal: error.refusal, ended_at: now() }).execute()
  }
}

type ReportedRows = ReadonlyMap<number, PhotoReportRow>

async function reportedOf({ db }: ImportParts, importId: string, { fromLine }: PhotoBatch): Promise<ReportedRows> {
  const part = await db
    .selectFrom('graduation_report')
    .select('rows')
    .where('import_id', '=', importId)
    .where('from_line', '=', fromLine)
    .executeTakeFirst()
  const rows = part ? (JSON.parse(part.rows) as PhotoReportRow[]) : []
  return new Map(rows.map(one => [one.line, one]))
}

const isDue = (row: PhotoReportRow | undefined): row is PhotoReportRow =>
  row !== undefined && (row.outcome === 'new' || row.outcome === 'changed' || row.outcome === 'pooled')

/** What came of both; it rejects when both have ended. */
async function bothEnded<A, B>(a: Promise<A>, b: Promise<B>): Promise<readonly [A, B]> {
  await Promise.allSettled([a, b])
  return [await a, await b]
}

async function isAsReported(parts: ImportParts, row: ImportRow, stillAtIt: StillAtIt): Promise<boolean> {
  for await (const batch of photoBatches(row)) {
    const reported = await reportedOf(parts, row.import_id, batch)
    const looked = []
    for (const { file, line, named } of batch.files)
      if (isDue(reported.get(line))) looked.push(await lookAgain(file, line, named))
    const judged = await judgePhotos(parts.db, parts.seals, row.photo_kind ?? 'graduation', looked)
    if (judged.some(one => one.mark !== reported.get(one.looked.line)?.mark)) return false
    await stillAtIt(0)
  }
  return true
}

async function writeAll(parts: ImportParts, row: ImportRow, stillAtIt: StillAtIt): Promise<void> {
  const { db, seals, now } = parts
  const { import_id: importId } = row
  const kind = row.photo_kind ?? 'graduation'
  const look = { maker: parts.makePhotos(), kind, today: parts.today(), isTrial: false }
  let left = row.rows_left
  const keep = async (batch: PhotoBatch, reported: ReportedRows, looked: readonly LookedAt[]) => {
    const judged = await judgePhotos(db, seals, kind, looked)
    const due = judged.filter(({ looked, mark }) => looked.photo !== null && mark === reported.get(looked.line)?.mark)
    left += judged.length - due.length
    await keepPhotos(parts, { importId, kind, toLine: batch.toLine, left }, due)
    await stillAtIt(batch.files.length)
  }
  await removeUnkept(parts, importId)
  let keeping: Promise<void> = Promise.resolve()
  try {
    for await (const batch of photoBatches(row, row.taken_line)) {
      const reported = await reportedOf(parts, importId, batch)
      const due = batch.files.filter(({ line }) => isDue(reported.get(line)))
      // While some wait for the disk the next are made anew; what one batch is judged by, the one before has written by then.
      const [looked] = await bothEnded(lookAtAll(look, due), keeping)
      keeping = keep(batch, reported, looked)
      keeping.catch(() => undefined)
    }
    await keeping
  } finally {
    await keeping.catch(() => undefined)
    look.maker.close()
  }
  await db.transaction().execute(async tx => {
    const columns = { state: 'taken', ended_at: now(), place: null } as const
    await tx.updateTable('graduation_import').set(columns).where('import_id', '=', importId).execute()
    const counts = {
      new: row.rows_new,
      changed: row.rows_changed,
      pooled: row.rows_pooled,
      leftOut: row.rows_bad,
      left,
    }
    const detail = { by: row.taken_by, kind, ...counts }
    await audit(tx, now(), { event: 'photographs-imported', subject: importId, terminalId: null, detail })
  })
}
