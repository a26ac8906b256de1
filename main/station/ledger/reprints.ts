import type { Database } from 'better-sqlite3'
import type { JobId } from '../../../src/contract/ids.ts'
import type { Reprint } from '../../../src/contract/reprints-api.ts'
import type { Language } from '../../../src/contract/texts.ts'
import type { ReprintOf } from '../../../src/session/state.ts'
import type { Write } from './copies.ts'

/** Copies in the ledger that are printed again for nothing. */
export interface ReprintBook {
  /** To be called before the server is asked: of which document, and how many copies, only its answer says. */
  beginReprint(jobId: JobId, by: ReprintOf['by'], language: Language): void
  /** What the server has answered. */
  reprintOpened(jobId: JobId, reprint: Reprint, sheetsPerCopy: number): void
}

export function createReprintBook(database: Database, write: Write): ReprintBook {
  // Columns that are not known yet must hold something; nothing is printed and nothing told of a job that is still being asked for.
  const insert = database.prepare(
    `INSERT INTO job (job_id, state, document_id, sha256, title_zh, title_en, pages, sheets_per_copy, copies, free_copies,
       unit_price_fen, language, reprint_by, begun_at_ms, changed_at_ms)
     VALUES (@jobId, 'ordering', '', '', '', '', 1, 1, 1, 0, 0, @language, @by, @nowMs, @nowMs)`,
  )
  const fill = database.prepare(
    `UPDATE job SET order_number = @orderNumber, document_id = @documentId, sha256 = @sha256, title_zh = @titleZh,
       title_en = @titleEn, pages = @pages, sheets_per_copy = @sheetsPerCopy, copies = @copies, reprint_of = @reprintOf,
       document_kind = @documentKind
     WHERE job_id = @jobId`,
  )
  return {
    beginReprint: (jobId, by, language) =>
      write(jobId, `ordering a reprint by ${by}`, nowMs => insert.run({ jobId, by, language, nowMs })),
    reprintOpened: (jobId, { order, document }, sheetsPerCopy) =>
      write(jobId, `numbered, a reprint of ${order.reprintOf ?? 'an order that is not named'}`, () =>
        fill.run({
          ...{ jobId, sheetsPerCopy, orderNumber: order.orderNumber, copies: order.quote.copies },
          ...{ documentId: document.documentId, sha256: document.sha256, pages: document.pages },
          documentKind: document.kind,
          ...{ titleZh: document.title.zh, titleEn: document.title.en, reprintOf: order.reprintOf ?? '' },
        }),
      ),
  }
}
