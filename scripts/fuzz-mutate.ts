/** mulberry32: the same numbers for the same seed. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0
  return below => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below)
  }
}

const WORDS = [
  ...[
    '<<',
    '>>',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    'obj',
    'endobj',
    'stream',
    'endstream',
    'xref',
    'trailer',
    'startxref',
    '%%EOF',
  ],
  ...[
    '/Root 1 0 R',
    '/Prev 0',
    '/V 8 0 R',
    '/Kids [7 0 R]',
    '/Contents',
    '/ByteRange',
    '/Length 99999',
    'null',
    '0',
    '-1',
    '4294967296',
  ],
  ...[
    '\n',
    '%',
    '0000000000 65535 f\r\n',
    '1 0 R',
    '/DSS 1 0 R',
    '/AcroForm 1 0 R',
    '\x30\x82\xff\xff',
    '\x30\x80',
    '\x02\x01\x00',
  ],
]

/** One to eight changes: bits, bytes, words, numbers, pieces taken out, doubled or brought from another file. */
export function mutate(source: Uint8Array, other: Uint8Array, random: (below: number) => number): Uint8Array {
  let bytes = Buffer.from(source)
  for (let times = 1 + random(8); times > 0 && bytes.length > 0; times--) {
    const at = random(bytes.length)
    const length = 1 + random(64)
    const kind = random(8)
    if (kind === 0) bytes[at]! ^= 1 << random(8)
    else if (kind === 1) bytes[at] = random(256)
    else if (kind === 2) bytes.write(WORDS[random(WORDS.length)]!, at, 'latin1')
    else if (kind === 3) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)])
    else if (kind === 4)
      bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at)])
    else if (kind === 5) {
      const from = random(other.length)
      bytes = Buffer.concat([bytes.subarray(0, at), other.subarray(from, from + length), bytes.subarray(at)])
    } else if (kind === 6) {
      const word = Buffer.from(WORDS[random(WORDS.length)]!, 'latin1')
      bytes = Buffer.concat([bytes.subarray(0, at), word, bytes.subarray(at)])
    } else {
      // Another number of as many digits keeps the offsets of everything else.
      const digits = /\d+/.exec(bytes.toString('latin1', at, at + 400))
      if (digits)
        bytes.write(
          String(random(10 ** Math.min(9, digits[0].length))).padStart(digits[0].length, '0'),
          at + digits.index,
          'latin1',
        )
    }
  }
  return new Uint8Array(bytes)
}
