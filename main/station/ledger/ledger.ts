import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import type { Clock } from '../../../src/clock.ts'
import type { DocumentId, JobId } from '../../../src/contract/ids.ts'
import type { Order, PaymentMethod } from '../../../src/contract/orders-api.ts'
import type { Language } from '../../../src/contract/texts.ts'
import type { FaultCode } from '../../../src/fault.ts'
import { quote } from '../../../src/rules/quota.ts'
import type { Job, ReprintOf } from '../../../src/session/state.ts'
import { type CopyBook, createCopyBook, type Write } from './copies.ts'
import { createReprintBook, type ReprintBook } from './reprints.ts'
import { migrate } from './schema.ts'

/**
 * What is owed for a job. `ordering`: the server was or is being asked. `awaiting-payment`: a code is shown. `abandoned`: nobody
 * waits for it, all of it is to be undone. `printing`: free or paid, paper is owed. `printed`: the end is known, the server is to be told.
 * `settled` and `closed` owe nothing.
 */
export type JobState = 'ordering' | 'awaiting-payment' | 'abandoned' | 'printing' | 'printed' | 'settled' | 'closed'

export interface LedgerJob extends Job {
  readonly state: JobState
  readonly sha256: string
  /** Null of a job of before it was kept. */
  readonly documentKind: string | null
  readonly language: Language
  readonly copiesDelivered: number
  readonly copiesUnclear: number
  readonly sheetsDelivered: number
  readonly faultCode: FaultCode | null
  /** The server's number of the payment at its provider; null when nothing is to be paid, and for a job of before it was kept. */
  readonly paymentReference: string | null
  /** Under which number a person looks at this job, because the server did not know its order. */
  readonly caseNumber: string | null
  readonly changedAtMs: number
  readonly begunAtMs: number
}

/** The memory of what this machine owes. Every write is on the disk before the call returns. Holds nothing personal. */
export interface Ledger extends CopyBook, ReprintBook {
  begin(
    job: Omit<Job, 'orderNumber' | 'payment' | 'reprint'> & { sha256: string; language: Language; kind?: string },
  ): void
  /** The server's number for the order and how it is paid, once they are known. */
  opened(jobId: JobId, order: Pick<Order, 'orderNumber' | 'payment' | 'paymentReference'>): void
  move(jobId: JobId, to: JobState): void
  printed(
    jobId: JobId,
    outcome: { copiesDelivered: number; copiesUnclear: number; sheetsDelivered: number; faultCode: FaultCode | null },
  ): void
  /** The server has taken down under this number what it did not know of a job: nothing more is owed here. */
  handedOver(jobId: JobId, caseNumber: string): void
  job(jobId: JobId): LedgerJob | null
  /** Everything that still owes something, oldest first. */
  open(): LedgerJob[]
  /** How many of these there are, and since when the oldest. */
  debts(): { readonly open: number; readonly oldestBegunAtMs: number | null }
  close(): void
}

interface JobRow {
  job_id: JobId
  state: JobState
  order_number: string | null
  document_id: DocumentId
  sha256: string
  document_kind: string | null
  title_zh: string
  title_en: string
  pages: number
  sheets_per_copy: number
  copies: number
  free_copies: number
  unit_price_fen: number
  provider: string | null
  provider_name_zh: string | null
  provider_name_en: string | null
  payee_name: string | null
  language: Language
  copies_delivered: number
  copies_unclear: number
  sheets_delivered: number
  payment_reference: string | null
  case_number: string | null
  reprint_by: ReprintOf['by'] | null
  reprint_of: string
  fault_code: FaultCode | null
  begun_at_ms: number
  changed_at_ms: number
}

