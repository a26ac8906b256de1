import type { SeedReport } from './worker.ts'

/** The last line of a simulation. */
export interface Tally {
  readonly visits: number
  readonly faults: number
  /** Money or free copies kept without paper. */
  readonly lost: number
  /** Copies or refunds that came twice. */
  readonly double: number
  readonly unsettled: number
  /** Everything else that was broken. */
  readonly other: number
  readonly visitsPerSecond: number
}

const LOST = ['kept without paper']
const DOUBLE = ['paper twice', 'refund twice']
const UNSETTLED = ['unsettled']

export function tallyOf(reports: readonly SeedReport[], tookMs: number): Tally {
  const broken = reports.flatMap(({ violations }) => violations.map(({ invariant }) => invariant))
  const count = (kinds: readonly string[]) => broken.filter(one => kinds.includes(one)).length
  const visits = reports.reduce((sum, one) => sum + one.visits, 0)
  return {
    visits,
    faults: reports.reduce((sum, one) => sum + one.faults, 0),
    lost: count(LOST),
    double: count(DOUBLE),
    unsettled: count(UNSETTLED),
    other: broken.filter(one => ![...LOST, ...DOUBLE, ...UNSETTLED].includes(one)).length,
    visitsPerSecond: Math.round((visits / tookMs) * 10_000) / 10,
  }
}
