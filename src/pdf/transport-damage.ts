import { latin1 } from './bytes.ts'

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
/** Letters that no text has, of which a recoded file has many. */
const ODD_LETTERS_MIN = 256

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

/**
 * Whether the rows of a cross-reference table are one byte short, as they are once their pairs of line ends have become one (7.5.4):
 * a file that lost just these shows it nowhere else.
 */
export const hasShortRows = (bytes: Uint8Array): boolean => SHORT_ROWS.test(latin1(bytes))
const SHORT_ROWS = new RegExp(
  `xref[\\r\\n]+\\d{1,10} \\d{1,10}[\\r\\n](?:\\d{10} \\d{5} [nf][\\r\\n]){${LINE_ENDS_MIN}}`,
)

/**
 * Whether the bytes were read as letters and written as UTF-8: every one of them fits, and there are many that no text has, control
 * characters behind 0x7f or the mark for what could not be read.
 */
export function isRecoded(bytes: Uint8Array): boolean {
  let odd = 0
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at]!
    const more =
      byte < 0x80
        ? 0
        : byte >= 0xc2 && byte < 0xe0
          ? 1
          : byte >= 0xe0 && byte < 0xf0
            ? 2
            : byte >= 0xf0 && byte < 0xf5
              ? 3
              : -1
    if (more < 0) return false
    for (let next = at + 1; next <= at + more; next++) if ((bytes[next] ?? 0) >> 6 !== 0b10) return false
    const isControl = byte === 0xc2 && bytes[at + 1]! < 0xa0
    const isMark = byte === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd
    if (isControl || isMark) odd++
    at += more + 1
  }
  return odd >= ODD_LETTERS_MIN
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
