import { describe, expect, it } from 'vitest'
import { heldFigures, slope } from './issue-memory.ts'

const samples = (rssMb: (documents: number) => number, until = 2000) =>
  Array.from({ length: until / 100 }, (_, index) => (index + 1) * 100).map(documents => ({
    documents,
    rssMb: rssMb(documents),
  }))

describe('memory over documents', () => {
  it('has the slope of its line', () => {
    expect(slope(samples(documents => 300 + documents * 0.02))).toBeCloseTo(0.02, 9)
  })

  it('is flat when it goes up and down about one height', () => {
    expect(Math.abs(slope(samples(documents => (documents % 200 === 0 ? 310 : 300))))).toBeLessThan(0.001)
  })

  it('is named for the first stretch, the last one, and the growth after the first', () => {
    const grown = heldFigures(samples(documents => (documents < 500 ? 100 : documents / 10)))
    expect(grown.map(({ name, p50, p95, n }) => [name, p50, p95, n])).toEqual([
      ['issue-memory-of-the-first-500', 100, 100, 5],
      ['issue-memory-of-the-last-500-of-2000', 180, 200, 5],
      ['issue-memory-growth-per-1000', 100, 100, 1],
    ])
  })
})
