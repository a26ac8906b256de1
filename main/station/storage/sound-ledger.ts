import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import type { Clock } from '../../../src/clock.ts'
import type { Fault } from '../../../src/fault.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { type Ledger, openLedger } from '../ledger/ledger.ts'
import { LedgerTooNew } from '../ledger/schema.ts'
import { storageFault } from './probe-folder.ts'
import { hasStrayParts, LEDGER_FILE, setLedgerAside } from './set-aside.ts'

/** Of a disk that can't be written, or not now: the ledger may be whole, and is left where it is. */
const OF_THE_DISK = /^SQLITE_(FULL|IOERR|CANTOPEN|READONLY|PERM|BUSY|LOCKED|NOMEM|AUTH|PROTOCOL)/

export interface SoundLedger {
  readonly ledger: Ledger
  /** Where a damaged one was put just now, and what was found; null when all is well. */
  readonly setAside: { readonly name: string; readonly why: string } | null
}

/**
 * Opens the ledger in `dataDir` if every byte of it can be believed. One that is damaged is set aside as it is, and a new one begun in its
 * place. `wasUsed`: this terminal had a ledger before, so that none, or an empty one, is a loss and not a beginning. The error is a disk
 * that does not let it be opened; throws `LedgerTooNew` for one of a later version.
 */
export function openSoundLedger(dataDir: string, clock: Clock, wasUsed: boolean): Result<SoundLedger, Fault> {
  const file = join(dataDir, LEDGER_FILE)
  try {
    const why = whatIsWrongWithLedger(dataDir, wasUsed)
    const setAside = why === null ? null : { name: setLedgerAside(dataDir, clock.now(), why), why }
    return ok({ ledger: openLedger(file, clock), setAside })
  } catch (error) {
    if (error instanceof LedgerTooNew) throw error
    return err(storageFault(error, file))
  }
}

/** Null for a ledger that can be believed; only looks. Throws what is the disk's affair. */
export function whatIsWrongWithLedger(dataDir: string, wasUsed: boolean): string | null {
  const file = join(dataDir, LEDGER_FILE)
  if (!existsSync(file)) {
    if (hasStrayParts(dataDir)) return `there is no ${LEDGER_FILE}, and something of one beside it`
    return wasUsed ? `there is no ${LEDGER_FILE}` : null
  }
  if (!statSync(file).isFile()) return `${LEDGER_FILE} is no file`
  return logIsForeign(`${file}-wal`) ?? checked(file, wasUsed)
}

/** A log that does not begin as SQLite's do (file format, 4.1) would be passed over in silence, and all that was written in it. */
function logIsForeign(file: string): string | null {
  if (!existsSync(file) || statSync(file).size < WAL_HEADER_BYTES) return null
  const head = Buffer.alloc(4)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, head, 0, 4, 0)
  } finally {
    closeSync(handle)
  }
  const magic = head.readUInt32BE()
  return magic === 0x377f0682 || magic === 0x377f0683 ? null : 'the write-ahead log does not begin as one'
}
const WAL_HEADER_BYTES = 32

/** Read only: the last one to close a ledger would write its log into it, and change what is to be set aside. */
function checked(file: string, wasUsed: boolean): string | null {
  const database = new SqliteDatabase(file, { readonly: true })
  try {
    // With the content of its indexes: a debt that no index leads to would never be found.
    const found = database.pragma('integrity_check(1)', { simple: true })
    if (found !== 'ok') return `integrity check: ${found}`
    const version = database.pragma('user_version', { simple: true })
    return version === 0 && wasUsed ? 'it holds nothing' : null
  } catch (error) {
    const code = String((error as { code?: string }).code)
    if (!code.startsWith('SQLITE_') || OF_THE_DISK.test(code)) throw error
    return code
  } finally {
    database.close()
  }
}
