import { mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'

/** What a power cut, a bad disk or a hand makes of the ledger in a file. */
export const LEDGER_DAMAGES = {
  'cut short in its middle': file => truncateSync(file, Math.floor(statSync(file).size / 2)),
  'cut short to nothing': file => truncateSync(file, 0),
  'with a page of zeros': file => overwrite(file, 4096 * 2, Buffer.alloc(4096)),
  'with a page of noise': file => overwrite(file, 4096 * 3, Buffer.alloc(4096, 'noise')),
  'zeroed whole': file => writeFileSync(file, Buffer.alloc(statSync(file).size)),
  'that is text': file => writeFileSync(file, 'not found\n'.repeat(1_000)),
  'with a wrong beginning': file => overwrite(file, 0, Buffer.from('SQLite format 4\0')),
  'that is a folder': file => {
    rmSync(file)
    mkdirSync(file)
  },
  'that is gone': file => rmSync(file),
  'whose log alone is left': file => {
    rmSync(file)
    writeFileSync(`${file}-wal`, Buffer.alloc(4096, 7))
  },
  'whose log is noise': file => writeFileSync(`${file}-wal`, Buffer.alloc(8192, 7)),
} as const satisfies Readonly<Record<string, (file: string) => void>>

function overwrite(file: string, at: number, bytes: Buffer): void {
  const all = readFileSync(file)
  if (all.length <= at) throw new Error('the ledger is too short to be damaged there')
  bytes.copy(all, at)
  writeFileSync(file, all)
}
