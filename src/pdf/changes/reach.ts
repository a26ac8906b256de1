import { type Budget, spend } from '../budget.ts'
import type { PdfView } from '../objects.ts'
import type { PdfRef, PdfValue } from '../values.ts'

/** Calls `visit` with every reference in a value, not following any. */
export function eachReference(value: PdfValue, visit: (ref: PdfRef) => void): void {
  if (value.kind === 'ref') visit(value)
  else if (value.kind === 'array') for (const item of value.items) eachReference(item, visit)
  else if (value.kind === 'dict') for (const item of value.entries.values()) eachReference(item, visit)
}

/**
 * Numbers of all objects that can be reached from `roots`, and of those that are named and not there: a reference that leads
 * nowhere is a place where something could be put in later. `follows` says which references to go through.
 */
export function reach(
  view: PdfView,
  roots: readonly (PdfValue | undefined)[],
  budget: Budget,
  follows: (number: number) => boolean = () => true,
): Set<number> {
  const found = new Set<number>()
  const waiting: PdfValue[] = roots.filter(root => root !== undefined)
  const visit = (ref: PdfRef) => {
    if (found.has(ref.number) || !follows(ref.number)) return
    spend(budget, 'steps', 1, ref.start)
    found.add(ref.number)
    const object = view.load(ref)
    if (object) waiting.push(object.value)
  }
  for (let value = waiting.pop(); value; value = waiting.pop()) eachReference(value, visit)
  return found
}

/** A value without the security store, which only a catalogue has. */
export function visibleParts(value: PdfValue): readonly PdfValue[] {
  if (value.kind !== 'dict') return [value]
  return [...value.entries].filter(([key]) => key !== 'DSS').map(([, part]) => part)
}

/** Everything that can be seen of a file: what its catalogue and its information lead to, the security store left out. */
export function visibleNumbers(view: PdfView, budget: Budget): Set<number> {
  const root = view.trailer.entries.get('Root')
  const found = reach(view, [...visibleParts(view.dictionary(root)), view.trailer.entries.get('Info')], budget)
  if (root?.kind === 'ref') found.add(root.number)
  return found
}
