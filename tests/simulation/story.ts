import { WORLD_BEGINS_MS } from './journal.ts'
import type { SeedResult } from './run-seed.ts'

/** What happened in a world, as a person reads it: who did what and when, and what came of it. */
export function storyOf(result: SeedResult): string {
  const { seed, happened, strikes, violations } = result
  const lines = happened.map(({ atMs, who, what }) => `  ${timeOf(atMs)}  ${who}: ${what}`)
  return [
    `Seed ${seed}, after everything was left out that it does not take:`,
    ...lines,
    `  ${strikes.length} faults struck: ${strikes.map(({ id }) => id).join(', ') || 'none'}.`,
    ...violations.map(({ invariant, what }) => `  BROKEN, ${invariant}: ${what}.`),
  ].join('\n')
}

/** Minutes, seconds and hundredths since the world began. */
function timeOf(atMs: number): string {
  const ms = atMs - WORLD_BEGINS_MS
  const minutes = String(Math.floor(ms / 60_000)).padStart(3, ' ')
  return `${minutes}:${((ms % 60_000) / 1_000).toFixed(2).padStart(5, '0')}`
}
