import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { kept } from './kept.ts'

/**
 * A new database in memory. What makes one (`initdb`) takes seconds of a core and always comes to the same, so it is done once for a version
 * of PGlite, and every database begins from what it left, or from the file that is given. `settings` are those of PostgreSQL that hold
 * from its start on.
 */
export async function freshPglite(settings: Readonly<Record<string, string>> = {}, file?: string): Promise<PGlite> {
  const begin = file ?? (await kept('pglite', [versionOfPglite()], makeDatabase))
  const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return PGlite.create({
    loadDataDir: new Blob([readFileSync(begin)]),
    startParams: [...PGlite.defaultStartParams, ...given],
  })
}

async function makeDatabase(place: string): Promise<void> {
  const made = await PGlite.create()
  await writeFile(place, (await made.dumpDataDir('none')).stream())
  await made.close()
}

/** The version of PGlite that is installed. */
export function versionOfPglite(): string {
  const file = join(import.meta.dirname, '../../node_modules/@electric-sql/pglite/package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
