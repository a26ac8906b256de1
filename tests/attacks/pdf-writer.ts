import { deflateSync } from 'node:zlib'
import { type Bytes, join, latin } from './der.ts'

/**
 * A PDF writer of the corpus' own (ISO 32000-2, 7.5). It shares nothing with the house's reader and sealer, and it writes wrong
 * files as readily as right ones.
 */
export type Body = string | Uint8Array

/** Where a cross-reference row points. */
export type Row =
  | { readonly kind: 'at'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'packed'; readonly stream: number; readonly index: number }
  | { readonly kind: 'free'; readonly generation: number }

/** A file that further revisions can be put behind. */
export interface Pdf {
  readonly bytes: Bytes
  /** Offset of the newest cross-reference section. */
  readonly startxref: number
  readonly size: number
  readonly root: string
  /** Where the objects of every revision lie, the newest winning. */
  readonly offsets: ReadonlyMap<number, number>
}

export interface Revision {
  /** Objects by number; null frees one. */
  readonly objects: ReadonlyMap<number, Body | null>
  readonly xref?: 'table' | 'stream'
  /** Numbers of the objects that go into an object stream. Needs `xref: 'stream'`. */
  readonly packed?: readonly number[]
  readonly root?: string
  /** Offset for /Prev; null leaves it out. The section before by default. */
  readonly prev?: number | null
  /** Further entries of the trailer. */
  readonly trailer?: string
  readonly generations?: ReadonlyMap<number, number>
  /** Rows that replace or add to the true ones. */
  readonly rows?: ReadonlyMap<number, Row>
  /** What follows the cross-reference section, given its offset. */
  readonly tail?: (startxref: number) => string
  /** Compresses an xref stream with the PNG `Up` predictor. */
  readonly predictor?: boolean
  readonly header?: string
  readonly size?: number
  /** What stands before the first object of this revision. */
  readonly before?: Body
}

export const HEADER = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'
export const ID = '/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]'
const usualTail = (startxref: number) => `startxref\n${startxref}\n%%EOF\n`

const bytesOf = (body: Body): Uint8Array => (typeof body === 'string' ? latin(body) : body)

/** `N G obj … endobj`. */
export const objectText = (number: number, body: Body, generation = 0): Bytes =>
  join(latin(`${number} ${generation} obj\n`), bytesOf(body), latin('\nendobj\n'))

/** A stream with its true length; `entries` are those of its dictionary besides. */
export function stream(entries: string, data: Body): Bytes {
  const bytes = bytesOf(data)
  return join(latin(`<< ${entries} /Length ${bytes.length} >>\nstream\n`), bytes, latin('\nendstream'))
}

export const flate = (entries: string, data: Body): Bytes =>
  stream(`${entries} /Filter /FlateDecode`, new Uint8Array(deflateSync(bytesOf(data))))

/** A file of one revision. */
export const firstRevision = (revision: Revision): Pdf =>
  write(
    { bytes: latin(revision.header ?? HEADER), startxref: 0, size: 0, root: '1 0 R', offsets: new Map() },
    {
      prev: null,
      ...revision,
    },
  )

/** The file with one more revision behind it (7.5.6). */
export const append = (pdf: Pdf, revision: Revision): Pdf => write(pdf, revision)

function write(pdf: Pdf, revision: Revision): Pdf {
  const parts: Uint8Array[] = [pdf.bytes, bytesOf(revision.before ?? '')]
  let at = parts[0]!.length + parts[1]!.length
  const rows = new Map<number, Row>()
  const add = (number: number, bytes: Uint8Array, generation: number) => {
    rows.set(number, { kind: 'at', offset: at, generation })
    parts.push(bytes)
    at += bytes.length
  }
  const packed = revision.packed ?? []
  for (const [number, body] of revision.objects) {
    const generation = revision.generations?.get(number) ?? 0
    if (body === null) rows.set(number, { kind: 'free', generation: 1 })
    else if (!packed.includes(number)) add(number, objectText(number, body, generation), generation)
  }
  let size = Math.max(pdf.size, ...[...revision.objects.keys()].map(number => number + 1))
  if (packed.length > 0) {
    const holder = size++
    add(
      holder,
      objectText(holder, objectStream(packed.map(number => [number, revision.objects.get(number) ?? 'null']))),
      0,
    )
    packed.forEach((number, index) => {
      rows.set(number, { kind: 'packed', stream: holder, index })
    })
  }
  for (const [number, row] of revision.rows ?? []) rows.set(number, row)
  const startxref = at
  const root = revision.root ?? pdf.root
  const prev = revision.prev === undefined ? pdf.startxref : revision.prev
  const trailer = (whole: number) =>
    `/Size ${revision.size ?? whole} /Root ${root} ${ID}${prev === null ? '' : ` /Prev ${prev}`} ${revision.trailer ?? ''}`
  if (pdf.size === 0) rows.set(0, { kind: 'free', generation: 65535 })
  if (revision.xref === 'stream') {
    const number = size++
    rows.set(number, { kind: 'at', offset: startxref, generation: 0 })
    parts.push(objectText(number, xrefStream(rows, trailer(size), revision.predictor ?? false)))
  } else {
    parts.push(latin(`${xrefTable(rows)}trailer\n<< ${trailer(size)} >>\n`))
  }
  parts.push(latin((revision.tail ?? usualTail)(startxref)))
  const offsets = new Map(pdf.offsets)
  for (const [number, row] of rows) if (row.kind === 'at') offsets.set(number, row.offset)
  return { bytes: join(...parts), startxref, size, root, offsets }
}

