import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messageToText, textToMessage } from './message-text.ts'

const key = fc.oneof(
  fc.string(),
  fc.constantFrom('$bytes', '$$bytes', '$', '$$', '__proto__', 'constructor', 'toString'),
)
const { message } = fc.letrec<{ message: unknown }>(tie => ({
  message: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 40 }).map(bytes => Uint8Array.from(bytes)),
    fc.array(tie('message'), { maxLength: 4 }),
    fc
      .array(fc.tuple(key, tie('message')), { maxLength: 4 })
      .map(entries => Object.fromEntries(entries) as Record<string, unknown>),
  ),
}))

describe('a message as text', () => {
  it('comes back as it was, whatever its keys', () => {
    fc.assert(
      fc.property(message, original => {
        // Not `toStrictEqual`: it stumbles over objects that have a key `constructor`.
        expect(isDeepStrictEqual(textToMessage(messageToText(original)), { ok: true, value: original })).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('carries bytes as base64 under a reserved key', () => {
    expect(messageToText({ file: Uint8Array.of(1, 2, 3) })).toBe('{"file":{"$bytes":"AQID"}}')
  })

  it('does not take an object of the sender for bytes', () => {
    const original = { $bytes: 'AQID' }
    expect(messageToText(original)).toBe('{"$$bytes":"AQID"}')
    expect(textToMessage(messageToText(original))).toEqual({ ok: true, value: original })
  })

  it('takes only the bytes that a view shows, not the buffer behind it', () => {
    const view = Uint8Array.of(9, 1, 2, 9).subarray(1, 3)
    expect(textToMessage(messageToText(view))).toEqual({ ok: true, value: Uint8Array.of(1, 2) })
  })

  it.each([
    ['nothing', '', 'not JSON'],
    ['half an object', '{', 'not JSON'],
    ['bytes that are a number', '{"$bytes":7}', 'bytes: not a text'],
    ['bytes that are no base64', '{"$bytes":"A"}', 'bytes: the length is not a multiple of four'],
    ['bytes with company', '{"$bytes":"AQID","more":1}', 'a reserved key stands where it may not'],
    ['an unknown reserved key', '{"a":{"$else":1}}', 'a reserved key stands where it may not'],
    ['an abyss of brackets', '['.repeat(100_000), 'not JSON'],
    ['deep nesting', '['.repeat(1000) + ']'.repeat(1000), 'nests too deep'],
  ])('refuses %s', (_, text, error) => {
    expect(textToMessage(text)).toEqual({ ok: false, error })
  })

  it('leaves the prototype of every object alone', () => {
    const decoded = textToMessage('{"__proto__":{"polluted":true}}')
    expect(decoded.ok && Object.getPrototypeOf(decoded.value)).toBe(Object.prototype)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  it.each([
    ['a function', { call: () => 1 }],
    ['a bigint', 1n],
    ['a symbol', Symbol('s')],
  ])('throws for %s: plain data only', (_, message) => {
    expect(() => messageToText(message)).toThrow(TypeError)
  })

  it('throws for a cycle', () => {
    const cycle: Record<string, unknown> = {}
    cycle.self = cycle
    expect(() => messageToText(cycle)).toThrow(RangeError)
  })
})
