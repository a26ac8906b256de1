import { type CopyLayout, sheetsIn, sheetsOfSides } from './job-state.ts'

/** Everything that ever came out of a printer, by its own count; null for what it doesn't keep. */
export interface LifeCounters {
  readonly impressionsEver: number | null
  readonly sheetsEver: number | null
}

/** By how much paper moves the life counters. */
export interface LifeDue {
  readonly impressions: number
  /** The blank back of a last page may be counted too. */
  readonly impressionsAtMost: number
  readonly sheets: number
}

/**
 * How far the life counters have moved, measured by one copy. `unknown`: not kept, or fallen. `more`: by more than the copy has, so that
 * something else came out as well, or it more than once.
 */
export type LifeMovement =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' }
  | { readonly kind: 'part'; readonly sheets: number }
  | { readonly kind: 'whole' }
  | { readonly kind: 'more'; readonly sheets: number }

/** The same, with what has moved so far. */
interface Moved {
  readonly kind: LifeMovement['kind']
  readonly impressions: number | null
  readonly sheets: number | null
}

export function dueFor(layout: CopyLayout): LifeDue {
  const [impressions, sheets] = [layout.pages, sheetsIn(layout)]
  return { impressions, impressionsAtMost: layout.sides === 'one-sided' ? impressions : 2 * sheets, sheets }
}

/** Compares two readings. Sheets count for a counter of impressions that does not move, and the other way round. */
export function movementOf(before: LifeCounters, after: LifeCounters, due: LifeDue): Moved {
  const impressions = difference(before.impressionsEver, after.impressionsEver)
  const sheets = difference(before.sheetsEver, after.sheetsEver)
  const moved = (kind: LifeMovement['kind']): Moved => ({ kind, impressions, sheets })
  if ((impressions ?? 0) < 0 || (sheets ?? 0) < 0) return moved('unknown')
  if (impressions === null && sheets === null) return moved('unknown')
  if (impressions) {
    if (impressions < due.impressions) return moved('part')
    return moved(impressions <= due.impressionsAtMost ? 'whole' : 'more')
  }
  if (!sheets) return moved('none')
  if (sheets < due.sheets) return moved('part')
  return moved(sheets === due.sheets ? 'whole' : 'more')
}

/** How far they have moved from `before` to `after`, by the sheets of a copy. */
export function lifeMovement(before: LifeCounters, after: LifeCounters, layout: CopyLayout): LifeMovement {
  const { kind, impressions, sheets } = movementOf(before, after, dueFor(layout))
  if (kind === 'part') return { kind, sheets: impressions ? sheetsOfSides(impressions, layout) : (sheets ?? 0) }
  if (kind !== 'more') return { kind }
  const perSheet = layout.sides === 'one-sided' ? 1 : 2
  return { kind, sheets: sheets || Math.ceil((impressions ?? 0) / perSheet) }
}

function difference(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : after - before
}
