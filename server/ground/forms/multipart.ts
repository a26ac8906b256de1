import { err, ok, type Result } from '../../../src/result.ts'

const HEADER_BYTES_MAX = 4_096
const PARTS_MAX = 8

/**
 * The bytes of the one file in a multipart form (RFC 7578), found by the name of its field. Refuses what is not such a form,
 * holds the field twice or not at all. Nothing is decoded: browsers send files as they are.
 */
export function fileOfForm(body: Uint8Array, contentType: string, field: string): Result<Uint8Array, string> {
  const boundary = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType)
  const mark = boundary?.[1] ?? boundary?.[2]
  if (mark === undefined) return err('no boundary')
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const delimiter = Buffer.from(`\r\n--${mark}`, 'latin1')
  const opening = delimiter.subarray(2)
  if (!bytes.subarray(0, opening.length).equals(opening)) return err('the form does not begin with its boundary')
  let found: Uint8Array | null = null
  let at = opening.length
  for (let part = 0; part < PARTS_MAX; part++) {
    const afterMark = bytes.toString('latin1', at, at + 2)
    if (afterMark === '--') return found ? ok(found) : err('no such field')
    if (afterMark !== '\r\n') return err('a boundary is not followed by a line end')
    const headersEnd = bytes.indexOf('\r\n\r\n', at)
    if (headersEnd < 0 || headersEnd - at > HEADER_BYTES_MAX) return err('a part without headers')
    const next = bytes.indexOf(delimiter, headersEnd + 2)
    if (next < 0) return err('the form is cut off')
    const headers = bytes.toString('latin1', at + 2, headersEnd)
    if (nameIn(headers) === field) {
      if (found) return err('the field is there twice')
      // What a browser sends where nobody chose a file; an empty file has a name.
      if (next <= headersEnd + 4 && !/\bfilename="[^"]/i.test(headers)) return err('no file was chosen')
      found = new Uint8Array(bytes.subarray(headersEnd + 4, Math.max(headersEnd + 4, next)))
    }
    at = next + delimiter.length
  }
  return err('too many parts')
}

function nameIn(headers: string): string | null {
  return /^content-disposition:\s*form-data\s*;(?:.*;)?\s*name="([^"]*)"/im.exec(headers)?.[1] ?? null
}
