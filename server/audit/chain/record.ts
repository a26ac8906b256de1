import { canonicalJson, type JsonValue } from '../../../src/audit/canonical-json.ts'

/** A row of the trail as it is read for the chain: every value as the text that the database has, and nothing rounded. */
export interface TrailRow {
  readonly seq: string
  /** Seconds since 1970 with six digits behind the point, `infinity` and all else that a column may hold. */
  readonly epoch: string
  readonly event: string
  readonly subject: string
  readonly terminal_id: string | null
  /** JSON. */
  readonly detail: string
}

/** What of a row is read for the chain; `a` is the table. */
export const TRAIL_COLUMNS =
  'a.seq::text as seq, extract(epoch from a.at)::text as epoch, a.event, a.subject, a.terminal_id, a.detail::text as detail'

/** The canonical JSON of a row (RFC 8785): what its link is made of. */
export function recordOf(row: TrailRow): string {
  const { seq, epoch, event, subject, terminal_id } = row
  const texts = { at: momentOf(epoch), event, seq, subject, terminalId: terminal_id }
  return canonicalJson({ ...texts, detail: exactDetail(row.detail) })
}

/** ISO 8601 with microseconds: what PostgreSQL keeps. What no calendar has stays as the database says it. */
export function momentOf(epoch: string): string {
  const [, seconds = '', micros = ''] = epoch.match(/^(\d{1,11})(?:\.(\d{6}))?$/) ?? []
  if (seconds === '') return epoch
  return `${new Date(Number(seconds) * 1_000).toISOString().slice(0, -5)}.${micros || '000000'}Z`
}

/** Digits of which a double may lose some, or that it writes in another way. */
const MAY_BE_ROUNDED = /\d\.\d|\d{16}/

/** A database keeps more digits of a number than a program reads. Such a number stands in the record by its digits. */
function exactDetail(text: string): JsonValue {
  if (!MAY_BE_ROUNDED.test(text)) return JSON.parse(text)
  const exact = (_: string, value: unknown, { source }: { source?: string }) =>
    typeof value === 'number' && String(value) !== source ? { digits: source } : value
  return JSON.parse(text, exact as (this: unknown, key: string, value: unknown) => unknown)
}
