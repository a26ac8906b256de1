import type { Limit, MakeLimit } from '../ground/limits/limit.ts'
import { sha256Hex } from '../ground/store/content-store.ts'

/** How often somebody may begin something, write, and be written to. */
export interface EnquiriesLimits {
  /** Corrections and questions that a person begins. */
  readonly begun: Limit
  /** The same from one address of the net: a campus may have one. */
  readonly begunFrom: Limit
  /** What a person writes besides. */
  readonly written: Limit
  /** Letters to one mailbox, whoever has named it. */
  readonly letters: Limit
  /** Pages of staff. */
  readonly pages: Limit
}

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

export function enquiriesLimits(limit: MakeLimit): EnquiriesLimits {
  const make = (name: string, times: number, timesOfAll: number, windowMs: number) =>
    limit(`enquiries ${name}`, { times, timesOfAll, windowMs })
  /** A person's key is the university's, and may look like an address of a net, of which a limit counts but the beginning. */
  const hashed = (counted: Limit): Limit => ({ allow: who => counted.allow(sha256Hex(who)) })
  return {
    begun: hashed(make('begun', 10, 20_000, DAY_MS)),
    begunFrom: make('begun from', 200, 20_000, DAY_MS),
    written: hashed(make('written', 40, 50_000, DAY_MS)),
    letters: hashed(make('letters', 20, 50_000, DAY_MS)),
    pages: make('pages', 120, 3_000, MINUTE_MS),
  }
}
