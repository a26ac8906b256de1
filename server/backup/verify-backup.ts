import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { MANIFEST_FILE, type Manifest, openManifest, SIGNATURE_FILE } from './manifest.ts'
import { measureFile, readLines } from './write-parts.ts'

export interface VerifiedBackup {
  /** Null where there is none, or it is not what was signed. */
  readonly manifest: Manifest | null
  readonly fingerprint: string | null
  /** The key by which it was signed, base64. */
  readonly publicKey: string | null
  /** What is missing, altered or too much, one line each. Empty: it is whole. */
  readonly wrong: readonly string[]
}

const listedSchema = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().min(0) })
const WRONG_MAX = 100

/** Whether a backup is whole, file by file, and what was signed. Nothing is believed that is not read. */
export async function verifyBackup(folder: string): Promise<VerifiedBackup> {
  const wrong: string[] = []
  const tell = (line: string) => void (wrong.length < WRONG_MAX && wrong.push(line))
  const nothing = { manifest: null, fingerprint: null, publicKey: null }
  const texts = await Promise.all(
    [MANIFEST_FILE, SIGNATURE_FILE].map(file => readFile(join(folder, file), 'utf8')),
  ).catch(() => null)
  if (!texts) return { ...nothing, wrong: ['there is no manifest: this is no backup, or it was not finished'] }
  const opened = openManifest(texts[0] ?? '', texts[1] ?? '')
  if (!opened.ok) return { ...nothing, wrong: [opened.error] }
  const { manifest, fingerprint, publicKey } = opened.value
  const expected = new Set([MANIFEST_FILE, SIGNATURE_FILE, 'files.ndjson.gz'])
  const check = async (path: string, { sha256, bytes }: { readonly sha256: string; readonly bytes: number }) => {
    expected.add(path)
    const found = await measureFile(join(folder, path)).catch(() => null)
    if (!found) tell(`${path} is missing, or can't be read`)
    else if (found.sha256 !== sha256 || found.bytes !== bytes) tell(`${path} is not what was written`)
    return found?.sha256 === sha256
  }
  for (const { name, ...part } of manifest.tables) await check(`tables/${name}.ndjson.gz`, part)
  if (await check('files.ndjson.gz', manifest.files)) {
    let count = 0
    for await (const line of readLines(join(folder, 'files.ndjson.gz'))) {
      const { sha256, bytes } = listedSchema.parse(JSON.parse(line))
      count += 1
      await check(`files/${sha256.slice(0, 2)}/${sha256}`, { sha256, bytes })
    }
    if (count !== manifest.files.count)
      tell(`files.ndjson.gz names ${count} files, the manifest ${manifest.files.count}`)
  }
  const there = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const one of there) {
    const path = relative(folder, join(one.parentPath, one.name)).replaceAll('\\', '/')
    if (!one.isDirectory() && !expected.has(path)) tell(`${path} does not belong to it`)
  }
  return { manifest, fingerprint, publicKey, wrong }
}