/** `xref` with one subsection a run of numbers (7.5.4). */
export function xrefTable(rows: ReadonlyMap<number, Row>): string {
  const lines = runsOf(rows).map(run => {
    const entries = run.map(([number, row]) => tableRow(number, row)).join('')
    return `${run[0]![0]} ${run.length}\n${entries}`
  })
  return `xref\n${lines.join('')}`
}

function tableRow(number: number, row: Row): string {
  if (row.kind === 'packed') throw new Error(`a table cannot say that object ${number} is packed`)
  const offset = row.kind === 'at' ? row.offset : 0
  return `${String(offset).padStart(10, '0')} ${String(row.generation).padStart(5, '0')} ${row.kind === 'at' ? 'n' : 'f'}\r\n`
}

function runsOf(rows: ReadonlyMap<number, Row>): [number, Row][][] {
  const runs: [number, Row][][] = []
  for (const entry of [...rows].sort(([a], [b]) => a - b)) {
    const last = runs.at(-1)
    if (last && last.at(-1)![0] === entry[0] - 1) last.push(entry)
    else runs.push([entry])
  }
  return runs
}

/** A cross-reference stream's body (7.5.8): fields of 1, 4 and 2 bytes. */
export function xrefStream(rows: ReadonlyMap<number, Row>, trailer: string, predictor = false): Bytes {
  const runs = runsOf(rows)
  const data = join(...runs.flat().map(([, row]) => streamRow(row)))
  const index = runs.map(run => `${run[0]![0]} ${run.length}`).join(' ')
  const entries = `/Type /XRef /W [1 4 2] /Index [${index}] ${trailer}`
  if (!predictor) return flate(entries, data)
  return flate(`${entries} /DecodeParms << /Predictor 12 /Columns 7 >>`, upPredicted(data, 7))
}

function streamRow(row: Row): Bytes {
  const buffer = Buffer.alloc(7)
  buffer[0] = row.kind === 'free' ? 0 : row.kind === 'at' ? 1 : 2
  buffer.writeUInt32BE(row.kind === 'at' ? row.offset : row.kind === 'packed' ? row.stream : 0, 1)
  buffer.writeUInt16BE(row.kind === 'packed' ? row.index : row.generation, 5)
  return new Uint8Array(buffer)
}

/** PNG's `Up` (7.4.4.4): each row as the difference to the one above, behind a 2. */
function upPredicted(data: Uint8Array, columns: number): Bytes {
  const rows: Uint8Array[] = []
  let above: Uint8Array = new Uint8Array(columns)
  for (let at = 0; at < data.length; at += columns) {
    const row = data.subarray(at, at + columns)
    rows.push(
      Uint8Array.of(2),
      row.map((byte, column) => byte - above[column]!),
    )
    above = row
  }
  return join(...rows)
}

/** An object stream's body (7.5.7). */
export function objectStream(objects: readonly (readonly [number, Body])[], entries = ''): Bytes {
  const bodies = objects.map(([, body]) => join(bytesOf(body), latin('\n')))
  let at = 0
  const heads = objects.map(([number], index) => {
    const head = `${number} ${at}`
    at += bodies[index]!.length
    return head
  })
  const head = `${heads.join(' ')}\n`
  const type = `/Type /ObjStm /N ${objects.length} /First ${head.length} ${entries}`
  return flate(type, join(latin(head), ...bodies))
}

/** The file with other bytes behind it: no revision, only bytes. */
export const withTail = (pdf: Pdf, tail: Body): Bytes => join(pdf.bytes, bytesOf(tail))

/** The file with the first occurrence of a text replaced by one of the same length. Throws when it is not there. */
export function swapText(bytes: Uint8Array, from: string, to: string): Bytes {
  const at = Buffer.from(bytes).indexOf(from, 0, 'latin1')
  if (at < 0 || from.length !== to.length) throw new Error(`cannot swap ${from} for ${to}`)
  const changed = join(bytes)
  changed.set(latin(to), at)
  return changed
}
