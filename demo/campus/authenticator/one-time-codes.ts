import { createHmac } from 'node:crypto'

const PERIOD_MS = 30_000
const DIGITS = 6
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The bytes of a secret as it is typed (RFC 4648, base32). */
function bytesOf(secret: string): Buffer {
  const bits = [...secret].map(letter => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const bytes = bits.match(/.{8}/g) ?? []
  return Buffer.from(bytes.map(byte => Number.parseInt(byte, 2)))
}

/** What an authenticator app shows at that moment: RFC 6238 with SHA-1, six digits, 30 seconds. */
export function codeAt(secret: string, nowMs: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(nowMs / PERIOD_MS)))
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest()
  // RFC 4226, section 5.3: the last half byte says where the code is taken from.
  const number = mac.readUInt32BE(mac.at(-1)! & 0x0f) & 0x7fffffff
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** So long the code of that moment is shown still. */
export const leftMs = (nowMs: number): number => PERIOD_MS - (nowMs % PERIOD_MS)
