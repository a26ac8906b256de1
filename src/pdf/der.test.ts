import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHex } from './bytes.ts'
import { childrenOf, readDer, readWholeDer } from './der.ts'
import { booleanOf, namedBits, oidOf, smallInteger, timeOf } from './der-values.ts'

const read = (hex: string) => readWholeDer(fromHex(hex))

describe('reading DER', () => {
  it('reads the encodings that X.690 gives as examples', () => {
    expect(oidOf(read('06092a864886f70d010702'))).toBe('1.2.840.113549.1.7.2')
    expect(oidOf(read('0603883703'))).toBe('2.999.3')
    expect(smallInteger(read('02020080'))).toBe(128)
    expect(booleanOf(read('0101ff'))).toBe(true)
    expect([...namedBits(read('030206c0'))]).toEqual([0, 1])
    expect(timeOf(read('170d3236313132323034303030305a'))).toBe(Date.UTC(2026, 10, 22, 4))
    expect(timeOf(read('180f32303531303130313030303030305a'))).toBe(Date.UTC(2051, 0, 1))
  })

  it.each([
    ['an indefinite length', '30800000'],
    ['a length in more bytes than it needs', '04810141'],
    ['a length with a leading zero', `0482004f${'41'.repeat(0x4f)}`],
    ['a length behind the end', '040541'],
    ['a tag above 30', '1f8101'],
    ['nothing', ''],
    ['bytes behind it', '050000'],
  ])('refuses %s', (_, hex) => {
    expect(() => read(hex)).toThrow(/bad-der/)
  })

  it.each([
    ['an integer with a needless zero', () => smallInteger(read('02020001'))],
    ['an empty integer', () => smallInteger(read('0200'))],
    ['a negative number where none may be', () => smallInteger(read('0201ff'))],
    ['a boolean of 01', () => booleanOf(read('010101'))],
    ['an arc with a leading 80', () => oidOf(read('0602802a'))],
    ['an identifier that breaks off', () => oidOf(read('06028680'))],
    ['named bits with zeros at the end', () => namedBits(read('03020080'))],
    ['the thirtieth of February', () => timeOf(read('170d3236303233303034303030305a'))],
    ['a time without a zone', () => timeOf(read('170c323631313232303430303030'))],
    ['children that do not fill their parent', () => childrenOf(read('300304027f'))],
  ])('refuses %s', (_, run) => {
    expect(run).toThrow(/bad-der/)
  })

  it('stops at deep nesting', () => {
    let hex = '0500'
    for (let depth = 0; depth < 30; depth++) hex = `30${(hex.length / 2).toString(16).padStart(2, '0')}${hex}`
    const walk = (node: ReturnType<typeof readDer>): void => {
      if (node.tag === 0x30) for (const child of childrenOf(node)) walk(child)
    }
    expect(() => walk(read(hex))).toThrow(/limit-reached/)
  })

  it('reads or refuses any bytes, and never past their end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), bytes => {
        let end: number
        try {
          end = readDer(bytes).end
        } catch (error) {
          expect(String(error)).toMatch(/bad-der/)
          return
        }
        expect(end).toBeLessThanOrEqual(bytes.length)
      }),
    )
  })
})
