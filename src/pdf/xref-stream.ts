import { type Budget, spendObjects } from './budget.ts'
import { readIndirectAt } from './indirect.ts'
import { refuse } from './reasons.ts'
import { decodeStream, naturalEntry } from './stream-data.ts'
import type { PdfDict } from './values.ts'
import type { XrefEntry, XrefSection } from './xref-section.ts'

/** What a cross-reference stream says, and where its object ends. */
export type XrefStream = Omit<XrefSection, 'startxref' | 'end'> & { readonly bodyEnd: number }

/** A cross-reference stream (ISO 32000-2, 7.5.8): the table's fields in binary, and the trailer in its dictionary. */
export function readXrefStream(bytes: Uint8Array, offset: number, budget: Budget): XrefStream {
  const { value, stream, number, end } = readIndirectAt(bytes, offset, budget, null)
  if (value.kind !== 'dict' || !stream) refuse('bad-xref', offset)
  const type = value.entries.get('Type')
  if (type?.kind !== 'name' || type.value !== 'XRef') refuse('bad-xref', offset)
  const widths = integers(value, 'W')
  if (widths.length !== 3 || widths.some(width => width > 8)) refuse('bad-xref', value.start)
  const ranges = value.entries.has('Index') ? integers(value, 'Index') : [0, naturalEntry(value, 'Size')]
  if (ranges.length % 2 !== 0) refuse('bad-xref', value.start)
  const data = decodeStream(value, stream, budget)
  const rowBytes = widths[0]! + widths[1]! + widths[2]!
  const entries = new Map<number, XrefEntry>()
  let at = 0
  for (let range = 0; range < ranges.length; range += 2) {
    const first = ranges[range]!
    const count = ranges[range + 1]!
    spendObjects(budget, first, count, value.start)
    for (let index = 0; index < count; index++, at += rowBytes) {
      if (at + rowBytes > data.length || entries.has(first + index)) refuse('bad-xref', value.start)
      entries.set(first + index, readRow(data, at, widths, value.start))
    }
  }
  if (at !== data.length) refuse('bad-xref', value.start)
  return { offset, entries, trailer: value, bodyEnd: end, stream: number }
}

function readRow(data: Uint8Array, start: number, widths: readonly number[], place: number): XrefEntry {
  let at = start
  const fields = widths.map(width => {
    let field = 0
    for (let byte = 0; byte < width; byte++) field = field * 256 + data[at++]!
    return Number.isSafeInteger(field) ? field : refuse('bad-xref', place)
  })
  const type = widths[0] === 0 ? 1 : fields[0]
  if (type === 0) return { kind: 'free' }
  if (type === 1) return { kind: 'offset', offset: fields[1]!, generation: fields[2]! }
  if (type === 2) return { kind: 'packed', stream: fields[1]!, index: fields[2]! }
  return refuse('bad-xref', place)
}

function integers(dict: PdfDict, key: string): number[] {
  const value = dict.entries.get(key)
  if (value?.kind !== 'array') refuse('bad-xref', dict.start)
  return value.items.map(item => {
    if (item.kind !== 'integer' || item.value < 0) refuse('bad-xref', item.start)
    return item.value
  })
}