export function openLedger(file: string, clock: Clock): Ledger {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const database = new SqliteDatabase(file)
  database.pragma('journal_mode = WAL')
  // FULL: a commit is on the disk before a printer or a payment hears of it. A power cut may take the line, not the record.
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  migrate(database)

  const note = database.prepare('INSERT INTO transition (job_id, at_ms, what) VALUES (?, ?, ?)')
  const insertJob = database.prepare(
    `INSERT INTO job (job_id, state, document_id, sha256, title_zh, title_en, pages, sheets_per_copy, copies, free_copies, unit_price_fen,
       language, document_kind, begun_at_ms, changed_at_ms)
     VALUES (@jobId, 'ordering', @documentId, @sha256, @titleZh, @titleEn, @pages, @sheetsPerCopy, @copies, @freeCopies, @unitPriceFen,
       @language, @documentKind, @nowMs, @nowMs)`,
  )
  const numberJob = database.prepare(
    `UPDATE job SET order_number = @orderNumber, provider = @provider, provider_name_zh = @nameZh, provider_name_en = @nameEn,
       payee_name = @payeeName, payment_reference = @paymentReference WHERE job_id = @jobId`,
  )
  const moveJob = database.prepare('UPDATE job SET state = ?, changed_at_ms = ? WHERE job_id = ?')
  const endJob = database.prepare(
    `UPDATE job SET state = 'printed', copies_delivered = ?, copies_unclear = ?, sheets_delivered = ?, fault_code = ?,
       changed_at_ms = ? WHERE job_id = ?`,
  )
  const handOverJob = database.prepare(
    `UPDATE job SET state = 'closed', case_number = ?, changed_at_ms = ? WHERE job_id = ?`,
  )
  const selectJob = database.prepare<[string], JobRow>('SELECT * FROM job WHERE job_id = ?')
  const selectOpen = database.prepare<[], JobRow>(
    `SELECT * FROM job WHERE state NOT IN ('settled', 'closed') ORDER BY begun_at_ms`,
  )
  const countOpen = database.prepare<[], { open: number; oldest: number | null }>(
    `SELECT count(*) AS open, min(begun_at_ms) AS oldest FROM job WHERE state NOT IN ('settled', 'closed')`,
  )
  /** One change and its line in the journal, together or not at all. */
  const write: Write = (jobId, what, change) =>
    database.transaction(() => {
      const nowMs = clock.now()
      change(nowMs)
      note.run(jobId, nowMs, what)
    })()

  return {
    ...createCopyBook(database, write),
    ...createReprintBook(database, write),
    begin: job =>
      write(job.jobId, 'ordering', nowMs =>
        insertJob.run({
          jobId: job.jobId,
          documentId: job.documentId,
          sha256: job.sha256,
          titleZh: job.title.zh,
          titleEn: job.title.en,
          pages: job.pages,
          sheetsPerCopy: job.sheetsPerCopy,
          copies: job.quote.copies,
          freeCopies: job.quote.freeCopies,
          unitPriceFen: job.quote.unitPriceFen,
          language: job.language,
          documentKind: job.kind ?? null,
          nowMs,
        }),
      ),
    opened: (jobId, { orderNumber, payment, paymentReference }) =>
      write(jobId, 'numbered', () =>
        numberJob.run({
          jobId,
          orderNumber,
          provider: payment?.provider ?? null,
          nameZh: payment?.name.zh ?? null,
          nameEn: payment?.name.en ?? null,
          payeeName: payment?.payeeName ?? null,
          paymentReference,
        }),
      ),
    move: (jobId, to) => write(jobId, to, nowMs => moveJob.run(to, nowMs, jobId)),
    printed: (jobId, outcome) =>
      write(jobId, printedWords(outcome), nowMs =>
        endJob.run(
          ...[outcome.copiesDelivered, outcome.copiesUnclear, outcome.sheetsDelivered, outcome.faultCode],
          ...[nowMs, jobId],
        ),
      ),
    handedOver: (jobId, caseNumber) =>
      write(jobId, `closed, case ${caseNumber}`, nowMs => handOverJob.run(caseNumber, nowMs, jobId)),
    job: jobId => {
      const row = selectJob.get(jobId)
      return row ? jobOfRow(row) : null
    },
    open: () => selectOpen.all().map(jobOfRow),
    debts: () => {
      const { open, oldest } = countOpen.get()!
      return { open, oldestBegunAtMs: oldest }
    },
    close: () => database.close(),
  }
}

function printedWords(outcome: { copiesDelivered: number; copiesUnclear: number; sheetsDelivered: number }): string {
  const unclear = outcome.copiesUnclear > 0 ? `, ${outcome.copiesUnclear} copies cannot be told` : ''
  return `printed ${outcome.copiesDelivered} copies, ${outcome.sheetsDelivered} sheets${unclear}`
}

function jobOfRow(row: JobRow): LedgerJob {
  return {
    jobId: row.job_id,
    state: row.state,
    orderNumber: row.order_number ?? '',
    documentId: row.document_id,
    sha256: row.sha256,
    documentKind: row.document_kind,
    title: { zh: row.title_zh, en: row.title_en },
    pages: row.pages,
    sheetsPerCopy: row.sheets_per_copy,
    // The tariff of the order stands; only how many of its copies were free is needed to say it again.
    quote: quote(row.copies, row.free_copies, row.unit_price_fen),
    payment: paymentOfRow(row),
    reprint: row.reprint_by && { by: row.reprint_by, orderNumber: row.reprint_of },
    language: row.language,
    copiesDelivered: row.copies_delivered,
    copiesUnclear: row.copies_unclear,
    sheetsDelivered: row.sheets_delivered,
    faultCode: row.fault_code,
    paymentReference: row.payment_reference,
    caseNumber: row.case_number,
    begunAtMs: row.begun_at_ms,
    changedAtMs: row.changed_at_ms,
  }
}

function paymentOfRow(row: JobRow): PaymentMethod | null {
  const { provider, provider_name_zh: zh, provider_name_en: en, payee_name: payeeName } = row
  return provider === null || zh === null || en === null ? null : { provider, name: { zh, en }, payeeName }
}
