/** A part of a visit, as its report tells it: when it began, counted from the visit's start, and how long it took. */
export interface VisitStep {
  readonly name: string
  readonly atMs: number
  readonly tookMs: number
}

/** Times the parts of a visit, one behind the other. */
export interface VisitSteps {
  /** Ends the part that is under way, if any, and begins another. */
  begin(name: string): void
  end(): void
  /** The parts that have ended, in order. */
  readonly ended: readonly VisitStep[]
}

export function startSteps(): VisitSteps {
  const startMs = performance.now()
  const ended: VisitStep[] = []
  let underWay: { readonly name: string; readonly atMs: number } | null = null
  const end = () => {
    if (!underWay) return
    const { name, atMs } = underWay
    ended.push({ name, atMs: round(atMs), tookMs: round(performance.now() - startMs - atMs) })
    underWay = null
  }
  return {
    begin: name => {
      end()
      underWay = { name, atMs: performance.now() - startMs }
    },
    end,
    ended,
  }
}

/** To a tenth of a millisecond. */
function round(ms: number): number {
  return Math.round(ms * 10) / 10
}
