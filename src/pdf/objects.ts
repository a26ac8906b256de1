import { type Budget, newBudget } from './budget.ts'
import { type IndirectObject, readIndirectAt } from './indirect.ts'
import { LIMITS, type Limits } from './limits.ts'
import { readObjectStream } from './object-stream.ts'
import { refuse } from './reasons.ts'
import { type Revision, revisionsOf } from './revisions.ts'
import type { PdfDict, PdfRef, PdfValue } from './values.ts'
import { lastStartxref, readSections } from './xref.ts'
import type { XrefEntry, XrefSection } from './xref-section.ts'

/** An object with what it is apart from its value. */
export interface LoadedObject {
  readonly value: PdfValue
  /** A stream's bytes, still compressed; null for any other object. */
  readonly stream: Uint8Array | null
  /** Where its object begins in the file; null in an object stream, whose offsets mean nothing there. */
  readonly offset: number | null
  /** Just behind its `endobj`; null likewise. */
  readonly end: number | null
}

/** The file as one of its revisions shows it. */
export interface PdfView {
  readonly trailer: PdfDict
  /** The value itself, or what a reference leads to; a missing object is null, as 7.3.10 says. */
  resolve(value: PdfValue): PdfValue
  /** Like `resolve`, where only a dictionary may stand. */
  dictionary(value: PdfValue | undefined): PdfDict
  /** What a reference leads to; null when the object is free or missing. */
  load(ref: PdfRef): LoadedObject | null
  /** Where an object lies, or undefined when no revision so far named it. */
  entry(number: number): XrefEntry | undefined
  /** Where all objects lie, by number. */
  readonly entries: ReadonlyMap<number, XrefEntry>
}

/** A file opened for checking. */
export interface PdfFile {
  readonly bytes: Uint8Array
  readonly budget: Budget
  /** One for each saving, newest first. */
  readonly views: readonly PdfView[]
  /** Likewise, oldest first. */
  readonly revisions: readonly Revision[]
  readonly sections: readonly XrefSection[]
  /** Where the newest revision ends; less than the file's length when something follows. */
  readonly end: number
  /** The view at the time of one revision. */
  viewAt(revision: number): PdfView
}

/** Opens a file for reading without repair. Refuses what a strict reader cannot take (ISO 32000-2, 7.5). */
export function openPdf(bytes: Uint8Array, limits: Limits = LIMITS): PdfFile {
  if (bytes.length > limits.fileBytes) refuse('file-too-large')
  if (!/^%PDF-(1\.[0-7]|2\.0)[\r\n ]/.test(String.fromCharCode(...bytes.subarray(0, 9)))) refuse('no-header', 0)
  const budget = newBudget(limits)
  const sections = readSections(bytes, lastStartxref(bytes), budget)
  const revisions = revisionsOf(bytes, sections, budget)
  const standing: Standing = { objects: new Map(), members: new Map() }
  const histories = revisions.length > FEW_REVISIONS ? historiesOf(revisions) : null
  const views = revisions.map((_, index) => viewOf(bytes, revisions.slice(0, index + 1), histories, budget, standing))
  return {
    bytes,
    budget,
    views: views.toReversed(),
    revisions,
    sections,
    end: revisions.at(-1)?.end ?? 0,
    viewAt: index => views[index] ?? refuse('internal-error'),
  }
}

type Members = readonly { readonly number: number; readonly value: PdfValue }[]

/** Objects that are the same in every view, by offset, and what the object streams among them hold. */
interface Standing {
  readonly objects: Map<number, IndirectObject>
  readonly members: Map<number, Members>
}

