import { type Budget, newBudget, spend } from './budget.ts'
import { latin1 } from './bytes.ts'
import { refuse } from './reasons.ts'

/** Classes of characters (ISO 32000-2, 7.2.3): 0 regular, 1 white space, 2 delimiter. */
const CLASS = new Uint8Array(256)
for (const byte of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) CLASS[byte] = 1
for (const character of '()<>[]{}/%') CLASS[character.charCodeAt(0)] = 2
const WORD_MAX = 255

/** A place in a buffer that reading moves on. `end` bounds it, so that a reader can be kept inside a part. */
export interface Cursor {
  readonly bytes: Uint8Array
  readonly end: number
  readonly budget: Budget
  at: number
}

export function cursorAt(bytes: Uint8Array, at: number, budget = newBudget(), end = bytes.length): Cursor {
  return { bytes, at, budget, end }
}

/** Passes white space and comments (ISO 32000-2, 7.2.3). */
export function skipSpace(cursor: Cursor): void {
  const { bytes, end } = cursor
  const start = cursor.at
  let at = start
  for (; at < end; at++) {
    const byte = bytes[at]!
    if (byte === 0x25) while (at + 1 < end && bytes[at + 1] !== 0x0a && bytes[at + 1] !== 0x0d) at++
    else if (CLASS[byte] !== 1) break
  }
  cursor.at = at
  if (at - start > 64) spend(cursor.budget, 'steps', (at - start) >> 6, start)
}

/** A pointer may lead to a line end in front of what it means; two bytes of it, and no more. */
export function behindLineEnd(bytes: Uint8Array, at: number): number {
  let start = at
  while (start < at + 2 && (bytes[start] === 0x0a || bytes[start] === 0x0d)) start++
  return start
}

/** The run of regular characters at the cursor; empty when there is none. */
export function readWord(cursor: Cursor): string {
  const { bytes, end } = cursor
  const start = cursor.at
  let at = start
  while (at < end && CLASS[bytes[at]!] === 0) {
    if (at - start > WORD_MAX) refuse('bad-token', start)
    at++
  }
  cursor.at = at
  return latin1(bytes.subarray(start, at))
}

/** Passes white space and then exactly `word`. */
export function expectWord(cursor: Cursor, word: string): void {
  skipSpace(cursor)
  const start = cursor.at
  if (readWord(cursor) !== word) refuse('bad-token', start)
}

/** A non-negative integer of plain digits. */
export function readNatural(cursor: Cursor): number {
  skipSpace(cursor)
  const start = cursor.at
  const word = readWord(cursor)
  if (!/^\d{1,10}$/.test(word)) refuse('bad-token', start)
  return Number(word)
}
