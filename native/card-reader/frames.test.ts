import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeLine } from './frames.ts'
import { type CardReaderProfile, cardReaderProfileSchema, digitsOf } from './profile.ts'
import {
  CARD_READER_PROFILES,
  type CardReaderProfileName,
  cardReaderProfileSettingSchema,
} from './profiles/profiles.ts'

const decode = (text: string, profile: CardReaderProfile) => decodeLine(Buffer.from(text, 'latin1'), profile)
const uidOf = (text: string, name: CardReaderProfileName) => {
  const line = decode(text, CARD_READER_PROFILES[name])
  return line.kind === 'card' ? line.uid : line.kind
}

describe('lines of card readers', () => {
  // The worked example of two makers: five raw bytes 01 02 6F 6C 3A.
  it.each([
    ['01026F6C3A', 'hex-10', '026F6C3A'],
    ['0040856634', '8h10d', '026F6C3A'],
    ['026F6C3A', 'hex-uid', '026F6C3A'],
    ['3A6C6F02', 'hex-uid-reversed', '026F6C3A'],
    // One card at a Wiegand-34 head and at a reader that hands on the chip's own order.
    ['7186A61E', 'hex-uid', '7186A61E'],
    ['1EA68671', 'hex-uid-reversed', '7186A61E'],
    ['7186a61e', 'hex-uid', '7186A61E'],
    ['04A1B2C3D4E5F6', 'hex-uid-7', '04A1B2C3D4E5F6'],
    ['4294967295', '8h10d', 'damaged'],
    ['4294967294', '8h10d', 'FFFFFFFE'],
  ] as const)('%s at a reader set to %s is %s', (text, name, uid) => {
    expect(uidOf(text, name)).toBe(uid)
  })

  it.each([
    ['\x0204A1B2C3\x03', 'STX and ETX'],
    ['  04A1B2C3 ', 'blanks'],
    ['\xff\x0004A1B2C3', 'sparks before it'],
  ])('passes over what stands around the digits: %j', text => {
    expect(uidOf(text, 'hex-uid')).toBe('04A1B2C3')
  })

  it.each([
    ['04A1B2C', '7 digits instead of 8 digits'],
    ['04A1B2C3D4E5F6', '14 digits instead of 8 digits'],
    ['04A1B2G3', '8 bytes that are no number instead of 8 digits'],
    ['04A1\x80B2C3', '9 bytes that are no number instead of 8 digits'],
    ['00000000', 'the number of an empty field'],
    ['FFFFFFFF', 'the number of an empty field'],
  ])('does not take %j for a card', (text, detail) => {
    expect(decode(text, CARD_READER_PROFILES['hex-uid'])).toEqual({ kind: 'damaged', detail })
  })

  it('does not take a decimal number that is too large for its bytes', () => {
    expect(decode('9999999999', CARD_READER_PROFILES['8h10d'])).toEqual({
      kind: 'damaged',
      detail: 'a number of more than 4 bytes',
    })
  })

  it.each(['', '\xff', '\xff\x00', '0', '04'])('takes %j for noise', text => {
    expect(decode(text, CARD_READER_PROFILES['hex-uid'])).toEqual({ kind: 'noise' })
  })

  it('holds no digit of the line in a detail', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[2-9A-F]{3,40}$/), text => {
        const line = decode(text, CARD_READER_PROFILES['hex-uid'])
        if (line.kind === 'damaged') expect(line.detail).not.toContain(text)
      }),
    )
  })

  it('makes a valid number or none of any bytes, for every profile', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 64 }),
        fc.constantFrom(...Object.values(CARD_READER_PROFILES)),
        (bytes, profile) => {
          const line = decodeLine(bytes, profile)
          if (line.kind === 'card') expect(line.uid).toMatch(/^(?:[0-9A-F]{2}){4,10}$/)
        },
      ),
    )
  })

  it.each(Object.entries(CARD_READER_PROFILES))(
    'never takes a line for a card from which a digit is missing: %s',
    (_name, profile) => {
      const digit = fc.constantFrom(...(profile.radix === 16 ? '0123456789ABCDEF' : '0123456789'))
      const length = digitsOf(profile)
      const line = fc.string({ unit: digit, minLength: length, maxLength: length })
      fc.assert(
        fc.property(line, fc.nat({ max: length - 1 }), (text, at) => {
          expect(decode(text.slice(0, at) + text.slice(at + 1), profile).kind).toBe('damaged')
        }),
      )
    },
  )
})

describe('profiles', () => {
  it('knows how many digits a number has', () => {
    const digits = (bytes: number, radix: 10 | 16) => digitsOf({ bytes, radix })
    expect([digits(4, 16), digits(7, 16), digits(4, 10), digits(5, 10), digits(7, 10), digits(10, 10)]).toEqual([
      8, 14, 10, 13, 17, 25,
    ])
  })

  it('accepts every profile that it names, by name and written out', () => {
    for (const [name, profile] of Object.entries(CARD_READER_PROFILES)) {
      expect(cardReaderProfileSettingSchema.parse(name)).toEqual(profile)
      expect(cardReaderProfileSettingSchema.parse(profile)).toEqual(profile)
    }
  })

  it.each([
    'hex',
    { bytes: 3, order: 'msb', radix: 10 },
    { bytes: 11, order: 'msb', radix: 16 },
    { bytes: 4, order: 'msb', radix: 8 },
    { bytes: 4, takeLast: 5, order: 'msb', radix: 16 },
    { bytes: 4, order: 'msb', radix: 16, digits: 8 },
  ])('refuses %j', setting => {
    expect(cardReaderProfileSettingSchema.safeParse(setting).success).toBe(false)
  })

  it('ends a number with a line end unless told otherwise', () => {
    expect(cardReaderProfileSchema.parse({ bytes: 4, order: 'msb', radix: 16 }).end).toBe('line')
  })
})
