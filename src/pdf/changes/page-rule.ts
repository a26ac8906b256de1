import { type Budget, spend } from '../budget.ts'
import type { PdfView } from '../objects.ts'
import type { PdfDict, PdfRef, PdfValue } from '../values.ts'
import { allow, type Comparison, deny } from './comparison.ts'
import { differingKeys, itemsAdded, sameValue } from './same-value.ts'

/** Pages: their list of annotations may grow by the widgets of the new signatures, and nothing else of them may change. */
export function checkPages(comparison: Comparison, widgets: ReadonlySet<number>): void {
  const { before, after, changed } = comparison
  for (const [number, old] of pagesOf(before, comparison.file.budget)) {
    const annotations = old.entries.get('Annots')
    const listed = annotations?.kind === 'ref' ? annotations.number : null
    if (!changed.has(number) && (listed === null || !changed.has(listed))) continue
    const now = after.dictionary({ kind: 'ref', number, generation: 0, start: 0, end: 0 })
    if (differingKeys(old, now).some(key => key !== 'Annots')) {
      deny(comparison, 'page-changed', 'page', number)
      continue
    }
    checkAnnotations(comparison, number, [annotations, now.entries.get('Annots')], widgets)
  }
}

function checkAnnotations(
  comparison: Comparison,
  page: number,
  [old, now]: readonly [PdfValue | undefined, PdfValue | undefined],
  widgets: ReadonlySet<number>,
): void {
  const added = itemsAdded(itemsOf(comparison.before, old), itemsOf(comparison.after, now))
  if (!added?.every(item => item.kind === 'ref' && widgets.has(item.number))) {
    return deny(comparison, 'annotation-changed', 'annotation', page)
  }
  allow(comparison, page, 'page')
  if (now?.kind === 'ref' && (old?.kind !== 'ref' || sameValue(old, now))) allow(comparison, now.number, 'page')
}

function itemsOf(view: PdfView, value: PdfValue | undefined): readonly PdfValue[] {
  const array = value && view.resolve(value)
  return array?.kind === 'array' ? array.items : []
}

/** The pages of a view by object number (ISO 32000-2, 7.7.3). A tree that is none has no pages to change. */
function pagesOf(view: PdfView, budget: Budget): Map<number, PdfDict> {
  const pages = new Map<number, PdfDict>()
  const visited = new Set<number>()
  const waiting: (PdfValue | undefined)[] = [view.dictionary(view.trailer.entries.get('Root')).entries.get('Pages')]
  for (let value = waiting.pop(); value; value = waiting.pop()) {
    if (value.kind !== 'ref' || visited.has(value.number)) continue
    spend(budget, 'steps', 1, value.start)
    visited.add((value satisfies PdfRef).number)
    const node = view.load(value)?.value
    if (node?.kind !== 'dict') continue
    const kids = node.entries.get('Kids')
    if (kids === undefined) pages.set(value.number, node)
    else waiting.push(...itemsOf(view, kids))
  }
  return pages
}
