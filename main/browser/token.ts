import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A new token that nobody can guess: 256 random bits, url-safe. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Whether both texts are the same, in a time that tells nothing about where they differ. */
export function sameToken(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
