import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, type JsonValue } from './canonical-json.ts'

describe('canonical JSON (RFC 8785)', () => {
  // 3.2.2 and 3.2.3 of the standard.
  it('writes the example of the standard as the standard does', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    }
    expect(canonicalJson(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 }
    expect([...canonicalJson(keys).matchAll(/:(\d)/g)].map(([, n]) => Number(n))).toEqual([2, 4, 6, 7, 1, 5, 3])
  })

  it('knows the corners of numbers', () => {
    expect([0, -0, 1e21, 1e-7, 9007199254740991, -1.5].map(canonicalJson)).toEqual([
      ...['0', '0', '1e+21', '1e-7', '9007199254740991', '-1.5'],
    ])
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY]) expect(() => canonicalJson(wrong)).toThrow()
    expect(() => canonicalJson('\ud800')).toThrow()
    expect(() => canonicalJson({ '\udc00': 1 })).toThrow()
  })

  it('is one text for one value, whatever order its keys came in', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' }), value => {
        const text = canonicalJson(value as JsonValue)
        expect(canonicalJson(JSON.parse(text))).toBe(text)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        const turned = JSON.parse(JSON.stringify(value), (_, one) =>
          one !== null && typeof one === 'object' && !Array.isArray(one)
            ? Object.fromEntries(Object.entries(one).reverse())
            : one,
        )
        expect(canonicalJson(turned)).toBe(text)
      }),
    )
  })
})
