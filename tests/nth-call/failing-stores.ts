import SqliteDatabase, { type Database, type Statement } from 'better-sqlite3'
import type { ContentStore } from '../../server/ground/store/content-store.ts'
import type { Faults } from '../simulation/faults.ts'
import type { Life } from '../simulation/life.ts'
import type { SimulatedStore } from '../simulation/store.ts'

/** In every error that is made here, so that a log that speaks of one is known to speak of no bug. */
export const MADE_HERE = 'made to fail'

/** How a query goes wrong, with PostgreSQL's own codes. */
const DATABASE_FAULTS = {
  'the connection is lost': '08006',
  'the database is stopped': '57P01',
  'its disk is full': '53100',
  'two transactions collide': '40001',
} as const
/** It was done, commits too, and nobody heard of it. */
const ANSWER_FAULTS = { 'the answer is lost': '08006' } as const
const FILE_FAULTS = { 'an input or output error': 'EIO', 'no space is left': 'ENOSPC' } as const
const LEDGER_FAULTS = { 'an input or output error': 'SQLITE_IOERR', 'the disk is full': 'SQLITE_FULL' } as const

/** Throws where this call at `where` is one that goes wrong. */
function failOrPass(faults: Faults | null, where: string, codes: Readonly<Record<string, string>>): void {
  const kind = faults?.at(
    where,
    Object.keys(codes).map(one => [1, one] as const),
  )
  if (kind) throw Object.assign(new Error(`${MADE_HERE}: ${kind}`), { code: codes[kind] })
}

/** The store of a server, whose queries and commits may fail before anything of them is done, or when all of it is. */
export function failingStore(store: SimulatedStore, faults: () => Faults | null): SimulatedStore {
  const fails = (life: Life, where: string, codes: Readonly<Record<string, string>>) => {
    if (!life.isOver()) failOrPass(faults(), where, codes)
  }
  return {
    ...store,
    openFor: (life, beforeQuery) =>
      store.openFor(
        life,
        () => {
          beforeQuery()
          fails(life, 'database', DATABASE_FAULTS)
        },
        () => fails(life, 'answers of the database', ANSWER_FAULTS),
      ),
  }
}

/** Files of the server that may be neither written nor read. */
export function failingFiles(files: ContentStore, faults: () => Faults | null): ContentStore {
  return {
    put: async bytes => {
      failOrPass(faults(), 'files', FILE_FAULTS)
      return files.put(bytes)
    },
    putAll: async all => {
      failOrPass(faults(), 'files', FILE_FAULTS)
      return files.putAll(all)
    },
    get: async sha256 => {
      failOrPass(faults(), 'files', FILE_FAULTS)
      return files.get(sha256)
    },
    check: files.check,
    remove: files.remove,
  }
}

const ACTS = ['run', 'get', 'all'] as const

/** Every statement of a ledger that a station has open may fail; whoever reads one from outside is left alone. For good: for a process of its own. */
export function makeLedgersFail(faults: () => Faults | null): void {
  const { prepare } = SqliteDatabase.prototype
  SqliteDatabase.prototype.prepare = function (this: Database, ...given: Parameters<typeof prepare>) {
    const statement: Statement = prepare.apply(this, given)
    if (this.readonly) return statement
    for (const act of ACTS) {
      const real = statement[act] as (...values: unknown[]) => unknown
      Object.assign(statement, {
        [act]: (...values: unknown[]) => {
          failOrPass(faults(), 'ledger', LEDGER_FAULTS)
          return real.apply(statement, values)
        },
      })
    }
    return statement
  } as typeof prepare
}
