import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Counts this start: `7.` and a random number, which every request of this run carries. A copy of the data folder counts on from where it
 * was made, so that the server sees two machines with one key. A file that makes no sense is a bug or a broken disk: throws.
 */
export function countStart(dataDir: string): string {
  const file = join(dataDir, 'starts')
  const next = readCount(file) + 1
  // On the disk before anything is said under it, whole or not at all.
  writeFileSync(`${file}.new`, String(next), { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
  return `${next}.${randomBytes(8).toString('hex')}`
}

function readCount(file: string): number {
  try {
    const text = readFileSync(file, 'utf8')
    if (!/^\d{1,8}$/.test(text)) throw new Error(`${file} holds no number of starts`)
    return Number(text)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw error
  }
}
