import { randomBytes, randomInt } from 'node:crypto'

/** Crockford's base32: no I, L, O or U, so that it can be read out and typed. */
const READABLE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** An id of 128 random bits, 22 url-safe characters. */
export function randomId(): string {
  return randomBytes(16).toString('base64url')
}

/** `length` characters that people can read out and type, five random bits each. */
export function randomReadable(length: number, alphabet = READABLE): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
}

/** What a person typed of a readable text: upper case, no separators, the look-alikes taken as what they were. */
export function readTyped(text: string): string {
  return text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
}
