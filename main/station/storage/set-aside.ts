import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Fault, fault } from '../../../src/fault.ts'

export const LEDGER_FILE = 'ledger.sqlite'
/** The file itself first: what lies beside it would be believed by the next ledger of that name, or thrown away. */
const PARTS = [LEDGER_FILE, `${LEDGER_FILE}-wal`, `${LEDGER_FILE}-shm`]
const BEGINS = 'damaged-ledger-'
/** The server knows: what the ledger owed is with people. */
const TOLD = '-told'

/** A ledger that could not be believed, as it was found. */
export interface SetAside {
  /** Its folder's name in the data folder. */
  readonly name: string
  readonly isTold: boolean
}

/**
 * Moves what is there of a ledger into a folder of its own, with a note of why; nothing of it is changed or thrown away. Goes on where a
 * break has left it half. Returns the folder's name.
 */
export function setLedgerAside(dataDir: string, nowMs: number, why: string): string {
  const stamp = new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, '')
  let name = BEGINS + stamp
  for (let n = 2; existsSync(join(dataDir, name)) || existsSync(join(dataDir, name + TOLD)); n++)
    name = `${BEGINS}${stamp}-${n}`
  const folder = join(dataDir, name)
  mkdirSync(folder, { mode: 0o700 })
  for (const part of PARTS) if (existsSync(join(dataDir, part))) renameSync(join(dataDir, part), join(folder, part))
  writeFileSync(join(folder, 'why.txt'), `${why}\n`, { mode: 0o600, flush: true })
  return name
}

/** What is left of a ledger whose own file is gone: a break in the midst of setting it aside, or somebody's hand. */
export const hasStrayParts = (dataDir: string): boolean =>
  !existsSync(join(dataDir, LEDGER_FILE)) && PARTS.some(part => existsSync(join(dataDir, part)))

/** Ledgers that were set aside and that nobody has taken away yet, oldest first. */
export const ledgersSetAside = (dataDir: string): SetAside[] =>
  readdirSync(dataDir)
    .filter(name => name.startsWith(BEGINS))
    .toSorted()
    .map(name => ({ name, isTold: name.endsWith(TOLD) }))

/** Notes, for every later start too, that the server knows of a ledger that was set aside. */
export function markTold(dataDir: string, { name }: SetAside): void {
  renameSync(join(dataDir, name), join(dataDir, name + TOLD))
}

/** While a damaged ledger lies there nobody has looked: the disk may take the next one too, and the money of those who pay. */
export function setAsideFault(dataDir: string): Fault | null {
  const names = ledgersSetAside(dataDir).map(({ name }) => name)
  return names.length === 0 ? null : fault('ledger-damaged', `${names.join(', ')} in ${dataDir}`)
}
