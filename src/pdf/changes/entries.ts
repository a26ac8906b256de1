import { equalBytes } from '../bytes.ts'
import type { LoadedObject, PdfView } from '../objects.ts'
import type { ReasonCode } from '../reasons.ts'
import type { Revision } from '../revisions.ts'
import type { PdfRef } from '../values.ts'
import type { XrefEntry } from '../xref-section.ts'
import { sameValue } from './same-value.ts'

/** What the rows of a revision's cross-reference say, before any rule. */
export interface EntryChanges {
  readonly changed: ReadonlySet<number>
  /** Object streams and cross-reference streams that it wrote. */
  readonly containers: ReadonlySet<number>
  readonly problems: readonly { readonly code: ReasonCode; readonly object: number }[]
}

/**
 * The objects that a revision wrote and that are not as before. Rows may not free what was in use, change a generation, or
 * lead to bytes outside the revision: a reader that does not follow the rows as we do must find nothing else.
 */
export function entryChanges(revision: Revision, before: PdfView, after: PdfView): EntryChanges {
  const changed = new Set<number>()
  const problems: { code: ReasonCode; object: number }[] = []
  const holders = holdersOf(revision, after)
  const containers = new Set<number>(holders.keys())
  for (const { stream } of revision.sections) if (stream !== null) containers.add(stream)
  for (const [object, { named, held }] of holders) if (named !== held) problems.push({ code: 'hidden-bytes', object })
  for (const [number, entry] of revision.entries) {
    const old = before.entry(number)
    if (sameEntry(old, entry)) continue
    const code = problemOf(revision, old, entry, containers.has(number))
    if (code) problems.push({ code, object: number })
    else if (entry.kind === 'free' || containers.has(number)) continue
    else if (!isAsBefore(number, before, after)) changed.add(number)
  }
  return { changed, containers, problems }
}

function problemOf(
  revision: Revision,
  old: XrefEntry | undefined,
  entry: XrefEntry,
  isContainer: boolean,
): ReasonCode | null {
  const wasUsed = old !== undefined && old.kind !== 'free'
  if (entry.kind === 'free') return wasUsed ? 'object-freed' : null
  const oldGeneration = old?.kind === 'offset' ? old.generation : 0
  const generation = entry.kind === 'offset' ? entry.generation : 0
  if (generation !== oldGeneration) return 'generation-changed'
  const home = entry.kind === 'offset' ? entry : revision.entries.get(entry.stream)
  if (home?.kind !== 'offset' || home.offset < revision.start) return 'object-elsewhere'
  // What others lie in, and the cross-reference stream, must have a number that was not used.
  return isContainer && wasUsed ? 'object-changed' : null
}

/** For each object stream of a revision: how many of its members the cross-reference names, and how many it holds. */
function holdersOf(revision: Revision, after: PdfView): Map<number, { named: number; held: number }> {
  const holders = new Map<number, { named: number; held: number }>()
  for (const entry of revision.entries.values()) {
    if (entry.kind !== 'packed') continue
    const known = holders.get(entry.stream)
    if (known) known.named++
    else holders.set(entry.stream, { named: 1, held: membersHeld(after, entry.stream) })
  }
  return holders
}

function membersHeld(view: PdfView, number: number): number {
  const value = view.load({ kind: 'ref', number, generation: 0, start: 0, end: 0 })?.value
  const count = value?.kind === 'dict' ? value.entries.get('N') : undefined
  return count?.kind === 'integer' ? count.value : -1
}

function sameEntry(a: XrefEntry | undefined, b: XrefEntry): boolean {
  if (a?.kind === 'offset' && b.kind === 'offset') return a.offset === b.offset && a.generation === b.generation
  if (a?.kind === 'packed' && b.kind === 'packed') return a.stream === b.stream && a.index === b.index
  return a?.kind === 'free' && b.kind === 'free'
}

/** Some writers repeat an object as it was. */
function isAsBefore(number: number, before: PdfView, after: PdfView): boolean {
  const old = before.entry(number)
  if (old === undefined || old.kind === 'free') return false
  const generation = old.kind === 'offset' ? old.generation : 0
  const ref: PdfRef = { kind: 'ref', number, generation, start: 0, end: 0 }
  return sameObject(before.load(ref), after.load(ref))
}

function sameObject(a: LoadedObject | null, b: LoadedObject | null): boolean {
  if (!a || !b || !sameValue(a.value, b.value)) return false
  return a.stream === null || b.stream === null ? a.stream === b.stream : equalBytes(a.stream, b.stream)
}
