import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { partsOf } from '../../tests/attacks/der.ts'
import { makeSm2Key } from '../../tests/attacks/sm2.ts'
import { fromHex, toHex } from './bytes.ts'
import { SM2_LIBRARY } from './sm2-library.ts'

const ORDER = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123'

/** r and s of a signature in DER, 32 bytes each. */
function rawOf(signature: Uint8Array): Uint8Array {
  const numbers = partsOf(signature).map(part =>
    toHex(part.subarray(2))
      .replace(/^00(?=.{64})/, '')
      .padStart(64, '0'),
  )
  return fromHex(numbers.join(''))
}

describe('SM3', () => {
  it("gives the standard's example", () => {
    expect(toHex(SM2_LIBRARY.digest(new TextEncoder().encode('abc')))).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    )
  })

  it.skipIf(!nodeHasSm3())("agrees with OpenSSL's on any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
        expect(toHex(SM2_LIBRARY.digest(bytes))).toBe(createHash('sm3').update(bytes).digest('hex'))
      }),
    )
  })
})

function nodeHasSm3(): boolean {
  try {
    createHash('sm3')
    return true
  } catch {
    return false
  }
}

describe.skipIf(!nodeHasSm3())("SM2 (signatures made over Node's SM3)", () => {
  const key = makeSm2Key()
  const data = new TextEncoder().encode('a transcript')
  const signature = rawOf(key.sign(data))

  it('believes a signature over these bytes by this key under the usual user id', () => {
    expect(SM2_LIBRARY.verify(key.point, signature, data)).toBe(true)
    expect(SM2_LIBRARY.verify(makeSm2Key().point, signature, data)).toBe(false)
    expect(SM2_LIBRARY.verify(key.point, signature, data.subarray(1))).toBe(false)
    expect(SM2_LIBRARY.verify(key.point, rawOf(key.sign(data, 'ALICE123@YAHOO.COM')), data)).toBe(false)
  })

  it('is false with any bit changed', () => {
    fc.assert(
      fc.property(fc.nat(63), fc.nat(7), (at, bit) => {
        const changed = signature.slice()
        changed[at]! ^= 1 << bit
        expect(SM2_LIBRARY.verify(key.point, changed, data)).toBe(false)
      }),
      { numRuns: 15 },
    )
  })

  const zero = '0'.repeat(64)
  const hex = toHex(signature)
  it.each([
    ['r = 0', zero + hex.slice(64)],
    ['s = 0', hex.slice(0, 64) + zero],
    ['r = the order', ORDER + hex.slice(64)],
    ['s = the order', hex.slice(0, 64) + ORDER],
    ['both at their largest', 'f'.repeat(128)],
    ['r + s = the order', `${'0'.repeat(63)}1${(BigInt(`0x${ORDER}`) - 1n).toString(16)}`],
    ['too short', hex.slice(2)],
    ['nothing', ''],
  ])('is false, and no error, for %s', (_, text) => {
    expect(SM2_LIBRARY.verify(key.point, fromHex(text), data)).toBe(false)
  })

  it('is false, and no error, for a point that is not on the curve', () => {
    const off = key.point.slice()
    off[64]! ^= 1
    expect(SM2_LIBRARY.verify(off, signature, data)).toBe(false)
    expect(SM2_LIBRARY.verify(new Uint8Array(65), signature, data)).toBe(false)
  })
})
