/** How the text of a list is written: what is neither of the first is what spreadsheets in China write. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

/** Bytes that come in parts; each call begins anew. */
export type Parts = () => AsyncIterable<Uint8Array>

/** Their text, piece by piece. Throws where they are not of that encoding. */
export async function* decoded(parts: Parts, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const part of parts()) yield decoder.decode(part, { stream: true })
  yield decoder.decode()
}

/** Which encoding fits all of the bytes; null where none does, and where they are no text. */
export async function encodingOf(parts: Parts): Promise<Encoding | null> {
  for (const encoding of candidates(await beginning(parts)))
    try {
      let isText = true
      for await (const text of decoded(parts, encoding)) if (text.includes('\0')) isText = false
      if (isText) return encoding
    } catch {
      // Of another one, or of none.
    }
  return null
}

async function beginning(parts: Parts): Promise<Uint8Array> {
  for await (const part of parts()) return part
  return new Uint8Array()
}

/** The mark at the beginning decides. Without one, a zero in every other byte of the heading is UTF-16, for no other text has any. */
function candidates(bytes: Uint8Array): readonly Encoding[] {
  const [first = 0, second = 0] = bytes
  if (first === 0xff && second === 0xfe) return ['utf-16le']
  if (first === 0xfe && second === 0xff) return ['utf-16be']
  const some = bytes.subarray(0, 400)
  const zerosAt = (odd: number) => some.filter((byte, at) => byte === 0 && at % 2 === odd).length
  if (zerosAt(1) > 0 && zerosAt(0) === 0) return ['utf-16le']
  if (zerosAt(0) > 0 && zerosAt(1) === 0) return ['utf-16be']
  return ['utf-8', 'gb18030']
}
