import { existsSync, watch } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase, { type Database } from 'better-sqlite3'

/** What a station's ledger says, read from outside while the station runs and while it does not. */
export interface LedgerWatch {
  /**
   * Jobs that still owe something, and copies that may still come out. A job whose order was never heard of is asked about for ten
   * minutes more; whether anybody can pay it is seen at the gateway.
   */
  owed(): string[]
  /** Lets go of the file: whoever opens it next must find it as the last process left it. */
  letGo(): void
  close(): void
}

/** Tells of every line of the ledger's journal, as soon as the file has it. */
export function watchLedger(dataDir: string, tell: (words: string) => void): LedgerWatch {
  const file = join(dataDir, 'ledger.sqlite')
  let told = 0
  let open: Database | null = null
  const letGo = () => {
    open?.close()
    open = null
  }
  /** Null as long as the ledger is being made. */
  const database = (): Database | null => {
    if (!open && existsSync(file)) open = new SqliteDatabase(file, { readonly: true })
    return open?.pragma('user_version', { simple: true }) ? open : null
  }
  const look = () => {
    const lines = database()?.prepare<[number], { id: number; what: string }>(
      'SELECT id, what FROM transition WHERE id > ? ORDER BY id',
    )
    for (const { id, what } of lines?.all(told) ?? []) {
      told = id
      tell(`ledger: ${wordsOf(what)}`)
    }
  }
  const watcher = watch(dataDir, (_, name) => {
    // Opening the file touches it, so what is open stays open: else every look would call for another.
    if (name === 'ledger.sqlite-wal') look()
  })
  const rows = (sql: string) => database()?.prepare(sql).all() ?? []
  return {
    owed: () => {
      look()
      const jobs = rows("SELECT state FROM job WHERE state NOT IN ('settled', 'closed') AND order_number IS NOT NULL")
      return [...jobs, ...rows("SELECT aftermath FROM copy WHERE aftermath IN ('at-printer', 'late')")].map(row =>
        JSON.stringify(row),
      )
    },
    letGo,
    close: () => {
      watcher.close()
      letGo()
    },
  }
}

/** Without the figures that differ from visit to visit. */
function wordsOf(what: string): string {
  const copy = /^copy (\d+) (is job|sending|delivered|not-delivered|cannot-be-told|gone)/.exec(what)
  if (copy) return `copy ${copy[1]} ${copy[2] === 'is job' ? 'accepted' : copy[2]}`
  return what.split(' ', 1)[0]!.replace(/,$/, '')
}
