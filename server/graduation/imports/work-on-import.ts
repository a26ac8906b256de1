import { sql } from 'kysely'
import { checkPhotos } from '../photos/check-photos.ts'
import { takePhotos } from '../photos/take-photos.ts'
import { checkRegister } from '../register/check-register.ts'
import { takeRegister } from '../register/take-register.ts'
import { findImport, type ImportParts, type ImportRow } from './import-rows.ts'

/** Whoever is at an import and says nothing for so long is not at it any more. */
const AT_WORK_MS = 60_000
/** One register is written at a time: what one has reported must not become another thing by the other. */
const REGISTER_LOCK = 'graduation register'
/** Of several steps that follow each other. */
const STEPS_MAX = 4

class Stopped extends Error {}

export interface WorkRun {
  /** Rows of this step that are through. */
  progress(state: ImportRow['state'], rows: number): void
  readonly signal: AbortSignal
}

/** `busy`: somebody else is at it, or at another register. `stopped`: whoever has asked wants it to end; it goes on later. */
export type WorkEnd = 'over' | 'busy' | 'stopped'

/** Goes on with an import as far as it is due. Rejects with what went wrong; it stays due then. */
export async function workOnImport(parts: ImportParts, importId: string, run: WorkRun): Promise<WorkEnd> {
  const { db, now } = parts
  const until = () => new Date(now().getTime() + AT_WORK_MS)
  if (!(await claim(parts, importId, until()))) return 'busy'
  try {
    for (let step = 0; step < STEPS_MAX; step++) {
      const row = await findImport(db, importId)
      if (!row) return 'over'
      let rows = 0
      const stillAtIt = async (more: number) => {
        rows += more
        run.progress(row.state, rows)
        await db
          .updateTable('graduation_import')
          .set({ at_work_until: until() })
          .where('import_id', '=', importId)
          .execute()
        if (run.signal.aborted) throw new Stopped()
      }
      const [check, take] = row.kind === 'register' ? [checkRegister, takeRegister] : [checkPhotos, takePhotos]
      if (row.state === 'to-check') await check(parts, row, stillAtIt)
      else if (row.state === 'to-take' || row.state === 'taking') await take(parts, row, stillAtIt)
      else return 'over'
    }
    return 'over'
  } catch (error) {
    if (error instanceof Stopped) return 'stopped'
    throw error
  } finally {
    await db.updateTable('graduation_import').set({ at_work_until: null }).where('import_id', '=', importId).execute()
  }
}

async function claim({ db, now }: ImportParts, importId: string, until: Date): Promise<boolean> {
  return db.transaction().execute(async tx => {
    await sql`select pg_advisory_xact_lock(hashtext(${REGISTER_LOCK}))`.execute(tx)
    const other = await tx
      .selectFrom('graduation_import')
      .select('import_id')
      .where('import_id', '!=', importId)
      .where(either => either.or([either('state', '=', 'taking'), either('at_work_until', '>', now())]))
      .executeTakeFirst()
    if (other) return false
    const row = await tx
      .updateTable('graduation_import')
      .set({ at_work_until: until })
      .where('import_id', '=', importId)
      .where(either => either.or([either('at_work_until', 'is', null), either('at_work_until', '<', now())]))
      .returning('import_id')
      .executeTakeFirst()
    return row !== undefined
  })
}

/** Goes on with what was begun and is not over: after a stop of the server, or of whoever had begun it. */
export async function goOnWithImports(parts: ImportParts, signal: AbortSignal): Promise<void> {
  const due = await parts.db
    .selectFrom('graduation_import')
    .select('import_id')
    .where('state', 'in', ['to-check', 'to-take', 'taking'])
    .orderBy(sql`state = 'taking'`, 'desc')
    .orderBy('made_at')
    .execute()
  for (const { import_id: importId } of due) {
    if (signal.aborted) return
    try {
      await workOnImport(parts, importId, { progress: () => undefined, signal })
    } catch (error) {
      // The university's data may not have answered: it is tried again at the next turn, and no other import waits for it.
      const reason = error instanceof Error ? error.message : 'unknown'
      parts.log.error({ importId, reason }, 'an import could not be gone on with')
    }
  }
}
