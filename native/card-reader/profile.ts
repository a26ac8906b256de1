import { z } from 'zod'

/** How one make of reader writes a card's number. Readers of the same card disagree on all of this. */
export const cardReaderProfileSchema = z
  .strictObject({
    /** Bytes of the card's number that the reader sends. */
    bytes: z.int().min(4).max(10),
    /** Of these, only the last ones are the card's number: 4 of 5 for readers that put a byte of their own in front. */
    takeLast: z.int().min(4).max(10).optional(),
    /** Whether the reader sends the most or the least significant byte first. */
    order: z.enum(['msb', 'lsb']),
    radix: z.union([z.literal(10), z.literal(16)]),
    /** What ends a number: CR, LF or both, or for readers that send neither, a short silence. */
    end: z.enum(['line', 'silence']).default('line'),
  })
  .refine(profile => (profile.takeLast ?? 0) <= profile.bytes, {
    path: ['takeLast'],
    message: 'more bytes are taken than the reader sends',
  })
  .readonly()

export type CardReaderProfile = z.infer<typeof cardReaderProfileSchema>

/** Digits on the line: two a byte in hexadecimal, in decimal as many as the largest number needs, padded with zeros. */
export function digitsOf({ bytes, radix }: Pick<CardReaderProfile, 'bytes' | 'radix'>): number {
  return radix === 16 ? bytes * 2 : (256n ** BigInt(bytes) - 1n).toString().length
}
