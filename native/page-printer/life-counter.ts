import { type CopyLayout, sheetsIn, sheetsOfSides } from './job-state.ts'

/** Everything that ever came out of a printer, by its own count; null for what it doesn't keep. */
export interface LifeCounters {
  readonly impressionsEver: number | null
  readonly sheetsEver: number | null
}

/**
 * How far the life counters have moved from `before` to `after`, measured by one copy. `unknown`: not kept, fallen, or moved by
 * more than the copy has, so that something else came out as well.
 */
export type LifeMovement =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' }
  | { readonly kind: 'part'; readonly sheets: number }
  | { readonly kind: 'whole' }

/** Compares two readings. Sheets count for a counter of impressions that does not move, and the other way round. */
export function lifeMovement(before: LifeCounters, after: LifeCounters, layout: CopyLayout): LifeMovement {
  const impressions = difference(before.impressionsEver, after.impressionsEver)
  const sheets = difference(before.sheetsEver, after.sheetsEver)
  if ((impressions ?? 0) < 0 || (sheets ?? 0) < 0) return { kind: 'unknown' }
  if (impressions === null && sheets === null) return { kind: 'unknown' }
  const total = sheetsIn(layout)
  if (impressions) {
    if (impressions < layout.pages) return { kind: 'part', sheets: sheetsOfSides(impressions, layout) }
    // The blank back of a last page may be counted too.
    const most = layout.sides === 'one-sided' ? layout.pages : 2 * total
    return { kind: impressions <= most ? 'whole' : 'unknown' }
  }
  if (!sheets) return { kind: 'none' }
  if (sheets < total) return { kind: 'part', sheets }
  return { kind: sheets === total ? 'whole' : 'unknown' }
}

function difference(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : after - before
}
