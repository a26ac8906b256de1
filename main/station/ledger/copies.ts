import type { Database } from 'better-sqlite3'
import { type PrinterStanding, printerStandingSchema } from '../../../src/contract/devices.ts'
import type { JobId } from '../../../src/contract/ids.ts'

/** `sending` is written before the first byte goes to the printer: after a break, only the printer knows more. */
export type CopyState = 'sending' | 'delivered' | 'not-delivered' | 'cannot-be-told'

/**
 * What is left of a copy that was given back. `at-printer`: it may still come out, and nobody is served until it is gone. `gone`:
 * nothing more comes out, and nothing did that was not counted. `late`: it came out all the same, the server is to be told. `absent`:
 * it could not be told whether it came out, and by now it is proven that it did not; the server is to be told. `none`: there is
 * nothing of it.
 */
export type Aftermath = 'none' | 'at-printer' | 'gone' | 'late' | 'late-told' | 'absent' | 'absent-told'

export interface LedgerCopy {
  readonly copyNumber: number
  readonly jobName: string
  readonly state: CopyState
  /** Confirmed so far: never falls, over any number of breaks. */
  readonly sheetsDelivered: number
  /** What the printer said of itself before the copy left; null for a copy of before it was kept. */
  readonly standing: PrinterStanding | null
  readonly printerJobId: number | null
  /** Work of somebody else was seen at the printer since it was offered. */
  readonly othersSeen: boolean
  /** On what the end rests, in a machine's words. */
  readonly evidence: string
  readonly aftermath: Aftermath
  /** Sheets of it that had come out when it was gone; null before that. */
  readonly sheetsInTheEnd: number | null
  readonly evidenceInTheEnd: string
}

/** How a copy ended, as it is written down. */
export interface CopyEnd {
  readonly state: Exclude<CopyState, 'sending'>
  readonly sheetsDelivered: number
  readonly evidence: string
  /** What did not come out may still lie at the printer. */
  readonly atPrinter: boolean
}

/** The copies in the ledger. */
export interface CopyBook {
  /** To be called before the first byte of the copy leaves, each time that it is offered. */
  copySending(jobId: JobId, copyNumber: number, jobName: string, standing: PrinterStanding | null): void
  /** The printer's number for the copy. */
  copyAccepted(jobId: JobId, copyNumber: number, printerJobId: number): void
  copyBesideOthers(jobId: JobId, copyNumber: number): void
  /** Sheets that were seen to come out of a copy under way. */
  copySeen(jobId: JobId, copyNumber: number, sheetsDelivered: number): void
  copyEnded(jobId: JobId, copyNumber: number, end: CopyEnd): void
  /** A copy that was `at-printer` is not there any more. */
  copyCleared(
    jobId: JobId,
    copyNumber: number,
    cleared: {
      readonly sheetsInTheEnd: number
      readonly aftermath: 'gone' | 'late' | 'absent'
      readonly evidence: string
    },
  ): void
  /** The server knows what became of these copies of a job, which were `late`, or `absent`. */
  aftermathTold(jobId: JobId, aftermath: 'late' | 'absent', copies: readonly Pick<LedgerCopy, 'copyNumber'>[]): void
  copies(jobId: JobId): LedgerCopy[]
  /** The copy that was offered last of all, and when its row changed last; null before the first. */
  lastOffered(): { readonly jobId: JobId; readonly copy: LedgerCopy; readonly changedAtMs: number } | null
  /** Every job with a copy in this aftermath, oldest first. */
  jobsWith(aftermath: Aftermath): JobId[]
}

interface CopyRow {
  job_id: JobId
  changed_at_ms: number
  copy_number: number
  job_name: string
  state: CopyState
  sheets_delivered: number
  standing: string | null
  printer_job_id: number | null
  others_seen: 0 | 1
  evidence: string
  aftermath: Aftermath
  sheets_in_the_end: number | null
  evidence_in_the_end: string
}

/** One change and its line in the journal, together or not at all. */
export type Write = (jobId: JobId, what: string, change: (nowMs: number) => void) => void

const EVIDENCE_MAX = 300

