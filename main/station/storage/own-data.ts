import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { closeToOthers } from '../../../native/own-files.ts'
import type { Clock } from '../../../src/clock.ts'
import { type Fault, fault } from '../../../src/fault.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { type Enrolment, readEnrolment } from '../enrolment.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { LedgerTooNew } from '../ledger/schema.ts'
import { countStart } from '../start-count.ts'
import { openTerminalKeys, TERMINAL_KEY_FILE, type TerminalKeys } from '../terminal-key.ts'
import { probeFolder, storageFault } from './probe-folder.ts'
import { ledgersSetAside, markTold, setAsideFault } from './set-aside.ts'
import { openSoundLedger } from './sound-ledger.ts'
import type { LostLedgers } from './tell-lost-ledger.ts'

/** Everything that a terminal keeps about itself, read and found to be whole. */
export interface OwnData {
  readonly keys: TerminalKeys
  /** This start, as every request of it says. */
  readonly start: string
  readonly ledger: Ledger
  /** Null before the enrolment. */
  readonly enrolment: Enrolment | null
  /** Ledgers of which the server does not know yet that they are lost; null when there is none. */
  readonly lostLedger: LostLedgers | null
  /** Of a ledger that was set aside just now: the name of its folder. */
  readonly setAside: string | null
  /** The key was made just now. */
  readonly isKeyNew: boolean
}

/**
 * Opens the data folder of a terminal if what is owed can be written down in it. The error is why not: a disk, or data that makes no
 * sense; nothing of it is changed then. Throws `LedgerTooNew`.
 */
export async function openOwnData(dataDir: string, clock: Clock): Promise<Result<OwnData, Fault>> {
  let ledger: Ledger | null = null
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const why = await probeFolder(dataDir)
    if (why) return err(why)
    closeToOthers(dataDir)
    const enrolment = readEnrolment(dataDir)
    // A new key would be one that the server does not know.
    if (enrolment && !existsSync(join(dataDir, TERMINAL_KEY_FILE)))
      return err(fault('own-data-damaged', `there is no ${TERMINAL_KEY_FILE} in ${dataDir}`))
    const isKeyNew = !existsSync(join(dataDir, TERMINAL_KEY_FILE))
    const keys = openTerminalKeys(dataDir)
    const opened = openSoundLedger(dataDir, clock, enrolment !== null)
    if (!opened.ok) return opened
    ledger = opened.value.ledger
    const start = countStart(dataDir)
    const setAside = opened.value.setAside?.name ?? null
    return ok({ keys, start, ledger, enrolment, lostLedger: lostOf(dataDir), setAside, isKeyNew })
  } catch (error) {
    if (error instanceof LedgerTooNew) throw error
    ledger?.close()
    return err(isOfTheSystem(error) ? storageFault(error, dataDir) : fault('own-data-damaged', wordsOf(error, dataDir)))
  }
}

/** As every later look finds the storage: what the disk does, and whether a damaged ledger still waits for somebody. Never throws. */
export async function storageNow(dataDir: string): Promise<Fault | null> {
  const why = await probeFolder(dataDir)
  if (why) return why
  try {
    return setAsideFault(dataDir)
  } catch (error) {
    return storageFault(error, dataDir)
  }
}

function lostOf(dataDir: string): LostLedgers | null {
  const untold = ledgersSetAside(dataDir).filter(({ isTold }) => !isTold)
  if (untold.length === 0) return null
  return {
    names: untold.map(({ name }) => name),
    told: () => {
      // Somebody may have taken it away by then.
      for (const one of untold) if (existsSync(join(dataDir, one.name))) markTold(dataDir, one)
    },
  }
}

/** An error of the operating system or of SQLite; anything else is content that can't be read. */
const isOfTheSystem = (error: unknown): boolean =>
  error instanceof Error && ('errno' in error || String((error as { code?: unknown }).code).startsWith('SQLITE_'))

/** Never what was read: it may be a key. */
const wordsOf = (error: unknown, dataDir: string): string =>
  `${error instanceof Error ? error.name : 'unknown'} while the files of ${dataDir} were read`
