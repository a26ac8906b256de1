import { copyFileSync, renameSync, rmSync } from 'node:fs'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import { type Ledger, openLedger } from '../../main/station/ledger/ledger.ts'
import type { Clock } from '../../src/clock.ts'

const FULL = 2

/** Whether a disk is full or broken: such an end of a station is no bug of it, and its next start goes on from what is written. */
export const isDiskTrouble = (error: unknown): boolean =>
  /^SQLITE_(?:FULL|IOERR)$/.test(String((error as { code?: string } | null)?.code))

/** What can happen to a write of the ledger. */
export type DiskMoment = (when: 'before' | 'after', what: string) => void

/** A station's disk: the ledger on it is the real one. */
export interface Disk {
  /** `reading` is told before anything is read: a program that is gone reads nothing. */
  open(clock: Clock, moment: DiskMoment, reading?: () => void): Ledger
  /** No page more fits on it; undone by `makeRoom`. */
  fill(): void
  makeRoom(): void
  /** Another number whenever the ledger may have another content. */
  version(): number
  /** The program is gone; what it wrote is with the operating system and stays. */
  programGone(): void
  /** The power is gone: stays what was synced. With `synchronous = FULL` that is every commit, else nothing of the write-ahead log is sure. */
  powerGone(): void
  remove(): void
}

const handles = new Map<string, Database>()
let watching = false

/** The ledger opens its own database; how it has set it up is asked of that very connection. */
function watchDatabases(): void {
  if (watching) return
  watching = true
  const { pragma } = SqliteDatabase.prototype
  SqliteDatabase.prototype.pragma = function (this: Database, ...args: Parameters<typeof pragma>) {
    handles.set(this.name, this)
    return pragma.apply(this, args)
  }
}

const WRITES = ['begin', 'opened', 'move', 'printed', 'copySending', 'copyEnded'] as const

export function createDisk(file: string): Disk {
  watchDatabases()
  let full = false
  let version = 0
  const database = () => handles.get(file)
  const setRoom = () => {
    const live = database()
    if (!live?.open) return
    const pages = full ? (live.pragma('page_count', { simple: true }) as number) : 1_073_741_823
    live.pragma(`max_page_count = ${pages}`)
  }
  const close = () => {
    version += 1
    if (database()?.open) database()?.close()
    handles.delete(file)
  }
  return {
    version: () => version,
    open: (clock, moment, reading) => {
      version += 1
      const ledger = openLedger(file, clock)
      setRoom()
      const watched: Record<string, unknown> = { ...ledger }
      for (const [name, act] of Object.entries(ledger) as [string, (...args: unknown[]) => unknown][]) {
        watched[name] = (...args: unknown[]) => {
          if (!changes(name)) {
            reading?.()
            return act(...args)
          }
          const what = [name, ...args.filter(arg => typeof arg !== 'object')].join(' ')
          moment('before', what)
          version += 1
          const given = act(...args)
          moment('after', what)
          return given
        }
      }
      return watched as unknown as Ledger
    },
    fill: () => {
      full = true
      setRoom()
    },
    makeRoom: () => {
      full = false
      setRoom()
    },
    programGone: close,
    powerGone: () => {
      const live = database()
      if (!live?.open) return
      if ((live.pragma('synchronous', { simple: true }) as number) >= FULL) return close()
      // Closing would write the log into the file, which a power cut does not do.
      copyFileSync(file, `${file}.kept`)
      close()
      renameSync(`${file}.kept`, file)
      version += 1
      rmSync(`${file}-wal`, { force: true })
    },
    remove: () => {
      close()
      for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
    },
  }

  function changes(name: string): boolean {
    // Everything that is no question: a ledger of a later version may have more to write.
    return (WRITES as readonly string[]).includes(name) || !/^(job|copies|open|close)/.test(name)
  }
}
