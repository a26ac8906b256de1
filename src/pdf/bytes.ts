const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at++) text += HEX[bytes[at]!]
  return text
}

/** Bytes of an even number of hex digits, which the caller has checked. */
export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length / 2)
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(text.slice(at * 2, at * 2 + 2), 16)
  return bytes
}

/** Each byte as the character of the same number. */
export function latin1(bytes: Uint8Array): string {
  let text = ''
  // Of a size that any engine takes as arguments of one call.
  for (let at = 0; at < bytes.length; at += 4096) {
    text += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(at, at + 4096))
  }
  return text
}

/** The text of UTF-8 bytes, or null when they are not UTF-8. Without TextDecoder, which is not part of the language. */
export function utf8(bytes: Uint8Array): string | null {
  try {
    return decodeURIComponent(toHex(bytes).replace(/../g, '%$&'))
  } catch {
    return null
  }
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false
  return true
}

/** The parts one after the other, in a buffer of their own. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Characters below 256 as bytes. */
export function bytesOfLatin1(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}
