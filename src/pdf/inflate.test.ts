import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inflate } from './inflate.ts'

const LIMIT = 1_000_000

describe('inflating', () => {
  it('gives back what zlib deflated, at every level', () => {
    const compressible = fc
      .array(fc.constantFrom(0, 1, 65, 66, 255), { maxLength: 3000 })
      .map(list => Uint8Array.from(list))
    const any = fc.uint8Array({ maxLength: 3000 })
    fc.assert(
      fc.property(fc.oneof(compressible, any), fc.integer({ min: 0, max: 9 }), (bytes, level) => {
        expect(inflate(deflateSync(bytes, { level }), LIMIT)).toEqual(bytes)
      }),
      { numRuns: 60 },
    )
  })

  it('reads fixed codes and long distances', () => {
    const bytes = Uint8Array.from({ length: 40_000 }, (_, at) => (at % 31_000) % 251)
    expect(inflate(deflateSync(bytes, { strategy: 4 }), LIMIT)).toEqual(bytes)
    expect(inflate(deflateSync(bytes), LIMIT)).toEqual(bytes)
  })

  it('stops a bomb at the limit', () => {
    expect(() => inflate(deflateSync(new Uint8Array(2_000_000)), LIMIT)).toThrow(/limit-reached/)
  })

  it('refuses damage or gives other bytes, and always ends', () => {
    const good = deflateSync(Buffer.from('a line that comes again, a line that comes again, a line'.repeat(9)))
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const bad = Uint8Array.from(good)
        bad[at]! ^= mask
        try {
          expect(inflate(bad, LIMIT).length).toBeLessThanOrEqual(LIMIT)
        } catch (error) {
          expect(String(error)).toMatch(/bad-stream|limit-reached/)
        }
      }),
    )
    expect(() => inflate(good.subarray(0, 20), LIMIT)).toThrow(/bad-stream/)
    expect(() => inflate(new Uint8Array(), LIMIT)).toThrow(/bad-stream/)
  })
})
