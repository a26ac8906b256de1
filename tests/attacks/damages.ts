import { deflateRawSync, gzipSync } from 'node:zlib'
import { type Bytes, join, latin } from './der.ts'

/** What becomes of a file on its way, as mail programs, web servers, disks and people make it. */
export type Damage = (file: Uint8Array) => Bytes

export const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const utf8 = (letters: string): Bytes => new Uint8Array(Buffer.from(letters, 'utf8'))

const BLOCK = 4096
const at = (file: Uint8Array, share: number) => Math.floor(file.length * share)

const edited = (edit: (copy: Bytes) => void): Damage => {
  return file => {
    const copy = new Uint8Array(file)
    edit(copy)
    return copy
  }
}
const mapped =
  (byte: (byte: number) => number): Damage =>
  file =>
    Uint8Array.from(file, byte)
const rewritten = (rewrite: (letters: string) => string): Damage => {
  return file => latin(rewrite(text(file)))
}

const flip = (copy: Bytes, place: number) => {
  copy[place]! ^= 1
}
export const bitFlipped = (share: number): Damage => edited(copy => flip(copy, at(copy, share)))
/** One bit of the byte so far behind the last place of some text. */
export const bitFlippedAt = (mark: string, behind: number): Damage =>
  edited(copy => flip(copy, text(copy).lastIndexOf(mark) + behind))
export const holed = (share: number): Damage =>
  edited(copy => void copy.fill(0, at(copy, share), at(copy, share) + BLOCK))
export const withoutHighBits = mapped(byte => byte & 0x7f)
export const withQuestionMarks = mapped(byte => (byte < 0x80 ? byte : 0x3f))
export const recoded: Damage = file => utf8(text(file))
export const readAsUtf8: Damage = file => utf8(Buffer.from(file).toString('utf8'))

export const withoutLast =
  (count: number): Damage =>
  file =>
    new Uint8Array(file.slice(0, file.length - count))
export const withoutFirst =
  (count: number): Damage =>
  file =>
    new Uint8Array(file.slice(count))
export const firstPart =
  (share: number): Damage =>
  file =>
    new Uint8Array(file.slice(0, at(file, share)))
export const secondHalf: Damage = file => new Uint8Array(file.slice(at(file, 0.5)))
export const lacking =
  (share: number, count = BLOCK): Damage =>
  file =>
    join(file.slice(0, at(file, share)), file.slice(at(file, share) + count))
export const repeated =
  (share: number): Damage =>
  file =>
    join(file.slice(0, at(file, share) + BLOCK), file.slice(at(file, share)))
export const withByteMore =
  (share: number): Damage =>
  file =>
    join(file.slice(0, at(file, share)), latin('x'), file.slice(at(file, share)))
export const swapped =
  (first: number): Damage =>
  file => {
    const [a, b, c] = [first, first + BLOCK, first + 2 * BLOCK]
    return join(file.slice(0, a), file.slice(b, c), file.slice(a, b), file.slice(c))
  }
export const halvesSwapped: Damage = file => join(secondHalf(file), firstPart(0.5)(file))

export const lineEndsTo = (lineEnd: string, from: RegExp): Damage => rewritten(all => all.replaceAll(from, lineEnd))
export const without = (what: RegExp): Damage => rewritten(all => all.replaceAll(what, ''))

export const base64: Damage = file => latin(Buffer.from(file).toString('base64'))
export const base64InLines: Damage = file => latin(text(base64(file)).replaceAll(/.{76}/g, '$&\r\n'))
export const asHex: Damage = file => latin(Buffer.from(file).toString('hex'))
export const asMail: Damage = file =>
  join(
    latin('From: a@example.org\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n'),
    base64InLines(file),
  )
export const asDataAddress: Damage = file => join(latin('data:application/pdf;base64,'), base64(file))
const LETTER = /[\t\n\r -<>-~]/
export const quotedPrintable = rewritten(all =>
  [...all].map(one => (LETTER.test(one) ? one : `=${one.charCodeAt(0).toString(16).padStart(2, '0')}`)).join(''),
)
export const htmlEscaped = rewritten(all =>
  all.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
)
export const inJson = rewritten(all => JSON.stringify(all))
export const gzipped: Damage = file => new Uint8Array(gzipSync(file))
/** An archive with the one file in it, as far as its first bytes tell. */
export const zipped: Damage = file => join(latin('PK\x03\x04\x14\0\0\0\x08\0transcript.pdf'), deflateRawSync(file))

export const around =
  (before: string, behind: string): Damage =>
  file =>
    join(latin(before), file, latin(behind))
export const twice: Damage = file => join(file, file)
/** In pieces with their lengths, as a web server sends them and a program saved them. */
export const inPieces: Damage = file => {
  const pieces: Uint8Array[] = []
  for (let from = 0; from < file.length; from += 2 * BLOCK) {
    const piece = file.slice(from, from + 2 * BLOCK)
    pieces.push(latin(`${piece.length.toString(16)}\r\n`), piece, latin('\r\n'))
  }
  return join(...pieces, latin('0\r\n\r\n'))
}