export function createCopyBook(database: Database, write: Write): CopyBook {
  const insert = database.prepare(
    `INSERT INTO copy (job_id, copy_number, job_name, state, standing, changed_at_ms) VALUES (?, ?, ?, 'sending', ?, ?)
     ON CONFLICT (job_id, copy_number) DO UPDATE
       SET standing = excluded.standing, printer_job_id = NULL, others_seen = 0, changed_at_ms = excluded.changed_at_ms`,
  )
  const accept = database.prepare('UPDATE copy SET printer_job_id = ? WHERE job_id = ? AND copy_number = ?')
  const seeOthers = database.prepare('UPDATE copy SET others_seen = 1 WHERE job_id = ? AND copy_number = ?')
  const see = database.prepare(
    'UPDATE copy SET sheets_delivered = max(sheets_delivered, ?) WHERE job_id = ? AND copy_number = ?',
  )
  const end = database.prepare(
    `UPDATE copy SET state = ?, sheets_delivered = max(sheets_delivered, ?), evidence = ?, aftermath = ?, changed_at_ms = ?
     WHERE job_id = ? AND copy_number = ?`,
  )
  const clear = database.prepare(
    `UPDATE copy SET aftermath = ?, sheets_in_the_end = ?, evidence_in_the_end = ?, changed_at_ms = ?
     WHERE job_id = ? AND copy_number = ?`,
  )
  const tell = database.prepare('UPDATE copy SET aftermath = ? WHERE job_id = ? AND copy_number = ? AND aftermath = ?')
  const touchJob = database.prepare('UPDATE job SET changed_at_ms = ? WHERE job_id = ?')
  const select = database.prepare<[string], CopyRow>('SELECT * FROM copy WHERE job_id = ? ORDER BY copy_number')
  // A row is made when its copy is offered first, and one copy is offered at a time.
  const selectLast = database.prepare<[], CopyRow>(
    'SELECT * FROM copy WHERE standing IS NOT NULL ORDER BY rowid DESC LIMIT 1',
  )
  const selectJobs = database.prepare<[string], { job_id: JobId }>(
    'SELECT job_id, min(changed_at_ms) AS at FROM copy WHERE aftermath = ? GROUP BY job_id ORDER BY at',
  )
  return {
    copySending: (jobId, copyNumber, jobName, standing) =>
      write(jobId, `copy ${copyNumber} sending`, nowMs => {
        insert.run(jobId, copyNumber, jobName, standing && JSON.stringify(standing), nowMs)
        touchJob.run(nowMs, jobId)
      }),
    copyAccepted: (jobId, copyNumber, printerJobId) =>
      write(jobId, `copy ${copyNumber} is job ${printerJobId}`, () => accept.run(printerJobId, jobId, copyNumber)),
    copyBesideOthers: (jobId, copyNumber) =>
      write(jobId, `others at the printer beside copy ${copyNumber}`, () => seeOthers.run(jobId, copyNumber)),
    copySeen: (jobId, copyNumber, sheetsDelivered) => void see.run(sheetsDelivered, jobId, copyNumber),
    copyEnded: (jobId, copyNumber, { state, sheetsDelivered, evidence, atPrinter }) =>
      write(jobId, `copy ${copyNumber} ${state}, ${sheetsDelivered} sheets: ${evidence}`, nowMs => {
        const aftermath: Aftermath = atPrinter ? 'at-printer' : 'none'
        end.run(state, sheetsDelivered, cut(evidence), aftermath, nowMs, jobId, copyNumber)
        touchJob.run(nowMs, jobId)
      }),
    copyCleared: (jobId, copyNumber, { sheetsInTheEnd, aftermath, evidence }) =>
      write(jobId, `copy ${copyNumber} ${aftermath}, ${sheetsInTheEnd} sheets in the end: ${evidence}`, nowMs =>
        clear.run(aftermath, sheetsInTheEnd, cut(evidence), nowMs, jobId, copyNumber),
      ),
    aftermathTold: (jobId, aftermath, copies) =>
      write(jobId, `${aftermath} copies told`, () => {
        for (const { copyNumber } of copies) tell.run(`${aftermath}-told`, jobId, copyNumber, aftermath)
      }),
    copies: jobId => select.all(jobId).map(copyOfRow),
    lastOffered: () => {
      const row = selectLast.get()
      return row ? { jobId: row.job_id, copy: copyOfRow(row), changedAtMs: row.changed_at_ms } : null
    },
    jobsWith: aftermath => selectJobs.all(aftermath).map(({ job_id: jobId }) => jobId),
  }
}

function copyOfRow(row: CopyRow): LedgerCopy {
  return {
    copyNumber: row.copy_number,
    jobName: row.job_name,
    state: row.state,
    sheetsDelivered: row.sheets_delivered,
    standing: row.standing === null ? null : standingOf(row.standing),
    printerJobId: row.printer_job_id,
    othersSeen: row.others_seen === 1,
    evidence: row.evidence,
    aftermath: row.aftermath,
    sheetsInTheEnd: row.sheets_in_the_end,
    evidenceInTheEnd: row.evidence_in_the_end,
  }
}

/** A standing that cannot be read is none: then nothing is proven by it. */
function standingOf(json: string): PrinterStanding | null {
  try {
    return printerStandingSchema.safeParse(JSON.parse(json)).data ?? null
  } catch {
    return null
  }
}

function cut(evidence: string): string {
  return evidence.slice(0, EVIDENCE_MAX)
}
