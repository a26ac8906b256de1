import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { type Entry, open, type ZipFile } from 'yauzl'
import { FILES_MAX, isOfNobody, type PhotoFile, type PhotoSource, PhotoSourceProblem, readWhole } from './photo-file.ts'

/** What all photographs of one ZIP may come to; each has its own limit besides. */
const UNPACKED_BYTES_MAX = 64 * 1024 * 1024 * 1024
const UTF8_FLAG = 0x800
const LOCKED_FLAG = 1

/** Opens a ZIP: its directory is read, and each file where it lies when it is asked for. Throws `PhotoSourceProblem`. */
export async function openZipSource(place: string): Promise<PhotoSource> {
  const { size } = await stat(place)
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    open(
      place,
      { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true },
      (error, opened) => (error ? reject(new PhotoSourceProblem('broken')) : resolve(opened)),
    ),
  )
  try {
    const files = await filesOf(zip, size)
    return { files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)), close: async () => zip.close() }
  } catch (error) {
    zip.close()
    throw error
  }
}

function filesOf(zip: ZipFile, size: number): Promise<PhotoFile[]> {
  const files: PhotoFile[] = []
  let [packed, unpacked] = [0, 0]
  return new Promise((resolve, reject) => {
    const refuse = (problem: PhotoSourceProblem) => reject(problem)
    zip.on('error', () => refuse(new PhotoSourceProblem('broken')))
    zip.on('end', () => resolve(files))
    zip.on('entry', (entry: Entry) => {
      const path = nameOf(entry)
      packed += entry.compressedSize
      unpacked += entry.uncompressedSize
      if (climbs(path)) return refuse(new PhotoSourceProblem('climbs'))
      // Files that lie over each other, as in ZIPs that are made to explode, come to more than the whole.
      if (packed > size || unpacked > UNPACKED_BYTES_MAX) return refuse(new PhotoSourceProblem('bomb'))
      if ((entry.generalPurposeBitFlag & LOCKED_FLAG) !== 0) return refuse(new PhotoSourceProblem('broken'))
      if (!path.endsWith('/') && !isOfNobody(path))
        files.push({ path, byteLength: entry.uncompressedSize, read: most => readEntry(zip, entry, most) })
      if (files.length > FILES_MAX) return refuse(new PhotoSourceProblem('too-many'))
      return zip.readEntry()
    })
    zip.readEntry()
  })
}

const climbs = (path: string): boolean =>
  path.startsWith('/') || /^[A-Za-z]:/.test(path) || path.split('/').includes('..')

/** Programs in China write names in GB18030 and say nothing of it. */
function nameOf({ fileName, generalPurposeBitFlag }: Entry): string {
  const bytes = fileName as unknown as Buffer
  const decoded = (encoding: string) => new TextDecoder(encoding, { fatal: true }).decode(bytes)
  const text = () => {
    try {
      return decoded('utf-8')
    } catch {
      if ((generalPurposeBitFlag & UTF8_FLAG) !== 0) throw new PhotoSourceProblem('broken')
      return new TextDecoder('gb18030').decode(bytes)
    }
  }
  return text().replaceAll('\\', '/')
}

async function readEntry(zip: ZipFile, entry: Entry, mostBytes: number): Promise<Buffer | null> {
  if (entry.uncompressedSize > mostBytes) return null
  const stream = await new Promise<Readable>((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) => (error ? reject(new PhotoSourceProblem('broken')) : resolve(opened))),
  )
  try {
    // What unpacks to more than it says is cut off by the reader of the ZIP.
    return await readWhole(stream, mostBytes)
  } catch {
    throw new PhotoSourceProblem('broken')
  } finally {
    stream.destroy()
  }
}
