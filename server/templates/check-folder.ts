import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FolderFault } from '../../src/contract/templates-api.ts'
import { canonicalJson } from '../../src/settings/settings.ts'
import type { Documents, KindDefinition } from '../documents/documents.ts'
import type { Folder } from './folder-zip.ts'

/** What an upload may carry along and not change: who may have a kind, and with whom it is tried, is said on the server. */
const KEPT = ['kind.json', 'sample.json'] as const

/** What is wrong in a folder as templates of a kind, before anything of it is drawn. */
export async function faultsIn(
  { templatesDir }: Pick<Documents, 'templatesDir'>,
  kind: KindDefinition,
  folder: Folder,
): Promise<FolderFault[]> {
  const faults: FolderFault[] = []
  for (const template of new Set(kind.editions.map(one => one.template)))
    if (!folder.has(template)) faults.push({ what: 'no-template', path: template })
  for (const name of KEPT) {
    const brought = folder.get(name)
    if (!brought) continue
    const there = await readFile(join(templatesDir, kind.kind, name)).catch(() => null)
    if (there === null || !isSameJson(brought, there)) faults.push({ what: 'other-rules', path: name })
  }
  for (const [path, content] of folder)
    if (path.endsWith('.typ') && /["']@/.test(Buffer.from(content).toString('utf8')))
      faults.push({ what: 'package', path })
  return faults
}

function isSameJson(one: Uint8Array, other: Uint8Array): boolean {
  try {
    const read = (bytes: Uint8Array) => canonicalJson(JSON.parse(Buffer.from(bytes).toString('utf8')))
    return read(one) === read(other)
  } catch {
    return false
  }
}
