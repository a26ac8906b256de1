import { z } from 'zod'
import { type CardReaderProfile, cardReaderProfileSchema } from '../profile.ts'

/** The formats that readers in the field are ordered with, under the names that a configuration uses. */
export const CARD_READER_PROFILES = {
  /** `04A1B2C3`: four bytes in hexadecimal, as Wiegand-34 heads send them. */
  'hex-uid': { bytes: 4, order: 'msb', radix: 16, end: 'line' },
  /** `C3B2A104` for the same card: readers that hand on the bytes as the chip sends them. */
  'hex-uid-reversed': { bytes: 4, order: 'lsb', radix: 16, end: 'line' },
  /** `04A1B2C3D4E5F6`: cards with a number of seven bytes. */
  'hex-uid-7': { bytes: 7, order: 'msb', radix: 16, end: 'line' },
  /** `01026F6C3A`, "10 Hex": five bytes, of which the last four are the number that 8H10D shows. */
  'hex-10': { bytes: 5, takeLast: 4, order: 'msb', radix: 16, end: 'line' },
  /** `0040856634`, "8H10D": four bytes as ten decimal digits. */
  '8h10d': { bytes: 4, order: 'msb', radix: 10, end: 'line' },
  /** The same number from a reader that reverses the bytes before it counts. */
  '8h10d-reversed': { bytes: 4, order: 'lsb', radix: 10, end: 'line' },
} as const satisfies Record<string, CardReaderProfile>

export type CardReaderProfileName = keyof typeof CARD_READER_PROFILES

const names = Object.keys(CARD_READER_PROFILES) as [CardReaderProfileName, ...CardReaderProfileName[]]

/** What a configuration may say: one of the names, or a profile written out. Parses to the profile. */
export const cardReaderProfileSettingSchema = z.union([
  z.enum(names).transform((name): CardReaderProfile => CARD_READER_PROFILES[name]),
  cardReaderProfileSchema,
])
