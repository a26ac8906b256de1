import { createInflateRaw } from 'node:zlib'
import { SheetProblem } from '../sheet-problem.ts'

/** Files that a workbook has; spreadsheets write some dozens. */
const FILES_MAX = 2_000
/** What all that is read of one workbook may come to when it is unpacked. */
const UNPACKED_BYTES_MAX = 256 * 1024 * 1024
const END_BYTES = 22
const COMMENT_BYTES_MAX = 65_535

interface Packed {
  readonly bytes: Buffer
  readonly isDeflated: boolean
}

/** The files of a ZIP by name, each unpacked as it is read; what comes to more than the limit, whatever it says of itself, is refused. */
export interface Zip {
  has(name: string): boolean
  /** Throws `SheetProblem`. */
  read(name: string): AsyncGenerator<Buffer>
}

/** Reads the directory of a ZIP. Throws `SheetProblem` where it is none, or none that a spreadsheet writes. */
export function openZip(file: Buffer): Zip {
  const files = directoryOf(file)
  let unpackedBytes = 0
  return {
    has: name => files.has(name),
    read: async function* (name) {
      const packed = files.get(name)
      if (!packed) throw new SheetProblem('no-sheet')
      for await (const part of packed.isDeflated ? inflated(packed.bytes) : [packed.bytes]) {
        unpackedBytes += part.length
        if (unpackedBytes > UNPACKED_BYTES_MAX) throw new SheetProblem('bomb')
        yield part
      }
    },
  }
}

async function* inflated(bytes: Buffer): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw()
  inflate.end(bytes)
  try {
    for await (const part of inflate) yield part as Buffer
  } catch {
    throw new SheetProblem('broken')
  } finally {
    inflate.destroy()
  }
}

function directoryOf(file: Buffer): ReadonlyMap<string, Packed> {
  const from = Math.max(0, file.length - END_BYTES - COMMENT_BYTES_MAX)
  const end = file.lastIndexOf('PK\x05\x06', file.length, 'latin1')
  if (end < from || end + END_BYTES > file.length) throw new SheetProblem('broken')
  const count = file.readUInt16LE(end + 10)
  if (count > FILES_MAX) throw new SheetProblem('bomb')
  const files = new Map<string, Packed>()
  let at = file.readUInt32LE(end + 16)
  for (let n = 0; n < count; n++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50) throw new SheetProblem('broken')
    const [flags, method] = [file.readUInt16LE(at + 8), file.readUInt16LE(at + 10)]
    const length = file.readUInt32LE(at + 20)
    const [nameLength, extra, comment] = [28, 30, 32].map(offset => file.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const name = file.toString('utf8', at + 46, at + 46 + nameLength)
    // Locked with a password, or packed in a way that no spreadsheet uses.
    if ((flags & 1) !== 0 || (method !== 0 && method !== 8)) throw new SheetProblem('broken')
    files.set(name, { bytes: bytesOf(file, file.readUInt32LE(at + 42), length), isDeflated: method === 8 })
    at += 46 + nameLength + extra + comment
  }
  return files
}

function bytesOf(file: Buffer, at: number, length: number): Buffer {
  if (at + 30 > file.length || file.readUInt32LE(at) !== 0x04034b50) throw new SheetProblem('broken')
  const begin = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28)
  if (begin + length > file.length) throw new SheetProblem('broken')
  return file.subarray(begin, begin + length)
}
