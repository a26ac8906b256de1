import { deflateSync, inflateSync } from 'node:zlib'
import { bytesOfLatin1, concatBytes, latin1 } from '../../src/pdf/bytes.ts'
import type { PdfView } from '../../src/pdf/objects.ts'
import type { PdfDict } from '../../src/pdf/values.ts'
import type { Edit } from './accessible-edits.ts'
import { type Readings, readableContent, utf16 } from './stacked-text.ts'

export interface StackedTextEdits {
  readonly edits: readonly Edit[]
  /** Bodies of new objects, numbered on from the number that was asked for. */
  readonly objects: readonly Uint8Array[]
}

/** Scripts whose letters stand over, under and in one another and run from left to right, and the hands that write them here. */
const HANDS = /^[A-Z]{6}\+Noto(?:SerifTibetan|SansThai|SansLao|SansKhmer|SansDevanagari)\b/
const STACKED = /[\p{Script=Tibetan}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Devanagari}\u200c\u200d]+/gu
/** Read as nothing by whoever shows or seeks text, and yet a reading, which PDF/A asks of each code (ISO 19005-2, 6.2.11.7.2). */
const NOTHING = '\u200b'

/** What makes every one of `texts` that stands on the pages in such a script come out of the file as it is. */
export function stackedTextEdits(
  pdf: Uint8Array,
  view: PdfView,
  texts: readonly string[],
  nextNumber: number,
): StackedTextEdits {
  const wanted = [...new Set(texts.flatMap(text => text.match(STACKED) ?? []))]
  const objects: Uint8Array[] = []
  if (wanted.length === 0) return { edits: [], objects }
  const add = (body: Uint8Array) => nextNumber + objects.push(body) - 1
  const twinOf = (font: PdfDict, readings: Readings) => add(readAs(pdf, font, add(readingMap(readings))))

  const edits = [...view.entries.keys()].flatMap((number): Edit[] => {
    const page = view.load({ kind: 'ref', number, generation: 0, start: 0, end: 0 })?.value
    if (page?.kind !== 'dict' || nameIn(page, 'Type') !== 'Page') return []
    const fonts = view.dictionary(view.dictionary(page.entries.get('Resources')).entries.get('Font'))
    const hands = new Map([...fonts.entries].map(([name, font]) => [name, view.dictionary(font)]))
    for (const [name, font] of hands) if (!HANDS.test(nameIn(font, 'BaseFont') ?? '')) hands.delete(name)
    if (hands.size === 0) return []

    const { content, start, end } = contentOf(view, page)
    const readings = new Map([...hands].map(([name, font]) => [name, readingsOf(view, font)]))
    const names = (nth: number) => ({ said: `said${number}n${nth}`, silent: `silent${number}n${nth}` })
    const made = readableContent(content, readings, wanted, names)
    const added = made.texts.map(({ font, text, firstCode, codes }, nth) => {
      const said = twinOf(hands.get(font)!, new Map([[firstCode, text]]))
      const silent = twinOf(hands.get(font)!, new Map(codes.map(code => [code, NOTHING])))
      return `/${names(nth).said} ${said} 0 R /${names(nth).silent} ${silent} 0 R`
    })
    if (added.length === 0) return []
    const at = fonts.end - 2
    return [
      { at, until: at, bytes: bytesOfLatin1(` ${added.join(' ')} `) },
      { at: start, until: end, bytes: concatBytes(packed(made.content), bytesOfLatin1('\nendobj')) },
    ]
  })
  return { edits, objects }
}

/** What is drawn on a page, a byte a character, and where its object's body lies, `endobj` with it. */
function contentOf(view: PdfView, page: PdfDict): { content: string; start: number; end: number } {
  const ref = page.entries.get('Contents')
  const stream = ref?.kind === 'ref' ? view.load(ref) : null
  if (stream?.value.kind !== 'dict' || !stream.stream || stream.end === null)
    throw new Error('a page of a rendering must have its contents in one stream')
  return { content: latin1(inflateSync(stream.stream)), start: stream.value.start, end: stream.end }
}

const nameIn = ({ entries }: PdfDict, key: string) => {
  const value = entries.get(key)
  return value?.kind === 'name' ? value.value : null
}

/** The same font, read by the map of another number. */
function readAs(pdf: Uint8Array, font: PdfDict, map: number): Uint8Array {
  const own = font.entries.get('ToUnicode')
  if (own?.kind !== 'ref') throw new Error('a font of a rendering must say what it is read as')
  return concatBytes(pdf.subarray(font.start, own.start), bytesOfLatin1(`${map} 0 R`), pdf.subarray(own.end, font.end))
}

/** What the engine has a font read as, code by code. */
function readingsOf(view: PdfView, font: PdfDict): Readings {
  const map = font.entries.get('ToUnicode')
  const loaded = map?.kind === 'ref' ? view.load(map) : null
  if (!loaded?.stream || loaded.value.kind !== 'dict') return new Map()
  const text = latin1(loaded.value.entries.has('Filter') ? inflateSync(loaded.stream) : loaded.stream)
  const singles = [...text.matchAll(/^<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>$/gm)]
  return new Map(
    singles.map(([, code, hex]) => [Number.parseInt(code!, 16), Buffer.from(hex!, 'hex').swap16().toString('utf16le')]),
  )
}

/** A /ToUnicode of codes of two bytes (ISO 32000-2, 9.10.3). */
function readingMap(readings: Readings): Uint8Array {
  const lines = [...readings].map(
    ([code, text]) => `1 beginbfchar\n<${utf16(String.fromCharCode(code))}> <${utf16(text)}>\nendbfchar`,
  )
  const text = [
    '/CIDInit /ProcSet findresource begin',
    ...['12 dict begin', 'begincmap', '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def'],
    ...['/CMapName /Custom def', '/CMapType 2 def', '1 begincodespacerange', '<0000> <FFFF>', 'endcodespacerange'],
    ...lines,
    ...['endcmap', 'CMapName currentdict /CMap defineresource pop', 'end', 'end', ''],
  ].join('\n')
  return packed(text)
}

/** A stream's body. */
function packed(text: string): Uint8Array {
  const data = new Uint8Array(deflateSync(bytesOfLatin1(text)))
  const head = bytesOfLatin1(`<< /Length ${data.length} /Filter /FlateDecode >>\nstream\n`)
  return concatBytes(head, data, bytesOfLatin1('\nendstream'))
}
