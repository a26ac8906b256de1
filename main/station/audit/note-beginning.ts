import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROGRAM_VERSION } from '../../../src/version.ts'
import type { OwnData } from '../storage/own-data.ts'
import type { TerminalKey } from '../terminal-key.ts'
import type { Note } from './station-chain.ts'

/** Long enough to tell keys apart, and no key. */
const MARK_CHARACTERS = 16

/** What a start of the program has to say before anybody is served. */
export function noteBeginning(
  dataDir: string,
  note: Note,
  { start, setAside, isKeyNew, keys }: Pick<OwnData, 'start' | 'setAside' | 'isKeyNew' | 'keys'>,
): void {
  const before = versionBefore(dataDir)
  note('machine-started', { start, version: PROGRAM_VERSION })
  if (before !== null && before !== PROGRAM_VERSION)
    note('machine-program-changed', { before, version: PROGRAM_VERSION })
  if (isKeyNew) note('machine-key-made', { key: markOf(keys.current) })
  if (setAside !== null) note('machine-ledger-set-aside', { folder: setAside })
}

/** Another key took the place of the terminal's. */
export const noteKey = (note: Note, key: Pick<TerminalKey, 'publicKey'>): void =>
  note('machine-key-changed', { key: markOf(key) })

const markOf = ({ publicKey }: Pick<TerminalKey, 'publicKey'>): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, MARK_CHARACTERS)

/** The version that ran last here; null at the first start, and where the disk does not say. */
function versionBefore(dataDir: string): string | null {
  const file = join(dataDir, 'program-version')
  let before: string | null = null
  try {
    before = /^[0-9A-Za-z.+-]{1,40}$/.exec(readFileSync(file, 'utf8'))?.[0] ?? null
  } catch {}
  try {
    if (before !== PROGRAM_VERSION) writeFileSync(file, PROGRAM_VERSION, { mode: 0o600 })
  } catch {}
  return before
}
