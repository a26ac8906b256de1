import { equalBytes } from '../bytes.ts'
import type { PdfDict, PdfValue } from '../values.ts'

/** Whether two values are the same as written. References are the same when they name the same object. */
export function sameValue(a: PdfValue | undefined, b: PdfValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  if (a.kind === 'dict' && b.kind === 'dict') return differingKeys(a, b).length === 0
  if (a.kind === 'array' && b.kind === 'array') {
    return a.items.length === b.items.length && a.items.every((item, at) => sameValue(item, b.items[at]))
  }
  if (a.kind === 'ref' && b.kind === 'ref') return a.number === b.number && a.generation === b.generation
  if (a.kind === 'string' && b.kind === 'string') return equalBytes(a.value, b.value)
  if (a.kind === 'null' && b.kind === 'null') return true
  return a.kind === b.kind && 'value' in a && 'value' in b && a.value === b.value
}

/** The keys whose values differ, or that only one of the two has. */
export function differingKeys(a: PdfDict, b: PdfDict): string[] {
  const keys = new Set([...a.entries.keys(), ...b.entries.keys()])
  return [...keys].filter(key => !sameValue(a.entries.get(key), b.entries.get(key)))
}

/** What `longer` has behind the items of `shorter`; null when it does not begin with them. */
export function itemsAdded(shorter: readonly PdfValue[], longer: readonly PdfValue[]): readonly PdfValue[] | null {
  return shorter.every((item, at) => sameValue(item, longer[at])) ? longer.slice(shorter.length) : null
}
