import iconv from 'iconv-lite'

/** Printed for a character that the printer's font cannot have: the geta mark, two bytes wide like any Chinese character. */
export const UNPRINTABLE = '〓'

/**
 * Text as the fonts of receipt printers know it. Two bytes a character is all they have: a four-byte code holds ASCII digits
 * and would shift the rest of the line, so such a character becomes `〓`. Rare characters stand in names, and names do not stand
 * on receipts, so drawing the line as a picture is not worth a font rasteriser here. Control characters are dropped: in text they
 * would be commands.
 */
export function printableText(text: string): string {
  let printable = ''
  for (const character of text.normalize('NFC')) printable += printableCharacter(character)
  return printable
}

function printableCharacter(character: string): string {
  const code = character.codePointAt(0)!
  // U+00A5 has only a four-byte code; its full-width twin is in every font.
  if (character === '¥') return '￥'
  if (character === '\t') return ' '
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return ''
  if (code < 0x7f) return character
  // A no-break space would be a rare character to the font; a space looks the same.
  if (code === 0xa0) return ' '
  // The private use area has two-byte codes, and nothing at them in a printer's font.
  if (code >= 0xe000 && code <= 0xf8ff) return UNPRINTABLE
  const bytes = iconv.encode(character, 'gb18030')
  if (bytes.length === 2) return character
  // An accented letter that the font lacks can be read without its accent, which a mark in its place can not.
  const [base = ''] = character.normalize('NFD')
  return /[a-z]/i.test(base) ? base : UNPRINTABLE
}

/** The bytes of text that went through `printableText`. Throws on any other. */
export function encodePrintable(text: string): Uint8Array {
  const bytes = new Uint8Array(iconv.encode(text, 'gb18030'))
  if (bytes.length !== widthColumns(text)) throw new RangeError('the text holds characters that cannot be printed')
  return bytes
}

/** Columns that printable text takes: two for a Chinese character, one for ASCII. The same as its bytes, by GBK's design. */
export function widthColumns(text: string): number {
  let columns = 0
  for (const character of text) columns += character.codePointAt(0)! < 0x80 ? 1 : 2
  return columns
}
