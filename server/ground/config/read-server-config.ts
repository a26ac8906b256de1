import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { describeConfigFault, readConfig } from '../../../src/config-file.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import type { RoomPlan } from '../room.ts'
import { type ConfigOf, schemaOfSections } from './sections.ts'

/**
 * Reads the server's configuration file by the plans of its rooms. Paths in it count from its own folder, and the environment's
 * DATABASE_URL goes before the file's. The error is a line for each fault.
 */
export async function readServerConfig<const Plans extends readonly RoomPlan[]>(
  plans: Plans,
  name: string,
): Promise<Result<ConfigOf<Plans>, string[]>> {
  const file = resolve(name)
  const schema = schemaOfSections(plans, path => resolve(dirname(file), path))
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return err([`${name} cannot be read`])
  const read = readConfig(text, name, schema)
  if (!read.ok) return err(read.error.map(describeConfigFault))
  return ok(withDatabaseOf(process.env.DATABASE_URL, read.value))
}

function withDatabaseOf<Config>(databaseUrl: string | undefined, config: Config): Config {
  const { store } = config as { store?: object }
  return databaseUrl && store ? { ...config, store: { ...store, databaseUrl } } : config
}
