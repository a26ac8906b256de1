import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'

const packages = join(import.meta.dirname, '../../node_modules')
const kept = join(packages, '.cache/yinzheng')

/**
 * A new database in memory. What makes one (`initdb`) takes seconds of a core and always comes to the same, so it is done once for a version
 * of PGlite, and every database begins from what it left. `settings` are those of PostgreSQL that hold from its start on.
 */
export async function freshPglite(settings: Readonly<Record<string, string>> = {}): Promise<PGlite> {
  const file = join(kept, `pglite-${versionOfPglite()}.tar`)
  if (!existsSync(file)) await makeOnce(file)
  const given = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return PGlite.create({
    loadDataDir: new Blob([readFileSync(file)]),
    startParams: [...PGlite.defaultStartParams, ...given],
  })
}

/** Several processes may do it at once: each whole file is as good as any other. */
async function makeOnce(file: string): Promise<void> {
  const made = await PGlite.create()
  const data = await made.dumpDataDir('none')
  await made.close()
  mkdirSync(kept, { recursive: true })
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, Buffer.from(await data.arrayBuffer()))
  renameSync(unfinished, file)
}

function versionOfPglite(): string {
  const about = readFileSync(join(packages, '@electric-sql/pglite/package.json'), 'utf8')
  return (JSON.parse(about) as { version: string }).version
}
