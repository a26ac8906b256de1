/** How the text of a list is written: what is no UTF-8 is what spreadsheets in China write. */
export type Encoding = 'utf-8' | 'gb18030'

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
  for (const encoding of ['utf-8', 'gb18030'] as const)
    try {
      for await (const text of decoded(parts, encoding)) if (text.includes('\0')) return null
      return encoding
    } catch {
      // Of another one, or of none.
    }
  return null
}
