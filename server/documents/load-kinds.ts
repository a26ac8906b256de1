import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { StartRefused } from '../ground/start-refused.ts'
import { type KindDefinition, kindDefinitionSchema, mistakeIn } from './kind.ts'

/**
 * Reads every kind under `templatesDir`: each folder that holds a `kind.json`, by rank. Throws `StartRefused` with
 * the file and the place of the mistake, for a wrong template folder must stop the start and not a visitor.
 */
export function loadKinds(templatesDir: string): KindDefinition[] {
  const folders = readdirSync(templatesDir, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort()
  const kinds = folders.flatMap(folder => {
    const files = readdirSync(join(templatesDir, folder))
    return files.includes('kind.json') ? [loadKind(templatesDir, folder, files)] : []
  })
  return kinds.sort((a, b) => a.rank - b.rank)
}

function loadKind(templatesDir: string, folder: string, files: readonly string[]): KindDefinition {
  const place = join(folder, 'kind.json')
  const parsed = kindDefinitionSchema.safeParse(jsonOf(join(templatesDir, place), place))
  if (!parsed.success) throw new StartRefused(`${place}: ${z.prettifyError(parsed.error)}`)
  const kind = parsed.data
  if (kind.kind !== folder) throw new StartRefused(`${place}: the kind "${kind.kind}" must lie in a folder of its name`)
  const mistake = mistakeIn(kind, files)
  if (mistake) throw new StartRefused(`${place}: ${mistake}`)
  return kind
}

function jsonOf(file: string, place: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new StartRefused(`${place}: ${error instanceof Error ? error.message : 'not JSON'}`)
  }
}
