import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { err, ok, type Result } from '../../../src/result.ts'
import { someAtOnce } from '../some-at-once.ts'

/** Files by the SHA-256 of their content: written once, never changed. */
export interface ContentStore {
  /** Stores `bytes`; when it resolves they survive a power cut. Returns their SHA-256 as lower-case hex. */
  put(bytes: Uint8Array): Promise<string>
  /** The same of several, which wait for the disk together: far sooner than one after the other. In their order. */
  putAll(files: readonly Uint8Array[]): Promise<readonly string[]>
  /** The file with that hash. `damaged` when what lies there has another hash. */
  get(sha256: string): Promise<Result<Uint8Array, 'missing' | 'damaged'>>
  /** Whether the file with that hash lies there as it was put, without holding it in memory. Rejects when it can't be read at all. */
  check(sha256: string): Promise<'whole' | 'missing' | 'damaged'>
  /** Takes away a file that nobody may ask for any more; one that is not there is no matter. */
  remove(sha256: string): Promise<void>
}

export const sha256Hex = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** So many files are written at a time. */
const WRITES_AT_ONCE = 8

/** A content store in a folder. */
export function createContentStore(folder: string): ContentStore {
  const pathOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256')
    return join(folder, sha256.slice(0, 2), sha256)
  }
  const get: ContentStore['get'] = async sha256 => {
    try {
      const bytes = new Uint8Array(await readFile(pathOf(sha256)))
      return sha256Hex(bytes) === sha256 ? ok(bytes) : err('damaged')
    } catch (error) {
      if (isMissing(error)) return err('missing')
      throw error
    }
  }
  const putAll: ContentStore['putAll'] = async files => {
    const named = files.map(bytes => ({ bytes, sha256: sha256Hex(bytes) }))
    const written: { readonly temporary: string; readonly path: string }[] = []
    try {
      await someAtOnce(named, WRITES_AT_ONCE, async ({ bytes, sha256 }) => {
        if ((await get(sha256)).ok) return
        const path = pathOf(sha256)
        await mkdir(dirname(path), { recursive: true })
        const temporary = join(dirname(path), `.${randomUUID()}`)
        written.push({ temporary, path })
        await writeThrough(temporary, bytes)
      })
      for (const { temporary, path } of written) await rename(temporary, path)
    } finally {
      for (const { temporary } of written) await rm(temporary, { force: true })
    }
    // All names are changed by now: the disk writes them down together.
    const folders = [...new Set(written.map(({ path }) => dirname(path)))]
    await someAtOnce(folders, WRITES_AT_ONCE, syncFolder)
    if (folders.length > 0) await syncFolder(folder)
    return named.map(({ sha256 }) => sha256)
  }
  return {
    put: async bytes => (await putAll([bytes]))[0] ?? '',
    putAll,
    get,
    check: async sha256 => {
      const hash = createHash('sha256')
      try {
        for await (const chunk of createReadStream(pathOf(sha256))) hash.update(chunk)
      } catch (error) {
        if (isMissing(error)) return 'missing'
        throw error
      }
      return hash.digest('hex') === sha256 ? 'whole' : 'damaged'
    },
    remove: sha256 => rm(pathOf(sha256), { force: true }),
  }
}

/** Writes a new file that survives a power cut, but for its name. */
async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o440)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** A rename is on the disk only when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