function viewOf(
  bytes: Uint8Array,
  revisions: readonly Revision[],
  histories: Histories | null,
  budget: Budget,
  standing: Standing,
): PdfView {
  const newest = revisions.at(-1) ?? refuse('bad-xref')
  const own = new Map<number, IndirectObject>()
  const packed = new Map<number, Members>()

  const entryOf = (number: number): XrefEntry | undefined => {
    if (histories) return entryUpTo(histories.get(number), newest.index)
    for (let index = revisions.length - 1; index >= 0; index--) {
      const entry = revisions[index]!.entries.get(number)
      if (entry) return entry
    }
    return undefined
  }

  const objectAt = (offset: number): IndirectObject => {
    const known = standing.objects.get(offset) ?? own.get(offset)
    if (known) return known
    const object = readIndirectAt(bytes, offset, budget, lengthOf)
    ;(object.standsAlone ? standing.objects : own).set(offset, object)
    return object
  }

  /** A /Length stands in the file itself and is no stream, or reading it could need itself. */
  const lengthOf = (ref: PdfRef): PdfValue => {
    const entry = entryOf(ref.number)
    if (entry?.kind !== 'offset' || entry.generation !== ref.generation) refuse('bad-stream', ref.start)
    const object = readIndirectAt(bytes, entry.offset, budget, null)
    if (object.number !== ref.number || object.generation !== ref.generation) refuse('bad-object', entry.offset)
    return object.value
  }

  const load = (ref: PdfRef): LoadedObject | null => {
    const entry = entryOf(ref.number)
    if (!entry || entry.kind === 'free') return null
    if (entry.kind === 'offset') {
      const object = objectAt(entry.offset)
      if (entry.generation !== ref.generation || object.generation !== ref.generation)
        refuse('bad-object', entry.offset)
      if (object.number !== ref.number) refuse('bad-object', entry.offset)
      return { value: object.value, stream: object.stream, offset: entry.offset, end: object.end }
    }
    if (ref.generation !== 0) refuse('bad-object', ref.start)
    const member = membersOf(entry.stream)[entry.index]
    // A reader that goes by the number and one that goes by the index must find the same.
    if (member?.number !== ref.number) refuse('bad-object', ref.start)
    return { value: member.value, stream: null, offset: null, end: null }
  }

  const membersOf = (number: number) => {
    const known = packed.get(number)
    if (known) return known
    const entry = entryOf(number)
    if (entry?.kind !== 'offset') refuse('bad-object')
    const object = objectAt(entry.offset)
    if (object.number !== number || object.generation !== entry.generation) refuse('bad-object', entry.offset)
    // Read once for all savings of the file, unless it takes one of them to say where the stream ends.
    const members = standing.members.get(entry.offset) ?? readObjectStream(object, entry.offset, budget)
    if (object.standsAlone) standing.members.set(entry.offset, members)
    packed.set(number, members)
    return members
  }

  const resolve = (value: PdfValue): PdfValue => {
    if (value.kind !== 'ref') return value
    const found = load(value)?.value ?? { kind: 'null', start: value.start, end: value.end }
    // An object that is itself a reference is allowed by no reader alike.
    return found.kind === 'ref' ? refuse('bad-object', value.start) : found
  }
  const dictionary = (value: PdfValue | undefined): PdfDict => {
    const found = value && resolve(value)
    return found?.kind === 'dict' ? found : refuse('bad-object', value?.start)
  }
  return {
    trailer: newest.trailer,
    resolve,
    dictionary,
    load,
    entry: entryOf,
    get entries() {
      const all = new Map<number, XrefEntry>()
      for (const revision of revisions) for (const [number, entry] of revision.entries) all.set(number, entry)
      return all
    },
  }
}

/** Up to so many revisions are looked through in less time and room than their entries are sorted in. */
const FEW_REVISIONS = 16

/** For each object number, what the revisions say of it that name it, oldest first. */
type Histories = ReadonlyMap<number, readonly { readonly revision: number; readonly entry: XrefEntry }[]>

function historiesOf(revisions: readonly Revision[]): Histories {
  const histories = new Map<number, { revision: number; entry: XrefEntry }[]>()
  for (const { index, entries } of revisions) {
    for (const [number, entry] of entries) {
      const known = histories.get(number)
      if (known) known.push({ revision: index, entry })
      else histories.set(number, [{ revision: index, entry }])
    }
  }
  return histories
}

/** The newest entry that is not newer than a revision: a file may be saved two hundred times, each time with every object. */
function entryUpTo(history: ReturnType<Histories['get']>, revision: number): XrefEntry | undefined {
  let [from, to] = [0, history?.length ?? 0]
  while (from < to) {
    const middle = (from + to) >> 1
    if (history![middle]!.revision <= revision) from = middle + 1
    else to = middle
  }
  return history?.[from - 1]?.entry
}
