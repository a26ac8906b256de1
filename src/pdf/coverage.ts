import type { SignedRange } from './byte-range.ts'
import { latin1 } from './bytes.ts'
import type { PdfFile } from './objects.ts'
import { type ReasonCode, refuse } from './reasons.ts'
import type { Coverage } from './report.ts'
import type { FoundSignature } from './signature-field.ts'

/**
 * How much of the file a signature covers. It must be all of the revision that it was made in, with its `%%EOF`; the line
 * end behind that may belong to either side. Refuses anything less.
 */
export function checkCoverage(file: PdfFile, { dictionary, revision }: FoundSignature, range: SignedRange): Coverage {
  const own = file.revisions[revision] ?? refuse('internal-error')
  if (dictionary.end > range.end) refuse('signature-outside-range', dictionary.start)
  if (range.end === file.bytes.length && file.end < range.end) refuse('junk-after-end', file.end)
  if (range.end < own.eof || range.end > own.end) {
    // The signed bytes end as a whole file does: someone saved it again, and left the first saving out of the count.
    refuse(endsAsFile(file.bytes, range.end) ? 'revision-after-signature' : 'range-not-whole-file', range.end)
  }
  return range.end === file.bytes.length ? 'entire-file' : 'entire-revision'
}

function endsAsFile(bytes: Uint8Array, end: number): boolean {
  return /%%EOF(?:\r\n|\r|\n)?$/.test(latin1(bytes.subarray(Math.max(0, end - 8), end)))
}

/** What is wrong with the end of a file whose last revision is not its last byte; null when nothing is. */
export function lookAtEnd(file: PdfFile, newestRangeEnd: number): { code: ReasonCode; place: number } | null {
  const { length } = file.bytes
  if (file.end < length) return { code: 'bytes-after-signature', place: file.end }
  const isNewest = newestRangeEnd >= (file.revisions.at(-1)?.eof ?? length)
  return isNewest && newestRangeEnd < length ? { code: 'bytes-after-signature', place: newestRangeEnd } : null
}
