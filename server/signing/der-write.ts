import { bytesOfLatin1, toHex } from '../../src/pdf/bytes.ts'
import { contextTag, TAG } from '../../src/pdf/der.ts'
import { wrapDer } from '../../src/pdf/der-write.ts'

export const node = wrapDer
export const sequence = (...parts: readonly Uint8Array[]) => node(TAG.sequence, ...parts)
export const octetString = (bytes: Uint8Array) => node(TAG.octetString, bytes)
export const nullValue = () => node(TAG.null)
export const utf8String = (text: string) => node(TAG.utf8String, new TextEncoder().encode(text))
export const printableString = (text: string) => node(TAG.printableString, bytesOfLatin1(text))
export const boolean = (value: boolean) => node(TAG.boolean, Uint8Array.of(value ? 0xff : 0))
/** `[number] EXPLICIT`, or a constructed `[number] IMPLICIT` around what is already its content. */
export const context = (number: number, ...parts: readonly Uint8Array[]) => node(contextTag(number), ...parts)
/** A primitive `[number] IMPLICIT`. */
export const contextPrimitive = (number: number, bytes: Uint8Array) => node(0x80 | number, bytes)

/** SET OF, its parts in the order of their encodings (X.690, 11.6). */
export function setOf(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const ordered = [...parts].sort((a, b) => (toHex(a) < toHex(b) ? -1 : 1))
  return node(TAG.set, ...ordered)
}

/** A non-negative INTEGER from its magnitude, most significant byte first. */
export function unsignedInteger(magnitude: Uint8Array): Uint8Array<ArrayBuffer> {
  let start = 0
  while (start < magnitude.length - 1 && magnitude[start] === 0) start++
  const digits = magnitude.subarray(start)
  return node(TAG.integer, digits.length === 0 || digits[0]! >= 0x80 ? Uint8Array.of(0, ...digits) : digits)
}

/** An INTEGER between 0 and 127. */
export const smallInteger = (value: number) => node(TAG.integer, Uint8Array.of(value))

/** OBJECT IDENTIFIER from its dotted form. */
export function oid(dotted: string): Uint8Array<ArrayBuffer> {
  const [root = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [root * 40 + second, ...rest].flatMap(arc => {
    const digits = [arc % 128]
    for (let high = Math.floor(arc / 128); high > 0; high = Math.floor(high / 128)) digits.unshift(0x80 | (high % 128))
    return digits
  })
  return node(TAG.oid, Uint8Array.from(bytes))
}

/** BIT STRING of whole bytes. */
export const bitString = (bytes: Uint8Array) => node(TAG.bitString, Uint8Array.of(0), bytes)

/** A named BIT STRING with the given bits set; trailing zero bits are left out (X.690, 11.2.2). Bits 0 to 7. */
export function namedBits(...bits: readonly number[]): Uint8Array<ArrayBuffer> {
  const byte = bits.reduce((sum, bit) => sum | (0x80 >> bit), 0)
  return node(TAG.bitString, Uint8Array.of(7 - Math.max(...bits), byte))
}

/** UTCTime up to 2049, GeneralizedTime from 2050 (RFC 5280, 4.1.2.5). Fractions of a second are dropped. */
export function time(ms: number): Uint8Array<ArrayBuffer> {
  const digits = new Date(ms).toISOString().slice(0, 19).replace(/\D/g, '')
  return digits < '2050'
    ? node(TAG.utcTime, bytesOfLatin1(`${digits.slice(2)}Z`))
    : node(TAG.generalizedTime, bytesOfLatin1(`${digits}Z`))
}
