import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import { err, ok, type Result } from '../../src/result.ts'
import { eraseAgain, type JournalEntry, type JournalTrouble, journalFiles, journalSince } from '../erasure/erasure.ts'
import { RESTORE_MARK } from '../ground/restore-mark.ts'
import type { MigrationSteps } from '../ground/store/migrate.ts'
import { makeOwnFolder, openStore, type Store } from '../ground/store/store.ts'
import { audit } from './backup-audit.ts'
import { loadTables } from './load-tables.ts'
import { storedFiles } from './make-backup.ts'
import type { Manifest } from './manifest.ts'
import { verifyBackup } from './verify-backup.ts'
import { copyMeasured, readLines, toDisk } from './write-parts.ts'

export interface RestoreParts {
  readonly clock: { now(): number }
  readonly steps: MigrationSteps
  readonly store: { readonly folder: string; readonly databaseUrl: string | null }
  /** Where the journal of erasures lies besides. */
  readonly alsoJournalTo: readonly string[]
  /** Whose backup it must be, where that is known. */
  readonly fingerprint: string | null
  /** Somebody takes it on them that nobody was erased since. */
  readonly withoutJournal: boolean
  progress(line: string): void
}

export type RestoreRefusal =
  | { readonly why: 'not-whole'; readonly wrong: readonly string[] }
  | { readonly why: 'of-another'; readonly fingerprint: string }
  | { readonly why: 'newer-program' }
  | { readonly why: 'not-empty'; readonly what: string }
  | { readonly why: 'journal'; readonly trouble: JournalTrouble }

export interface Restored {
  readonly manifest: Manifest
  readonly fingerprint: string
  /** So many are erased once more at the next start, before anybody is served. */
  readonly erasedAgain: number
}

/**
 * Brings a backup back into an empty place. Nothing is believed that was not read and compared; the rows come in one transaction with what is
 * to be erased once more, behind the files. Killed in the middle, the place bears a mark by which no server starts on it, and the same
 * restoring, given once more, begins anew.
 */
export async function restore(folder: string, parts: RestoreParts): Promise<Result<Restored, RestoreRefusal>> {
  const { store: place, steps } = parts
  const { manifest, fingerprint, wrong } = await verifyBackup(folder)
  if (!manifest || fingerprint === null || wrong.length > 0) return err({ why: 'not-whole', wrong })
  if (parts.fingerprint !== null && parts.fingerprint !== fingerprint) return err({ why: 'of-another', fingerprint })
  const names = steps.slice(0, manifest.version).flatMap(step => step.map(({ name }) => name))
  if (steps.length < manifest.version || names.join() !== manifest.steps.join()) return err({ why: 'newer-program' })
  await makeOwnFolder(place.folder)
  const mark = join(place.folder, RESTORE_MARK)
  const held = await whatIsThere(place.folder)
  const isResumed = held.includes(RESTORE_MARK)
  const files = journalFiles(place.folder, parts.alsoJournalTo)
  const others = held.filter(one => one !== RESTORE_MARK && !files.includes(join(place.folder, one)))
  if (!isResumed && others.length > 0) return err({ why: 'not-empty', what: place.folder })
  if (isResumed) for (const one of others) await rm(join(place.folder, one), { recursive: true, force: true })
  const journal = await journalSince(files, await serverSecret(folder, manifest), manifest)
  if (!journal.ok && !parts.withoutJournal) return err({ why: 'journal', trouble: journal.error })
  await writeFile(mark, `${folder}\n`, { mode: 0o600 })
  await toDisk(mark)
  const opened = await openPlace(parts, manifest, isResumed)
  if (!opened.ok) {
    await rm(mark, { force: true })
    return opened
  }
  const store = opened.value
  try {
    await copyFiles(folder, place.folder, parts.progress)
    const erasedAgain = await load(store, folder, manifest, journal.ok ? journal.value : null, parts)
    await store.close()
    await rm(mark, { force: true })
    return ok({ manifest, fingerprint, erasedAgain })
  } catch (error) {
    await store.close().catch(() => undefined)
    throw error
  }
}

async function openPlace(
  { store: { folder, databaseUrl }, steps }: RestoreParts,
  manifest: Manifest,
  isResumed: boolean,
): Promise<Result<Store, RestoreRefusal>> {
  const own = steps.slice(0, manifest.version)
  if (databaseUrl === null)
    return ok(await openStore({ kind: 'folder', folder: await made(join(folder, 'database')) }, own))
  if (!isResumed) {
    const looked = await openStore({ kind: 'postgres', databaseUrl }, [], async () => undefined)
    const { rows } = await sql<{
      isThere: boolean
    }>`select to_regclass('schema_version') is not null as "isThere"`.execute(looked.db)
    await looked.close()
    if (rows[0]?.isThere) return err({ why: 'not-empty', what: 'store.databaseUrl' })
  }
  return ok(await openStore({ kind: 'postgres', databaseUrl }, own))
}

const made = async (folder: string) => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}

async function copyFiles(from: string, to: string, progress: (line: string) => void): Promise<void> {
  let count = 0
  for await (const { path, sha256 } of storedFiles(join(from, 'files'))) {
    const copied = await copyMeasured(path, join(to, 'files', sha256.slice(0, 2), sha256), 0o440)
    if (copied.sha256 !== sha256) throw new Error(`${path} is not what it was when it was looked at`)
    count += 1
    if (count % 1_000 === 0) progress(`${count} files`)
  }
}

/** In one transaction: the rows, what is erased once more, and that it was done. */
async function load(
  { db }: Store,
  folder: string,
  manifest: Manifest,
  entries: readonly JournalEntry[] | null,
  { clock, progress }: RestoreParts,
): Promise<number> {
  return db.transaction().execute(async tx => {
    await loadTables(tx, folder, manifest)
    progress(`${manifest.tables.length} tables`)
    const now = new Date(clock.now())
    const count = await eraseAgain(tx, entries ?? [], manifest.madeAt, now)
    const detail = { madeAt: manifest.madeAt, erasedAgain: count, withJournal: entries !== null }
    const subject = manifest.files.sha256.slice(0, 32)
    await audit(tx, now, { event: 'backup-brought-back', subject, terminalId: null, detail })
    return count
  })
}

/** What the server's own key is made of, as the backup has it. */
async function serverSecret(folder: string, { tables }: Manifest): Promise<Uint8Array> {
  const columns = tables.find(({ name }) => name === 'house_secret')?.columns ?? []
  for await (const line of readLines(join(folder, 'tables', 'house_secret.ndjson.gz'))) {
    const row = z.array(z.string().nullable()).parse(JSON.parse(line))
    const secret = row[columns.indexOf('secret')]
    if (row[columns.indexOf('name')] === 'server-key' && secret) return new Uint8Array(Buffer.from(secret, 'base64'))
  }
  throw new Error('the backup has no key of the server')
}

async function whatIsThere(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).filter(one => one !== 'lost+found')
}
