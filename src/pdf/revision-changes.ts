import { compareRevision } from './changes/compare-revision.ts'
import { type Comparison, deny } from './changes/comparison.ts'
import { entryChanges } from './changes/entries.ts'
import { eachReference, visibleNumbers, visibleParts } from './changes/reach.ts'
import type { Examined } from './examine.ts'
import type { PdfFile } from './objects.ts'
import type { Policy } from './options.ts'
import { PdfRefusal } from './reasons.ts'
import type { Change, RevisionReport } from './report.ts'

/** What each revision behind the first signed one changed. Everything is refused that no rule allows. */
export function compareRevisions(file: PdfFile, examined: readonly Examined[], policy: Policy): RevisionReport[] {
  const signatures = examined.filter(one => one.subFilter !== 'ETSI.RFC3161')
  const first = Math.min(...signatures.map(one => one.found.revision))
  let visible: Set<number> | null = null
  return file.revisions.map(({ index, eof }) => {
    const isLater = index > first
    if (isLater) visible ??= visibleNumbers(file.viewAt(index - 1), file.budget)
    return {
      index,
      end: eof,
      signedBy: examined.filter(one => one.found.revision === index).map(one => one.found.field),
      changes: isLater && visible ? changesOrRefusal(file, index, examined, policy, visible) : [],
    }
  })
}

/** A later revision that cannot be read is a change all the same: what was signed could be read. */
function changesOrRefusal(...parts: Parameters<typeof changesOf>): Change[] {
  try {
    return changesOf(...parts)
  } catch (error) {
    if (!(error instanceof PdfRefusal) || error.code === 'limit-reached') throw error
    return [{ revision: parts[1], kind: 'structure', permitted: false, code: 'object-changed' }]
  }
}

/** Compares one revision with the one before it; `visible` grows by what this one refers to. */
function changesOf(
  file: PdfFile,
  index: number,
  examined: readonly Examined[],
  policy: Policy,
  visible: Set<number>,
): Change[] {
  const revision = file.revisions[index]!
  const before = file.viewAt(index - 1)
  const after = file.viewAt(index)
  const { changed, containers, problems } = entryChanges(revision, before, after)
  const earlier = examined.filter(one => one.found.revision < index)
  const comparison: Comparison = {
    ...{ file, revision, before, after, policy, changed, visible },
    added: examined.filter(one => one.found.revision === index),
    docMdp: earlier.find(one => one.docMdp !== null)?.docMdp ?? null,
    locksFields: earlier.some(one => one.locksFields),
    ...{ allowed: new Map(), purposes: new Set(), refused: [] },
  }
  for (const { code, object } of problems) deny(comparison, code, 'structure', object)
  for (const number of containers) if (visible.has(number)) deny(comparison, 'object-added', 'structure', number)
  const changes = compareRevision(comparison)
  for (const number of changed) {
    if (comparison.allowed.get(number) === 'dss') continue
    const value = after.load({ kind: 'ref', number, generation: 0, start: 0, end: 0 })?.value
    for (const part of value ? visibleParts(value) : []) eachReference(part, ref => visible.add(ref.number))
  }
  return changes
}
