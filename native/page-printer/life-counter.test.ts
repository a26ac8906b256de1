import { describe, expect, it } from 'vitest'
import type { CopyLayout } from './job-state.ts'
import { type LifeMovement, lifeMovement } from './life-counter.ts'

const oneSided: CopyLayout = { pages: 3, sides: 'one-sided', counter: 'reported' }
const twoSided: CopyLayout = { pages: 5, sides: 'two-sided-long-edge', counter: 'reported' }
type Counts = readonly [impressions: number | null, sheets: number | null]
const moved = ([i0, s0]: Counts, [i1, s1]: Counts, layout: CopyLayout) =>
  lifeMovement({ impressionsEver: i0, sheetsEver: s0 }, { impressionsEver: i1, sheetsEver: s1 }, layout)
const part = (sheets: number): LifeMovement => ({ kind: 'part', sheets })
const WHOLE = { kind: 'whole' } as const
const more = (sheets: number): LifeMovement => ({ kind: 'more', sheets })
const UNKNOWN = { kind: 'unknown' } as const
const NONE = { kind: 'none' } as const

describe('what a life counter says of one copy', () => {
  it.each<[string, Counts, Counts, CopyLayout, LifeMovement]>([
    ['moved by all', [500, 400], [503, 403], oneSided, WHOLE],
    ['moved by a part', [500, 400], [502, 402], oneSided, part(2)],
    ['stood still', [500, 400], [500, 400], oneSided, NONE],
    ['moved by more', [500, 400], [504, 404], oneSided, more(4)],
    ['moved by more, sheets alone not kept', [500, null], [506, null], oneSided, more(6)],
    ['impressions fell', [500, 400], [2, 403], oneSided, UNKNOWN],
    ['sheets fell', [500, 400], [503, 3], oneSided, UNKNOWN],
    ['neither is kept', [null, null], [null, null], oneSided, UNKNOWN],
    ['neither was told before', [null, null], [503, 403], oneSided, UNKNOWN],
    ['neither was told before, and both are young', [null, null], [2, 2], oneSided, UNKNOWN],
    ['neither is told any more', [2, 2], [null, null], oneSided, UNKNOWN],
    ['sheets stand still beside impressions', [500, 400], [503, 400], oneSided, WHOLE],
    ['impressions stand still beside sheets', [500, 400], [500, 402], oneSided, part(2)],
    ['sheets alone: all', [null, 400], [null, 403], oneSided, WHOLE],
    ['sheets alone: a part', [null, 400], [null, 401], oneSided, part(1)],
    ['sheets alone: more', [null, 400], [null, 404], oneSided, more(4)],
    ['both sides: all', [500, 400], [505, 403], twoSided, WHOLE],
    ['both sides, the blank back counted', [500, 400], [506, 403], twoSided, WHOLE],
    ['both sides: more', [500, 400], [507, 404], twoSided, more(4)],
    ['both sides: more, sheets not kept', [500, null], [509, null], twoSided, more(5)],
    ['both sides: one sheet and a side', [500, 400], [503, 402], twoSided, part(1)],
    ['a first side is no sheet', [500, 400], [501, 400], twoSided, part(0)],
  ])('%s', (_, before, after, layout, movement) => expect(moved(before, after, layout)).toEqual(movement))
})
