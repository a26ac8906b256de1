import { spend } from './budget.ts'
import type { Cursor } from './cursor.ts'
import { refuse } from './reasons.ts'
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

const WHITE = 16
/** Value of each hex digit; 16 for white space, 17 for anything else. */
const HEX = new Uint8Array(256).fill(17)
for (const byte of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) HEX[byte] = WHITE
for (let digit = 0; digit < 16; digit++) {
  const character = digit.toString(16)
  HEX[character.charCodeAt(0)] = digit
  HEX[character.toUpperCase().charCodeAt(0)] = digit
}

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
  spend(cursor.budget, 'steps', value.length >> 4, start)
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
  const { bytes, end } = cursor
  const start = cursor.at
  const stop = bytes.indexOf(0x3e, start + 1)
  if (stop < 0 || stop >= end) refuse('bad-token', start)
  spend(cursor.budget, 'steps', (stop - start) >> 5, start)
  const value = new Uint8Array((stop - start) >> 1)
  let digits = 0
  for (let at = start + 1; at < stop; at++) {
    const digit = HEX[bytes[at]!]!
    if (digit === WHITE) continue
    if (digit > 15) refuse('bad-token', at)
    value[digits >> 1]! |= digits % 2 === 0 ? digit << 4 : digit
    digits++
  }
  cursor.at = stop + 1
  return { kind: 'string', form: 'hex', value: value.subarray(0, (digits + 1) >> 1), start, end: cursor.at }
}
