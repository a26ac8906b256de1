import { latin1 } from './bytes.ts'
import { LIMITS } from './limits.ts'
import { refuse } from './reasons.ts'
import type { PdfDict } from './values.ts'

/** What a signature covers, and the signature itself. */
export interface SignedRange {
  /** The covered bytes: everything before and behind the gap. */
  readonly before: Uint8Array
  readonly behind: Uint8Array
  /** The CMS with the zeros that fill the gap. */
  readonly contents: Uint8Array
  /** Offset just behind the last covered byte. */
  readonly end: number
  readonly numbers: readonly [number, number, number, number]
}

/**
 * Reads /ByteRange and /Contents (ISO 32000-2, 12.8.1) so strictly that one reading is left: four plain integers, the first
 * of them 0, and a gap that is exactly the hex token of this dictionary's own /Contents.
 */
export function readSignedRange(bytes: Uint8Array, signature: PdfDict): SignedRange {
  const contents = signature.entries.get('Contents')
  if (contents?.kind !== 'string' || contents.form !== 'hex') refuse('bad-contents', signature.start)
  const digits = contents.end - contents.start - 2
  if (digits === 0 || digits > LIMITS.signatureBytes * 2) refuse('bad-contents', contents.start)
  const hex = latin1(bytes.subarray(contents.start + 1, contents.end - 1))
  // One letter case: else a changed case would be a changed byte that the signature does not notice.
  const plain = hex.length % 2 === 0 && (/^[0-9a-f]+$/.test(hex) || /^[0-9A-F]+$/.test(hex))
  if (!plain) refuse('bad-contents', contents.start)

  const range = signature.entries.get('ByteRange')
  if (range?.kind !== 'array' || range.items.length !== 4) refuse('bad-byte-range', signature.start)
  const numbers = range.items.map(item => {
    const plain = item.kind === 'integer' && /^\d+$/.test(latin1(bytes.subarray(item.start, item.end)))
    return plain ? item.value : refuse('bad-byte-range', item.start)
  })
  const [first, firstLength, second, secondLength] = numbers as [number, number, number, number]
  const end = second + secondLength
  if (first !== 0 || firstLength === 0 || second <= firstLength || secondLength === 0 || end > bytes.length) {
    refuse('bad-byte-range', range.start)
  }
  if (contents.start !== firstLength || contents.end !== second) refuse('gap-not-contents', contents.start)
  return {
    before: bytes.subarray(0, firstLength),
    behind: bytes.subarray(second, end),
    contents: contents.value,
    end,
    numbers: [first, firstLength, second, secondLength],
  }
}

/** The four numbers for a report, however wrong they are; null when there are not four. */
export function shownRange({ entries }: PdfDict): readonly [number, number, number, number] | null {
  const range = entries.get('ByteRange')
  if (range?.kind !== 'array' || range.items.length !== 4) return null
  const [a, b, c, d] = range.items.map(item => (item.kind === 'integer' ? item.value : null))
  return a != null && b != null && c != null && d != null ? [a, b, c, d] : null
}
