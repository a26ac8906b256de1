import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type VisitReport, visitReportSchema } from '../../../src/contract/reports-api.ts'

/** A machine that is cut off for months keeps the newest. */
export const KEPT_VISITS = 2_000

const keptSchema = z.array(visitReportSchema)

/** Visits of which the server has not been told, on the disk. */
export interface VisitShelf {
  /** Oldest first; nothing where there is nothing, or nothing that makes sense. */
  read(): readonly VisitReport[]
  /** Whole or not at all. Throws what the disk says. */
  write(reports: readonly VisitReport[]): void
}

/** The shelf in a terminal's data folder. */
export function visitShelf(dataDir: string): VisitShelf {
  const file = join(dataDir, 'visit-reports.json')
  return {
    read: () => {
      try {
        return keptSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
      } catch {
        return []
      }
    },
    write: reports => {
      // Written beside and renamed, so that a power cut leaves the old file or the new one.
      writeFileSync(`${file}.new`, JSON.stringify(reports), { mode: 0o600, flush: true })
      renameSync(`${file}.new`, file)
    },
  }
}
