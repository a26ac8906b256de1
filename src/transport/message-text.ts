import { err, ok, type Result } from '../result.ts'
import { fromBase64, toBase64 } from './base64.ts'

/** Deeper than any message of the house; a text that nests further is an attack on the stack. */
const MAX_DEPTH = 64

/**
 * A message as JSON text. Bytes travel as `{"$bytes": base64}`; a key of the message that begins with `$` gets a second
 * one, so no message can pass for bytes. Throws for what JSON can't carry (functions, bigints, cycles): that is a bug.
 */
export function messageToText(message: unknown): string {
  return JSON.stringify(outward(message, 0)) ?? 'null'
}

function outward(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) throw new RangeError('the message nests too deep')
  if (value instanceof Uint8Array) return { $bytes: toBase64(value) }
  if (Array.isArray(value)) return value.map(item => outward(item, depth + 1))
  if (typeof value === 'function' || typeof value === 'symbol') throw new TypeError('a message holds plain data only')
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key.startsWith('$') ? `$${key}` : key, outward(item, depth + 1)]),
  )
}

class Nonsense extends Error {}

/** The message in a text that came from outside, or why it is none. */
export function textToMessage(text: string): Result<unknown, string> {
  try {
    return ok(inward(JSON.parse(text), 0))
  } catch (error) {
    if (error instanceof Nonsense) return err(error.message)
    if (error instanceof SyntaxError) return err('not JSON')
    throw error
  }
}

function inward(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) throw new Nonsense('nests too deep')
  if (Array.isArray(value)) return value.map(item => inward(item, depth + 1))
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value)
  if (entries.length === 1 && entries[0]![0] === '$bytes') return bytesOf(entries[0]![1])
  return Object.fromEntries(entries.map(([key, item]) => [userKey(key), inward(item, depth + 1)]))
}

function userKey(key: string): string {
  if (!key.startsWith('$')) return key
  if (!key.startsWith('$$')) throw new Nonsense('a reserved key stands where it may not')
  return key.slice(1)
}

function bytesOf(base64: unknown): Uint8Array {
  const bytes = typeof base64 === 'string' ? fromBase64(base64) : err('not a text')
  if (!bytes.ok) throw new Nonsense(`bytes: ${bytes.error}`)
  return bytes.value
}
