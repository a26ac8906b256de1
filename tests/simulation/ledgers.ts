import { existsSync } from 'node:fs'
import SqliteDatabase from 'better-sqlite3'
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

/** Reads a ledger from outside, whether its station is on or off. Empty for one that there is not, and for a stolen one. */
export function jobsInLedger({ ledgerFile, isStolen }: Pick<Kiosk, 'ledgerFile' | 'isStolen'>): LedgerJobSeen[] {
  if (isStolen || !existsSync(ledgerFile)) return []
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
