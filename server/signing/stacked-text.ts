/** A font of a page: what its codes are read as (ISO 32000-2, 9.10.3). */
export type Readings = ReadonlyMap<number, string>

/** A piece of a text whose letters stack, as one font writes it, and the fonts that it is to be written in. */
export interface StackedText {
  /** The resource name of the font that it stands in. */
  readonly font: string
  readonly text: string
  /** Its first code, which says the whole text, and every code of it. */
  readonly firstCode: number
  readonly codes: readonly number[]
}

export interface ReadableContent {
  readonly content: string
  readonly texts: readonly StackedText[]
}

/** Text objects (ISO 32000-2, 9.4), in the brackets of a split; a line end within a string is escaped, so none is mistaken for one. */
const TEXT_OBJECTS = /^(BT\n[\s\S]*?^ET\n)/m
const ACTUAL = /\/Span <<\n {2}\/ActualText <(?:FEFF)?([0-9A-F]*)>\n>> BDC\n([\s\S]*?)EMC\n/g
const FONT = /\/(\w+) [\d.]+ Tf\n/g

/**
 * The engine writes a cluster of letters once for each height at which its parts stand, and says the whole cluster each time. Here each
 * piece that is surely one of `wanted` says its text once: its first glyph has it all and the others nothing, by two fonts that differ from
 * the piece's in nothing but what they are read as, for readers that go by fonts; /ActualText says the same, for those that go by it.
 *
 * `content` is a page's content, a byte a character; `fonts` are those fonts of the page that write such scripts. The fonts of the n-th
 * text are named by `names(n)`. Pieces that can't be told stay as they are.
 */
export function readableContent(
  content: string,
  fonts: ReadonlyMap<string, Readings>,
  wanted: readonly string[],
  names: (nth: number) => { readonly said: string; readonly silent: string },
): ReadableContent {
  // Every second part is a text object; what stands between two of them draws no text.
  const parts = content.split(TEXT_OBJECTS)
  const texts: StackedText[] = []
  for (let at = 1; at < parts.length; ) {
    const font = onlyFont(parts[at]!)
    const readings = font === null ? undefined : fonts.get(font)
    let end = at + 2
    if (font !== null && readings) {
      while (end < parts.length && onlyFont(parts[end]!) === font) end += 2
      const places = Array.from({ length: (end - at) / 2 }, (_, nth) => at + nth * 2)
      const piece = places.map(place => parts[place]!)
      const text = surely(lettersOf(piece.join(''), readings), wanted)
      const codes = piece.flatMap(object => stringsOf(object).flatMap(({ codes: own }) => own))
      if (text !== null && codes.length > 0) {
        const hands = names(texts.length)
        for (const place of places) parts[place] = readable(parts[place]!, place === at ? text : '', hands)
        texts.push({ font, text, firstCode: codes[0]!, codes })
      }
    }
    at = end
  }
  return { content: parts.join(''), texts }
}

/** The one font of a text object; null where there is none or more. */
function onlyFont(object: string): string | null {
  const used = new Set([...object.matchAll(FONT)].map(([, name]) => name!))
  return used.size === 1 ? [...used][0]! : null
}

/** Every letter that a piece says, in whatever order and however often. */
function lettersOf(piece: string, readings: Readings): ReadonlySet<string> {
  let said = ''
  const bare = piece.replace(ACTUAL, (_, hex: string) => {
    said += Buffer.from(hex, 'hex').swap16().toString('utf16le')
    return ''
  })
  for (const { codes } of stringsOf(bare)) for (const code of codes) said += readings.get(code) ?? '\ufffd'
  return new Set(said)
}

/** The one text of `wanted` that has these letters and no others. */
function surely(letters: ReadonlySet<string>, wanted: readonly string[]): string | null {
  const same = wanted.filter(text => {
    const own = new Set(text)
    return own.size === letters.size && [...own].every(letter => letters.has(letter))
  })
  return same.length === 1 ? same[0]! : null
}

/** A text object in its two fonts; a `text` that is empty leaves all of it unsaid. */
function readable(object: string, text: string, { said, silent }: { said: string; silent: string }): string {
  const bare = object
    .replace(ACTUAL, '$2')
    .replace(/\/ReversedChars BMC\n([\s\S]*?)EMC\n/g, '$1')
    .replace(FONT, match => match.replace(/^\/\w+/, `/${silent}`))
  const actual = `BT\n/Span << /ActualText <FEFF${utf16(text)}> >> BDC\n`
  const spoken = text === '' ? bare : firstApart(bare, said, silent)
  return spoken.replace('BT\n', actual).replace(/ET\n$/, 'EMC\nET\n')
}

/** The first glyph in a font of its own. */
function firstApart(object: string, said: string, silent: string): string {
  const [first] = stringsOf(object)
  const font = /\/\w+ ([\d.]+) Tf\n/.exec(object)
  if (!first || !font) throw new Error('a piece of text has no font or no glyph')
  const [code, ...rest] = first.codes
  const inArray = object.lastIndexOf('[', first.start) > object.lastIndexOf('\n', first.start)
  const [end, open] = inArray ? ['] TJ\n', '['] : [' Tj\n', '']
  const before = object.slice(0, first.start).replace(`/${silent} ${font[1]} Tf`, `/${said} ${font[1]} Tf`)
  return `${before}<${hex4(code!)}>${end}/${silent} ${font[1]} Tf\n${open}<${rest.map(hex4).join('')}>${object.slice(first.end)}`
}

const hex4 = (code: number) => code.toString(16).toUpperCase().padStart(4, '0')
export const utf16 = (text: string) =>
  Array.from({ length: text.length }, (_, at) => hex4(text.charCodeAt(at))).join('')

interface Shown {
  readonly start: number
  readonly end: number
  readonly codes: readonly number[]
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
/** Brackets that are balanced need no escape in a string. */
const STRING = /<<|<([0-9A-Fa-f]*)>|\(((?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*)\)/g

/** The strings that are shown, each of codes of two bytes (ISO 32000-2, 7.3.4 and 9.7.6.2); what stands in a dictionary is none. */
function stringsOf(object: string): Shown[] {
  return [...object.matchAll(STRING)].flatMap(match => {
    const [whole, hex, literal] = match
    const behind = object.slice(match.index + whole.length).trimStart()
    if (whole === '<<' || /^(?:>>|\/)/.test(behind)) return []
    const bytes = literal === undefined ? Buffer.from(hex ?? '', 'hex') : Buffer.from(unescaped(literal), 'latin1')
    const codes = Array.from({ length: bytes.length >> 1 }, (_, at) => bytes.readUInt16BE(at * 2))
    return codes.length === 0 ? [] : [{ start: match.index, end: match.index + whole.length, codes }]
  })
}

const unescaped = (literal: string) =>
  literal.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, escaped: string) =>
    /^[0-7]/.test(escaped) ? String.fromCharCode(Number.parseInt(escaped, 8)) : (ESCAPES[escaped] ?? escaped),
  )
