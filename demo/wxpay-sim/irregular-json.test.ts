import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { irregularJson, seededRandom } from './irregular-json.ts'

describe('irregularJson', () => {
  it('says the same as JSON.stringify, also after a way through UTF-8', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer(), (value, seed) => {
        const bytes = Buffer.from(irregularJson(value, seededRandom(seed)))
        expect(JSON.parse(bytes.toString('utf8'))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('keeps rare characters whole and leaves out what is undefined', () => {
    for (let seed = 0; seed < 50; seed++) {
      const text = irregularJson({ name: '𠮷野/龘', gone: undefined }, seededRandom(seed))
      expect(JSON.parse(Buffer.from(text).toString('utf8'))).toEqual({ name: '𠮷野/龘' })
    }
  })

  it('never looks like a re-serialised object', () => {
    const value = { a: 1, b: ['中文', { c: null }] }
    for (let seed = 0; seed < 50; seed++)
      expect(irregularJson(value, seededRandom(seed))).not.toBe(JSON.stringify(value))
  })
})
