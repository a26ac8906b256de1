import { refuse } from './reasons.ts'
import type { Cursor } from './tokens.ts'
import type { PdfString } from './values.ts'

const ESCAPES = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x66, 0x0c],
  [0x28, 0x28],
  [0x29, 0x29],
  [0x5c, 0x5c],
])

/** `(text)` with balanced parentheses and escapes (ISO 32000-2, 7.3.4.2). */
export function readLiteralString(cursor: Cursor): PdfString {
  const start = cursor.at++
  const value: number[] = []
  let open = 1
  for (;;) {
    if (cursor.at >= cursor.end) refuse('bad-token', start)
    const byte = cursor.bytes[cursor.at++]!
    if (byte === 0x5c) readEscape(cursor, value)
    else {
      if (byte === 0x28) open++
      if (byte === 0x29 && --open === 0) break
      value.push(byte)
    }
  }
  return { kind: 'string', form: 'literal', value: Uint8Array.from(value), start, end: cursor.at }
}

function readEscape(cursor: Cursor, into: number[]): void {
  const byte = cursor.bytes[cursor.at++]
  if (byte === undefined || cursor.at > cursor.end) refuse('bad-token', cursor.at)
  if (byte === 0x0a) return
  if (byte === 0x0d) {
    if (cursor.bytes[cursor.at] === 0x0a) cursor.at++
    return
  }
  if (byte >= 0x30 && byte <= 0x37) {
    let code = byte - 0x30
    for (let digit = 0; digit < 2; digit++) {
      const next = cursor.bytes[cursor.at]
      if (next === undefined || next < 0x30 || next > 0x37) break
      code = code * 8 + next - 0x30
      cursor.at++
    }
    into.push(code & 0xff)
    return
  }
  into.push(ESCAPES.get(byte) ?? byte)
}

/** `<hex>`; white space may stand inside and a missing last digit is 0 (ISO 32000-2, 7.3.4.3). */
export function readHexString(cursor: Cursor): PdfString {
  const start = cursor.at++
  const digits: number[] = []
  for (;;) {
    if (cursor.at >= cursor.end) refuse('bad-token', start)
    const byte = cursor.bytes[cursor.at++]!
    if (byte === 0x3e) break
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0x00) continue
    const digit = hexDigit(byte)
    if (digit < 0) refuse('bad-token', cursor.at - 1)
    digits.push(digit)
  }
  const value = new Uint8Array(Math.ceil(digits.length / 2))
  for (let at = 0; at < value.length; at++) value[at] = digits[at * 2]! * 16 + (digits[at * 2 + 1] ?? 0)
  return { kind: 'string', form: 'hex', value, start, end: cursor.at }
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  if (byte >= 0x41 && byte <= 0x46) return byte - 0x41 + 10
  if (byte >= 0x61 && byte <= 0x66) return byte - 0x61 + 10
  return -1
}
