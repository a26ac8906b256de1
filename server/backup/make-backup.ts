import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql, type Transaction } from 'kysely'
import { err, ok, type Result } from '../../src/result.ts'
import type { Ground } from '../ground/ground.ts'
import type { MigrationSteps } from '../ground/store/migrate.ts'
import type { Tables } from '../ground/store/tables.ts'
import { FORMAT, MANIFEST_FILE, type Manifest, SIGNATURE_FILE } from './manifest.ts'
import { columnsOf, leftOut, plainValues, quoted } from './tables-of-house.ts'
import { copyMeasured, toDisk, writeLines } from './write-parts.ts'

const ROWS_AT_ONCE = 500

export interface MakeBackupParts extends Pick<Ground, 'db' | 'clock' | 'house' | 'serverKey'> {
  readonly storeFolder: string
  /** Of every room. */
  readonly tables: readonly string[]
  readonly steps: MigrationSteps
  readonly journalIds: () => Promise<readonly string[]>
}

export type BackupRefusal = 'not-empty' | 'stopped'

/**
 * Writes everything that the house keeps into an empty folder, as it was at one moment, while the house goes on. The manifest comes last: a
 * folder without it is none. Files of documents are added to the store before their rows and never changed, so each that a row of that
 * moment names is there.
 */
export async function makeBackup(
  parts: MakeBackupParts,
  folder: string,
  run: { readonly signal: AbortSignal; progress(line: string): void },
): Promise<Result<Manifest, BackupRefusal>> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 0) return err('not-empty')
  const made = await write(parts, folder, run).catch(async error => {
    await emptied(folder)
    throw error
  })
  if (!made.ok) await emptied(folder)
  return made
}

const emptied = async (folder: string) => {
  for (const one of await readdir(folder)) await rm(join(folder, one), { recursive: true, force: true })
}

async function write(
  parts: MakeBackupParts,
  folder: string,
  { signal, progress }: { readonly signal: AbortSignal; progress(line: string): void },
): Promise<Result<Manifest, BackupRefusal>> {
  const { db, clock, house, serverKey, steps, storeFolder } = parts
  const manifest: Manifest = {
    ...{ format: FORMAT, madeAt: new Date(clock.now()).toISOString(), house: house.name.zh, version: 0, steps: [] },
    ...{ tables: [], leftOut: [], sequences: [], files: { sha256: '', bytes: 0, count: 0, totalBytes: 0 } },
    damaged: [],
    // Before the moment of the tables: what begins behind it stands in the journal of later.
    erasures: [...(await parts.journalIds())],
  }
  await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async tx => {
      await plainValues(tx)
      const version = await sql<{
        version: number
      }>`select max(version)::integer as version from schema_version`.execute(tx)
      manifest.version = version.rows[0]?.version ?? 0
      manifest.steps = steps.slice(0, manifest.version).flatMap(step => step.map(({ name }) => name))
      for (const table of [...parts.tables, 'schema_version'].toSorted()) {
        if (signal.aborted) return
        if (leftOut(table)) {
          manifest.leftOut.push(table)
          continue
        }
        const columns = (await columnsOf(tx, table)).map(({ name }) => name)
        let rows = 0
        const counted = async function* () {
          for await (const row of rowsOf(tx, table, columns)) {
            rows += 1
            yield JSON.stringify(row)
          }
        }
        const part = await writeLines(join(folder, 'tables', `${table}.ndjson.gz`), counted())
        manifest.tables.push({ name: table, columns, rows, ...part })
        progress(`${table}: ${rows}`)
      }
      manifest.sequences = await sequencesOf(tx)
    })
  const listed: string[] = []
  let totalBytes = 0
  for await (const { path, sha256 } of storedFiles(join(storeFolder, 'files'))) {
    if (signal.aborted) break
    const copied = await copyMeasured(path, join(folder, 'files', sha256.slice(0, 2), sha256), 0o440).catch(error => {
      // Taken away meanwhile: the draft of somebody, which no row of a document in force names.
      if (isMissing(error)) return null
      throw error
    })
    if (copied === null) continue
    if (copied.sha256 !== sha256) {
      // Not what was issued: it is said, and nothing is kept that would pass for it.
      await rm(join(folder, 'files', sha256.slice(0, 2), sha256), { force: true })
      manifest.damaged.push(sha256)
      continue
    }
    listed.push(JSON.stringify({ sha256, bytes: copied.bytes }))
    totalBytes += copied.bytes
  }
  if (signal.aborted) return err('stopped')
  const part = await writeLines(join(folder, 'files.ndjson.gz'), linesOf(listed))
  manifest.files = { ...part, count: listed.length, totalBytes }
  const text = `${JSON.stringify(manifest, null, 1)}\n`
  const { publicKey, fingerprint } = serverKey
  const signature = `${JSON.stringify({ publicKey, fingerprint, signature: serverKey.sign(text) })}\n`
  for (const [name, content] of [
    [SIGNATURE_FILE, signature],
    [MANIFEST_FILE, text],
  ] as const) {
    await writeFile(join(folder, name), content, { mode: 0o600 })
    await toDisk(join(folder, name))
  }
  return ok(manifest)
}

async function* linesOf(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}

/** Each row as the texts of its values. */
async function* rowsOf(
  tx: Transaction<Tables>,
  table: string,
  columns: readonly string[],
): AsyncGenerator<readonly (string | null)[]> {
  const values = columns.map(name => `${quoted(name)}::text`).join(', ')
  const cursor = 'backup_rows'
  await sql
    .raw(`declare ${cursor} no scroll cursor for select array[${values}] as row_values from ${quoted(table)}`)
    .execute(tx)
  for (;;) {
    const { rows } = await sql
      .raw<{ row_values: (string | null)[] }>(`fetch ${ROWS_AT_ONCE} from ${cursor}`)
      .execute(tx)
    for (const row of rows) yield row.row_values
    if (rows.length < ROWS_AT_ONCE) break
  }
  await sql.raw(`close ${cursor}`).execute(tx)
}

/** Numbers that were given out stay given out, also where their rows are gone. */
async function sequencesOf(tx: Transaction<Tables>): Promise<Manifest['sequences']> {
  const { rows } = await sql<{ table: string; column: string; sequence: string }>`
    select c.relname as table, a.attname as column, s.oid::regclass::text as sequence
    from pg_class s join pg_depend d on d.objid = s.oid and d.deptype in ('i', 'a') and d.classid = 'pg_class'::regclass
    join pg_class c on c.oid = d.refobjid join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
    where s.relkind = 'S' and c.relnamespace = current_schema()::regnamespace order by 1`.execute(tx)
  const found: Manifest['sequences'] = []
  for (const { table, column, sequence } of rows) {
    const last = await sql
      .raw<{ last: string }>(`select case when is_called then last_value else 0 end::text as last from ${sequence}`)
      .execute(tx)
    found.push({ table, column, last: last.rows[0]?.last ?? '0' })
  }
  return found
}

export async function* storedFiles(folder: string): AsyncGenerator<{ readonly path: string; readonly sha256: string }> {
  for (const part of await listed(folder))
    for (const sha256 of await listed(join(folder, part)))
      if (/^[0-9a-f]{64}$/.test(sha256)) yield { path: join(folder, part, sha256), sha256 }
}

async function listed(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).toSorted()
  } catch (error) {
    if (isMissing(error) || (error instanceof Error && 'code' in error && error.code === 'ENOTDIR')) return []
    throw error
  }
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'
