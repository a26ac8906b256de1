import { existsSync } from 'node:fs'
import SqliteDatabase from 'better-sqlite3'
import type { Disk } from './disk.ts'
import type { Kiosk } from './kiosk.ts'

/** A job as the ledger on a kiosk's disk has it. */
export interface LedgerJobSeen {
  readonly jobId: string
  readonly state: string
  /** The number of its payment at the provider. */
  readonly paymentReference: string | null
  /** Nothing is owed for it there. */
  readonly isOver: boolean
}

interface Row {
  job_id: string
  state: string
  payment_reference: string | null
}

const read = new WeakMap<Disk, { readonly version: number; readonly jobs: readonly LedgerJobSeen[] }>()

/**
 * Reads a ledger from outside, whether its station is on or off, and again only when something may have been written since. Empty for one
 * that there is not, and for a stolen one.
 */
export function jobsInLedger(kiosk: Pick<Kiosk, 'ledgerFile' | 'isStolen' | 'disk'>): readonly LedgerJobSeen[] {
  const { ledgerFile, isStolen, disk } = kiosk
  if (isStolen || !existsSync(ledgerFile)) return []
  const version = disk.version()
  const last = read.get(disk)
  if (last?.version === version) return last.jobs
  const jobs = readJobs(ledgerFile)
  read.set(disk, { version, jobs })
  return jobs
}

function readJobs(ledgerFile: string): LedgerJobSeen[] {
  const ledger = new SqliteDatabase(ledgerFile, { readonly: true })
  try {
    const rows = ledger.prepare('SELECT job_id, state, payment_reference FROM job').all() as Row[]
    return rows.map(({ job_id: jobId, state, payment_reference: paymentReference }) => ({
      ...{ jobId, state, paymentReference },
      isOver: state === 'settled' || state === 'closed',
    }))
  } finally {
    ledger.close()
  }
}
