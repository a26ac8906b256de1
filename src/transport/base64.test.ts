import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64 } from './base64.ts'

const text = (ascii: string) => new TextEncoder().encode(ascii)

describe('base64', () => {
  it.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ])('writes and reads the vector of RFC 4648 section 10 for "%s"', (plain, encoded) => {
    expect(toBase64(text(plain))).toBe(encoded)
    expect(fromBase64(encoded)).toEqual({ ok: true, value: text(plain) })
  })

  it('agrees with the platform on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), bytes => {
        const encoded = toBase64(bytes)
        expect(encoded).toBe(Buffer.from(bytes).toString('base64'))
        expect(fromBase64(encoded)).toEqual({ ok: true, value: Uint8Array.from(bytes) })
      }),
    )
  })

  it.each([12_287, 12_288, 12_289, 100_000])('keeps %i bytes across the seams of its pieces', length => {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) & 255)
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
  })

  it.each(['Zg=', 'Zg', 'Z', 'Zm9v=', '====', 'Zm9\u00e9', 'Zm 9', 'Zg==Zg==', 'Zm8_', 'Zh==', 'Zm9='])(
    'refuses %j',
    encoded => {
      expect(fromBase64(encoded).ok).toBe(false)
    },
  )

  it('has one text for any bytes: what it accepts it would have written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9+/]{2,8}={0,2}$/), encoded => {
        const decoded = fromBase64(encoded)
        if (decoded.ok) expect(toBase64(decoded.value)).toBe(encoded)
      }),
    )
  })
})
