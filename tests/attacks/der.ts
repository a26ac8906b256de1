/**
 * A DER encoder of the corpus' own (X.690): it shares no line with the product's, so that a mistake in one shows against the
 * other. Every function gives one whole encoding, and nothing stops a caller from joining them wrongly.
 */
export type Bytes = Uint8Array<ArrayBuffer>

export function join(...parts: readonly Uint8Array[]): Bytes {
  return new Uint8Array(Buffer.concat(parts))
}

/** Characters below 256 as bytes. */
export const latin = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'latin1'))

/** Tag, shortest length, contents. */
export function tlv(tag: number, ...contents: readonly Uint8Array[]): Bytes {
  const body = Buffer.concat(contents)
  if (body.length < 128) return join(Uint8Array.of(tag, body.length), body)
  const digits = Buffer.from(
    body.length.toString(16).padStart(body.length > 0xffff ? 6 : body.length > 0xff ? 4 : 2, '0'),
    'hex',
  )
  return join(Uint8Array.of(tag, 0x80 | digits.length), digits, body)
}

export const seq = (...parts: readonly Uint8Array[]): Bytes => tlv(0x30, ...parts)
export const octets = (bytes: Uint8Array): Bytes => tlv(0x04, bytes)
export const bits = (bytes: Uint8Array, unused = 0): Bytes => tlv(0x03, Uint8Array.of(unused), bytes)
export const nul: Bytes = Uint8Array.of(5, 0)
export const bool = (value: boolean): Bytes => Uint8Array.of(1, 1, value ? 255 : 0)
export const utf8 = (text: string): Bytes => tlv(0x0c, Buffer.from(text, 'utf8'))
export const printable = (text: string): Bytes => tlv(0x13, latin(text))
export const ia5 = (text: string): Bytes => tlv(0x16, latin(text))
export const enumerated = (value: number): Bytes => Uint8Array.of(10, 1, value)
/** `[n]` constructed. */
export const ctx = (number: number, ...parts: readonly Uint8Array[]): Bytes => tlv(0xa0 + number, ...parts)
/** `[n]` primitive. */
export const ctxRaw = (number: number, bytes: Uint8Array): Bytes => tlv(0x80 + number, bytes)

/** SET OF in the order of the encodings (11.6). */
export function setOf(...parts: readonly Uint8Array[]): Bytes {
  return tlv(0x31, ...[...parts].sort((a, b) => Buffer.compare(a, b)))
}

/** SET OF in the order given, which DER forbids unless it happens to be right. */
export const setAsGiven = (...parts: readonly Uint8Array[]): Bytes => tlv(0x31, ...parts)

/** A non-negative INTEGER. */
export function int(value: number | bigint): Bytes {
  const hex = value.toString(16)
  const digits = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
  return tlv(0x02, digits[0]! >= 128 ? join(Uint8Array.of(0), digits) : digits)
}

export function oid(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const arcs = [first * 40 + second, ...rest].map(arc => {
    let encoded = [arc & 127]
    for (let high = Math.floor(arc / 128); high > 0; high = Math.floor(high / 128))
      encoded = [128 + (high & 127), ...encoded]
    return Uint8Array.from(encoded)
  })
  return tlv(0x06, ...arcs)
}

/** `20261122040000Z` of a time. */
const digitsOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`
export const generalizedTime = (ms: number): Bytes => tlv(0x18, latin(digitsOf(ms)))
/** UTCTime up to 2049, as certificates want it (RFC 5280, 4.1.2.5). */
export const x509Time = (ms: number): Bytes =>
  digitsOf(ms) < '2050' ? tlv(0x17, latin(digitsOf(ms).slice(2))) : generalizedTime(ms)

/** The encodings inside a constructed encoding of definite lengths. */
export function partsOf(encoding: Uint8Array): Bytes[] {
  const parts: Bytes[] = []
  for (let at = headerOf(encoding, 0).contents; at < encoding.length; ) {
    const { end } = headerOf(encoding, at)
    parts.push(new Uint8Array(encoding.subarray(at, end)))
    at = end
  }
  return parts
}

/** The contents of one encoding. */
export const contentsOf = (encoding: Uint8Array): Bytes =>
  new Uint8Array(encoding.subarray(headerOf(encoding, 0).contents))

function headerOf(bytes: Uint8Array, at: number): { contents: number; end: number } {
  const first = bytes[at + 1]!
  const count = first < 128 ? 0 : first - 128
  let length = count === 0 ? first : 0
  for (let nth = 0; nth < count; nth++) length = length * 256 + bytes[at + 2 + nth]!
  const contents = at + 2 + count
  return { contents, end: contents + length }
}
