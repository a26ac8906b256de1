/** The bytes of a file from its header to its end. */
export interface Core {
  readonly start: number
  readonly end: number
}

/** What a mail gateway, a download manager or a web server puts in front of a file is no longer than this. */
const IN_FRONT_MAX = 64 * 1024
/** How many line ends a file must have before their kind says anything. */
const LINE_ENDS_MIN = 32
/** A file of text may have been written with one kind of line end; one with so many other bytes is no text. */
const BINARY_BYTES_MIN = 1024

const HEADER = [...'%PDF-'].map(character => character.charCodeAt(0))
const END = [...'%%EOF'].map(character => character.charCodeAt(0))

/**
 * Where a file begins and ends, if something stands in front of its header or only empty space behind its end; null where neither
 * is so.
 */
export function coreOf(bytes: Uint8Array): Core | null {
  const start = find(bytes, HEADER, Math.min(bytes.length, IN_FRONT_MAX))
  if (start < 0) return null
  let last = bytes.length
  while (last > start && isEmpty(bytes[last - 1])) last--
  if (!END.every((byte, at) => bytes[last - END.length + at] === byte)) last = bytes.length
  const end = Math.min(bytes.length, last + lineEndAt(bytes, last))
  return start > 0 || end < bytes.length ? { start, end } : null
}

/** Whether line ends were turned into one kind, in a file whose compressed parts would have every kind by chance. */
export function hasOneKindOfLineEnd(bytes: Uint8Array): boolean {
  let [pairs, feeds, returns, binary] = [0, 0, 0, 0]
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte >= 0x80) binary++
    else if (byte === 0x0a) {
      if (bytes[at - 1] === 0x0d) pairs++
      else feeds++
    } else if (byte === 0x0d && bytes[at + 1] !== 0x0a) returns++
  }
  // Turned into pairs, feeds or returns; a program that makes pairs mostly leaves the returns as they are.
  const isOneKind = feeds === 0 ? pairs === 0 || pairs >= LINE_ENDS_MIN : pairs + returns === 0
  return isOneKind && pairs + feeds + returns >= LINE_ENDS_MIN && binary >= BINARY_BYTES_MIN
}

/** White space, and the zeros that fill up a block (ISO 32000-2, 7.2.3). */
function isEmpty(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0
}

function lineEndAt(bytes: Uint8Array, at: number): number {
  if (bytes[at] === 0x0d) return bytes[at + 1] === 0x0a ? 2 : 1
  return bytes[at] === 0x0a ? 1 : 0
}

function find(bytes: Uint8Array, codes: readonly number[], before: number): number {
  for (let at = bytes.indexOf(codes[0]!); at >= 0 && at < before; at = bytes.indexOf(codes[0]!, at + 1)) {
    if (codes.every((code, nth) => bytes[at + nth] === code)) return at
  }
  return -1
}
