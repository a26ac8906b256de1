import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'

const DIGITS = 6

/** Codes of shared links: they are told apart from the link, and stand in no table. */
export interface ShareCodes {
  make(): string
  /** What is kept of one. */
  markOf(shareId: string, code: string): string
  isRight(shareId: string, code: string, mark: string): boolean
}

/** @param key 32 bytes that are in no copy of the links' own table */
export function createShareCodes(key: Uint8Array): ShareCodes {
  const markOf = (shareId: string, code: string) =>
    createHmac('sha256', key).update(`yinzheng-share-code\n${shareId}\n${code}`).digest('base64url')
  return {
    make: () => String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0'),
    markOf,
    isRight: (shareId, code, mark) => timingSafeEqual(Buffer.from(markOf(shareId, code)), Buffer.from(mark)),
  }
}

/** A typed code as it was meant: full-width digits and spaces are no mistake. Null when it can be none. */
export function readShareCode(typed: string): string | null {
  const code = typed.normalize('NFKC').replaceAll(/[\s-]/g, '')
  return /^\d{6}$/.test(code) ? code : null
}
