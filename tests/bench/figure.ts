type PerSecond = 'documents/s' | 'orders/s' | 'visits/s' | 'rows/s' | 'photographs/s'

/** One measured figure. Spans are in ms, memory in MB of 1,000,000 bytes, files in kB of 1,000, `times` is a ratio or a count. */
export interface Figure {
  readonly name: string
  readonly unit: 'ms' | 'kB' | 'MB' | 'touches' | 'times' | PerSecond
  /** What is aimed at: at most so much, and of what is done a second at least so many. Null where nothing is. Nothing fails on it. */
  readonly aim: number | null
  readonly p50: number
  readonly p95: number
  readonly n: number
}

/** The value below which `share` of the samples lie, by the nearest rank. Throws for no samples at all. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new Error('nothing was measured')
  return value
}

export function figure(name: string, unit: Figure['unit'], aim: number | null, samples: readonly number[]): Figure {
  const round = (value: number) => Math.round(value * 100) / 100
  return {
    name,
    unit,
    aim,
    p50: round(percentile(samples, 0.5)),
    p95: round(percentile(samples, 0.95)),
    n: samples.length,
  }
}
