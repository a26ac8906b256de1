const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function fromBase64(text: string): Uint8Array {
  const digits = text.replace(/=+$/, '')
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4))
  let bits = 0
  let held = 0
  let at = 0
  for (const digit of digits) {
    const value = ALPHABET.indexOf(digit)
    if (value < 0) throw new Error('a PEM block holds a character that is not base64')
    held = ((held << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = (held >> bits) & 0xff
  }
  return bytes
}

/**
 * The DER of every block with `label` in a PEM text, in order (RFC 7468). Text between blocks is ignored.
 * Throws on a block that is not closed or not base64: an anchor file is configuration, and a wrong one is a mistake to name.
 */
export function derOfPem(pem: string, label = 'CERTIFICATE'): Uint8Array[] {
  const found: Uint8Array[] = []
  const begin = `-----BEGIN ${label}-----`
  const end = `-----END ${label}-----`
  let at = pem.indexOf(begin)
  while (at >= 0) {
    const stop = pem.indexOf(end, at)
    if (stop < 0) throw new Error(`a PEM block "${label}" is not closed`)
    found.push(fromBase64(pem.slice(at + begin.length, stop).replace(/\s+/g, '')))
    at = pem.indexOf(begin, stop)
  }
  return found
}
