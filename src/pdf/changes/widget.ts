import type { PdfView } from '../objects.ts'
import type { PdfDict, PdfValue } from '../values.ts'

/** Whether a widget has no area to be drawn in (ISO 32000-2, 12.5.5); one without a rectangle is not drawn either. */
export function isInvisible(view: PdfView, { entries }: PdfDict): boolean {
  const value = entries.get('Rect')
  if (value === undefined) return !entries.has('AP')
  const rectangle = view.resolve(value)
  if (rectangle.kind !== 'array' || rectangle.items.length !== 4) return false
  const [left, bottom, right, top] = rectangle.items.map(item => numberOf(view.resolve(item)))
  if (left == null || bottom == null || right == null || top == null) return false
  return left === right || bottom === top
}

/**
 * Whether an annotation is a widget and no other kind, which could be drawn beside its rectangle (12.5.6.19). A field that is no
 * annotation at all has nothing to be drawn by.
 */
export function isWidget({ entries }: PdfDict): boolean {
  const subtype = entries.get('Subtype')
  if (subtype === undefined) return !entries.has('Rect') && !entries.has('AP')
  return subtype.kind === 'name' && subtype.value === 'Widget'
}

function numberOf(value: PdfValue): number | null {
  return value.kind === 'integer' || value.kind === 'real' ? value.value : null
}
