import { createHash } from 'node:crypto'

/** So many changes of each file, drawn by a seed: the same seed draws the same ones. */
export interface Sample {
  readonly size: number
  readonly seed: string
}

/** As much of a change as tells it from all others of its file. */
export interface Drawable {
  readonly id: string
  readonly fileName: string
  readonly mutatorName: string
  readonly replacement?: string | undefined
  readonly location: { readonly start: Place; readonly end: Place }
}

interface Place {
  readonly line: number
  readonly column: number
}

/** Where Stryker's processes find the sample of a run. */
export const SAMPLE_VARIABLE = 'YINZHENG_MUTATION_SAMPLE'
/** What is said of a change that was not drawn: it counts nowhere, but as one of those that were drawn from. */
export const NOT_DRAWN = 'not in the sample'

/** The ids of the changes that are drawn, of each file as many as the sample has. */
export function drawnOf(changes: readonly Drawable[], { size, seed }: Sample): ReadonlySet<string> {
  const drawn = new Set<string>()
  for (const ofFile of Map.groupBy(changes, ({ fileName }) => fileName).values()) {
    const lots = ofFile.map(change => ({ id: change.id, lot: lotOf(change, seed) }))
    const first = lots.toSorted((a, b) => (a.lot < b.lot ? -1 : 1)).slice(0, size)
    for (const { id } of first) drawn.add(id)
  }
  return drawn
}

/** By what the change is, and not by its number or its folder: these are others in every run. */
function lotOf({ mutatorName, replacement, location }: Drawable, seed: string): string {
  return createHash('sha256')
    .update(JSON.stringify([seed, mutatorName, replacement, location]))
    .digest('hex')
}

/** Stryker hands over all changes of a run at once, as long as nobody divides them; what is refused here is not tried. */
const sampler = {
  init: async () => undefined,
  group: async (changes: readonly Drawable[]) => [changes.map(({ id }) => id)],
  check: async (changes: readonly Drawable[]) => {
    const drawn = drawnOf(changes, JSON.parse(process.env[SAMPLE_VARIABLE] ?? '') as Sample)
    return Object.fromEntries(
      changes.map(({ id }) => [
        id,
        drawn.has(id) ? { status: 'passed' } : { status: 'compileError', reason: NOT_DRAWN },
      ]),
    )
  },
}

/** What Stryker loads: a plugin that lets only the sample through. */
export const strykerPlugins = [{ kind: 'Checker', name: 'sample', value: sampler }]
