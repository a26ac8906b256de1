import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pageBreaks } from './page-breaks.ts'

describe('page breaks', () => {
  it('keeps everything on one page when it fits', () => {
    expect(pageBreaks([30, 30, 30], 5, 100, 7)).toEqual([0])
    expect(pageBreaks([], 5, 100, 7)).toEqual([0])
  })

  it('counts the gaps', () => {
    expect(pageBreaks([30, 30, 30], 5, 99, 7)).toEqual([0, 2])
  })

  it('never holds more than the most items', () => {
    expect(pageBreaks(Array(9).fill(1), 0, 100, 4)).toEqual([0, 4, 8])
  })

  it('gives an item that is too tall a page of its own', () => {
    expect(pageBreaks([10, 500, 10], 5, 100, 7)).toEqual([0, 1, 2])
  })

  it('loses no item and fills no page beyond its room', () => {
    const lists = fc.array(fc.integer({ min: 1, max: 80 }), { maxLength: 40 })
    fc.assert(
      fc.property(lists, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 80, max: 400 }), (heights, gap, room) => {
        const starts = pageBreaks(heights, gap, room, 7)
        expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b))
        starts.forEach((start, page) => {
          const items = heights.slice(start, starts[page + 1] ?? heights.length)
          const used = items.reduce((sum, height) => sum + height, 0) + gap * Math.max(0, items.length - 1)
          expect(used).toBeLessThanOrEqual(room)
          expect(items.length).toBeLessThanOrEqual(7)
        })
      }),
    )
  })
})
