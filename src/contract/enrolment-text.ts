/** No I, O, 0 or 1: a code is copied from one screen to another by hand. */
export const CODE_CHARACTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

const CODE_LENGTH = 8
/** 120 bits: nobody finds another key with these. */
const FINGERPRINT_LENGTH = 24
const BITS_A_CHARACTER = 5

/** The first 120 bits of the SHA-256 of a server's public key, in the letters of codes. */
export function fingerprintOf(sha256: Uint8Array): string {
  const bitOf = (at: number) => ((sha256[at >> 3] ?? 0) >> (7 - (at & 7))) & 1
  return Array.from({ length: FINGERPRINT_LENGTH }, (_, nth) => {
    let value = 0
    for (let bit = 0; bit < BITS_A_CHARACTER; bit++) value = (value << 1) | bitOf(nth * BITS_A_CHARACTER + bit)
    return CODE_CHARACTERS[value]
  }).join('')
}

/** In fours, as it is read and typed. */
export const grouped = (text: string): string => (text.match(/.{1,4}/g) ?? []).join('-')

/** A one-time code and the fingerprint of the server that made it: what a new terminal is given, in a QR code or typed. */
export const enrolmentText = (code: string, fingerprint: string): string => grouped(code + fingerprint)

/** What somebody has put into a terminal's configuration, with or without its dashes. */
export const ENROLMENT_TEXT = /^[A-HJ-NP-Z2-9]{8}$|^(?:[A-HJ-NP-Z2-9]{4}[- ]?){7}[A-HJ-NP-Z2-9]{4}$/
export const FINGERPRINT = /^(?:[A-HJ-NP-Z2-9]{4}[- ]?){5}[A-HJ-NP-Z2-9]{4}$/

const bare = (text: string) => text.replaceAll(/[- ]/g, '')

/** The two parts of an enrolment text; a code that came without a fingerprint says nothing of its server. */
export function readEnrolmentText(text: string): { readonly code: string; readonly fingerprint: string | null } {
  const all = bare(text)
  return { code: all.slice(0, CODE_LENGTH), fingerprint: all.slice(CODE_LENGTH) || null }
}

/** A fingerprint as `fingerprintOf` writes it. */
export const readFingerprint = bare

/** How terminal and server make a secret of 32 bytes out of a code (scrypt, RFC 7914): a code has forty bits only, so it is slow on purpose. */
export const CODE_SALT = 'yinzheng-enrolment-code'
export const CODE_SECRET_BYTES = 32

/**
 * What a terminal sends an HMAC-SHA-256 (RFC 2104) of, by that secret, in place of its code. Whoever reads it on the line can use it for
 * that public key alone, base64 of a SubjectPublicKeyInfo.
 */
export const textOfMac = (publicKey: string): string => `yinzheng-enrol\n${publicKey}`
