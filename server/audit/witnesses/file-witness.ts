import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { err, ok } from '../../../src/result.ts'
import { codeOf } from '../../ground/expect-at-start.ts'
import { readLine } from '../verify/witness-lines.ts'
import { away, contradicts, type Witness } from './witness.ts'

/** A line of 1,000 links is 50 kB. */
const TAIL_BYTES = 512 * 1024

/** A file to which each checkpoint is appended; when it is said to be there, it survives a power cut. */
export function createFileWitness({ name, path }: { readonly name: string; readonly path: string }): Witness {
  return {
    ...{ name, kind: 'file', place: path, everyMs: null },
    give: async ({ number, line, statement }, isFirst) => {
      // A folder that is no longer mounted looks as one in which there was never a file.
      const file = await open(path, isFirst ? 'a+' : 'r+', 0o600).catch((error: unknown) => codeOf(error) || 'unknown')
      if (typeof file === 'string')
        return err(away(file === 'ENOENT' && !isFirst ? 'the file is gone' : `cannot be opened (${file})`))
      try {
        const { text, size } = await tailOf(file)
        const last = text.split('\n').findLast(one => readLine(one) !== null)
        const known = last === undefined ? null : readLine(last)
        if (!known && !isFirst) return err(contradicts('what the file had is gone'))
        if (known && known.statement.number >= number) {
          const same = text.split('\n').some(one => readLine(one)?.text === statement)
          return same ? ok(null) : err(contradicts(`the file has another checkpoint ${number}`))
        }
        if (known && known.statement.number < number - 1 && !isFirst)
          return err(contradicts('the last lines of the file are gone'))
        // What a power cut has cut stays a line that nobody can read.
        const begun = size === 0 || text.endsWith('\n') ? '' : '\n'
        await file.write(Buffer.from(begun + line), 0, null, size)
        await file.sync()
        if (isFirst) await syncFolder(dirname(path))
        return ok(null)
      } finally {
        await file.close()
      }
    },
  }
}

async function tailOf(file: FileHandle): Promise<{ text: string; size: number }> {
  const { size } = await file.stat()
  const length = Math.min(size, TAIL_BYTES)
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length)
  return { text: buffer.toString(), size }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
