import { z } from 'zod'

export const MOST_ROWS = 200
export const USUAL_ROWS = 50

/** What every list of the console is asked with, beside filters of its own: `z.object({ ...pageInput, state: stateSchema.optional() })`. */
export const pageInput = {
  search: z.string().trim().max(100).optional(),
  /** `next` of the page before, as it was given. */
  after: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,400}$/)
    .optional(),
  /** A number in an address is text. */
  limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(USUAL_ROWS),
} as const

/** A part of a list, and where the next one begins; null after the last. */
export const pageOf = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row), next: z.string().nullable() })

/** A part of a list. */
export interface PageOf<Row> {
  readonly rows: readonly Row[]
  readonly next: string | null
}
