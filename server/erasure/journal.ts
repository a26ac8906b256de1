import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { err, ok, type Result } from '../../src/result.ts'

/** An erasing that has begun, as it must be known to whoever brings an older backup back. */
export interface JournalEntry {
  readonly erasureId: string
  readonly begunAt: string
  readonly personIds: readonly string[]
  readonly accountIds: readonly string[]
}

export interface ReadJournal {
  /** What began before is not in it. */
  readonly since: string
  readonly entries: readonly JournalEntry[]
}

/**
 * Erasings that have begun, outside the database and its backups: a line each, written to the disk before the first row goes. Whose they are
 * stands in it sealed; the key comes from a secret that every backup of the house has. A line is added and never changed.
 */
export interface ErasureJournal {
  /** Makes files that are not there. */
  begin(): Promise<void>
  /** Once it resolves the entry survives a power cut in every file; the same one twice is one. Rejects where a file is damaged. */
  add(entry: JournalEntry): Promise<void>
}

const IV_BYTES = 12
const TAG_BYTES = 16
const entrySchema = z.strictObject({
  ...{ erasureId: z.string(), begunAt: z.iso.datetime() },
  ...{ personIds: z.array(z.string()).min(1), accountIds: z.array(z.string()) },
})
const lineSchema = z.union([
  z.strictObject({ format: z.literal('yinzheng-erasures-1'), since: z.iso.datetime(), mark: z.string() }),
  z.strictObject({ id: z.string(), sealed: z.string(), mark: z.string() }),
])

/** Where it lies: beside the store, and wherever the site wants it besides. */
export const journalFiles = (storeFolder: string, also: readonly string[]): readonly string[] => [
  join(storeFolder, 'erasures.journal'),
  ...also,
]

/** The key of the journal. `serverSecret`: what the server's own key is made of; it is older than any journal. */
export const journalKey = (serverSecret: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', serverSecret, new Uint8Array(0), 'yinzheng erasure journal', 32))

export function createErasureJournal(parts: {
  readonly files: readonly string[]
  readonly key: Uint8Array
  readonly clock: { now(): number }
}): ErasureJournal {
  const { files, key, clock } = parts
  let last: Promise<unknown> = Promise.resolve()
  /** One after the other: what is read is still so when it is written. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
  const header = () => headerLine(key, new Date(clock.now()).toISOString())
  const beginFile = async (file: string) => {
    if ((await bytesOf(file)) !== null) return
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await append(file, header())
  }
  const addTo = async (file: string, entry: JournalEntry) => {
    await beginFile(file)
    const read = await readJournal(file, key)
    if (!read.ok) throw new Error(`the journal of erasures is ${read.error}`)
    if (read.value.entries.some(({ erasureId }) => erasureId === entry.erasureId)) return
    await append(file, entryLine(key, entry))
  }
  return {
    begin: () => inTurn(async () => void (await Promise.all(files.map(beginFile)))),
    add: entry =>
      inTurn(async () => {
        for (const file of files) await addTo(file, entry)
      }),
  }
}

/** Of every erasing that stands in any of these files: a later journal has them all. */
export async function idsInJournals(files: readonly string[], key: Uint8Array): Promise<readonly string[]> {
  const read = await Promise.all(files.map(file => readJournal(file, key)))
  const ids = read.flatMap(one => (one.ok ? one.value.entries.map(({ erasureId }) => erasureId) : []))
  return [...new Set(ids)].toSorted()
}

/** What stands in a journal. What a power cut has left of a last line is none yet; anything else that does not open is `damaged`. */
export async function readJournal(file: string, key: Uint8Array): Promise<Result<ReadJournal, 'missing' | 'damaged'>> {
  const bytes = await bytesOf(file)
  if (bytes === null) return err('missing')
  const lines = bytes.toString('utf8').split('\n').slice(0, -1)
  const entries: JournalEntry[] = []
  let since: string | null = null
  for (const text of lines) {
    const line = readLine(text)
    if (!line || !isMarked(key, line)) return err('damaged')
    if ('format' in line) {
      since ??= line.since
      continue
    }
    const entry = unseal(key, line.id, line.sealed)
    if (!entry || since === null) return err('damaged')
    entries.push(entry)
  }
  // Without its first line it is not known what it lacks.
  return since === null ? err('damaged') : ok({ since, entries })
}

type Line = z.infer<typeof lineSchema>

function readLine(text: string): Line | null {
  try {
    return lineSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

const contentOf = (line: Line): string => ('format' in line ? `since ${line.since}` : `${line.id} ${line.sealed}`)
const markOf = (key: Uint8Array, content: string): string =>
  createHmac('sha256', key).update(content).digest('base64url').slice(0, 32)

function isMarked(key: Uint8Array, line: Line): boolean {
  const [said, right] = [Buffer.from(line.mark), Buffer.from(markOf(key, contentOf(line)))]
  return said.length === right.length && timingSafeEqual(said, right)
}

const headerLine = (key: Uint8Array, since: string): string =>
  JSON.stringify({ format: 'yinzheng-erasures-1', since, mark: markOf(key, `since ${since}`) })

function entryLine(key: Uint8Array, entry: JournalEntry): string {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(entry.erasureId))
  const body = Buffer.concat([cipher.update(JSON.stringify(entry), 'utf8'), cipher.final()])
  const sealed = Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
  return JSON.stringify({ id: entry.erasureId, sealed, mark: markOf(key, `${entry.erasureId} ${sealed}`) })
}

function unseal(key: Uint8Array, id: string, sealed: string): JournalEntry | null {
  const bytes = Buffer.from(sealed, 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(id)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
    const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString()
    const entry = entrySchema.parse(JSON.parse(text))
    return entry.erasureId === id ? entry : null
  } catch {
    return null
  }
}

async function bytesOf(file: string): Promise<Buffer | null> {
  try {
    const bytes = await readFile(file)
    return bytes.length === 0 ? null : bytes
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Cuts off what a power cut has left of a line, and adds a whole one. */
async function append(file: string, line: string): Promise<void> {
  const before = (await bytesOf(file)) ?? Buffer.alloc(0)
  const handle = await open(file, 'a', 0o600)
  try {
    await handle.truncate(before.lastIndexOf(0x0a) + 1)
    await handle.writeFile(`${line}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  if (process.platform === 'win32') return
  const folder = await open(dirname(file), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
