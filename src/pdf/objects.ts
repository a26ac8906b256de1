import { readIndirectAt } from './indirect.ts'
import { LIMITS } from './limits.ts'
import { refuse } from './reasons.ts'
import { decodeStream, naturalEntry } from './stream-data.ts'
import { cursorAt, readNatural, readValue } from './tokens.ts'
import type { PdfDict, PdfRef, PdfValue } from './values.ts'
import { readFileEnd, readSections, type XrefEntry, type XrefSection } from './xref.ts'

/** The file as one of its revisions shows it. */
export interface PdfView {
  readonly trailer: PdfDict
  /** The value itself, or what a reference leads to; a missing object is null, as 7.3.10 says. */
  resolve(value: PdfValue): PdfValue
  /** Like `resolve`, where only a dictionary may stand. */
  dictionary(value: PdfValue | undefined): PdfDict
  /** Where the objects in use lie, by number. */
  readonly entries: ReadonlyMap<number, XrefEntry>
}

/** A file opened for checking. */
export interface PdfFile {
  /** One for each saving, newest first. */
  readonly views: readonly PdfView[]
  readonly sections: readonly XrefSection[]
  /** Where the newest revision ends; less than the file's length when something follows. */
  readonly end: number
}

/** Opens a file for reading without repair. Refuses what a strict reader cannot take (ISO 32000-2, 7.5). */
export function openPdf(bytes: Uint8Array): PdfFile {
  if (bytes.length > LIMITS.fileBytes) refuse('file-too-large')
  if (!/^%PDF-(1\.[0-7]|2\.0)[\r\n]/.test(String.fromCharCode(...bytes.subarray(0, 9)))) refuse('no-header', 0)
  const { xrefOffset, end } = readFileEnd(bytes)
  const sections = readSections(bytes, xrefOffset)
  const budget = { inflatedBytes: LIMITS.inflatedBytes }
  const views = sections.map((_, newest) => viewOf(bytes, sections.slice(newest), budget))
  return { views, sections, end }
}

function viewOf(bytes: Uint8Array, sections: readonly XrefSection[], budget: { inflatedBytes: number }): PdfView {
  const entries = new Map<number, XrefEntry>()
  for (const section of sections.toReversed()) for (const [number, entry] of section.entries) entries.set(number, entry)
  const packed = new Map<number, Map<number, PdfValue>>()

  const load = (ref: PdfRef, through: 'any' | 'file'): PdfValue => {
    const entry = entries.get(ref.number)
    if (!entry || entry.kind === 'free') return { kind: 'null', start: ref.start, end: ref.end }
    if (entry.kind === 'offset') {
      if (entry.generation !== ref.generation) refuse('bad-object', entry.offset)
      const object = readIndirectAt(bytes, entry.offset, length => load(length, 'file'))
      if (object.number !== ref.number || object.generation !== ref.generation) refuse('bad-object', entry.offset)
      return object.value
    }
    if (through === 'file' || ref.generation !== 0) refuse('bad-object', ref.start)
    const value = objectStream(entry.stream).get(ref.number)
    return value ?? refuse('bad-object', ref.start)
  }

  /** The objects in an object stream (7.5.7). */
  const objectStream = (number: number): Map<number, PdfValue> => {
    const known = packed.get(number)
    if (known) return known
    const entry = entries.get(number)
    if (entry?.kind !== 'offset') refuse('bad-object')
    const { value: dict, stream, number: found } = readIndirectAt(bytes, entry.offset, length => load(length, 'file'))
    if (dict.kind !== 'dict' || !stream || found !== number) refuse('bad-object', entry.offset)
    const type = dict.entries.get('Type')
    if (type?.kind !== 'name' || type.value !== 'ObjStm') refuse('bad-object', entry.offset)
    const data = decodeStream(dict, stream, budget.inflatedBytes)
    budget.inflatedBytes -= data.length
    const first = naturalEntry(dict, 'First')
    const count = naturalEntry(dict, 'N')
    if (first > data.length || count > LIMITS.containerEntries) refuse('bad-object', entry.offset)
    const head = cursorAt(data, 0, first)
    const objects = new Map<number, PdfValue>()
    for (let index = 0; index < count; index++) {
      const member = readNatural(head)
      const offset = readNatural(head)
      if (objects.has(member) || first + offset >= data.length) refuse('bad-object', entry.offset)
      objects.set(member, readValue(cursorAt(data, first + offset)))
    }
    packed.set(number, objects)
    return objects
  }

  const resolve = (value: PdfValue): PdfValue => {
    if (value.kind !== 'ref') return value
    const found = load(value, 'any')
    // An object that is itself a reference is allowed by no reader alike.
    return found.kind === 'ref' ? refuse('bad-object', value.start) : found
  }
  const dictionary = (value: PdfValue | undefined): PdfDict => {
    const found = value && resolve(value)
    return found?.kind === 'dict' ? found : refuse('bad-object', value?.start)
  }
  const newest = sections[0] ?? refuse('bad-xref')
  return { trailer: newest.trailer, resolve, dictionary, entries }
}
