import { describe, expect, it } from 'vitest'
import { pixelsPerMillimetre } from './millimetres.ts'

describe('a millimetre in pixels', () => {
  it.each([
    ['21.5 inch', 268, 4.03],
    ['24 inch', 299, 3.61],
    ['27 inch', 336, 3.21],
    ['32 inch', 398, 2.71],
  ])('is that of a %s portrait panel at 1080 pixels', (_, widthMm, expected) => {
    expect(pixelsPerMillimetre(widthMm, 1080, 1920)).toBeCloseTo(expected, 2)
  })

  it('keeps proportions in a window half as large', () => {
    expect(pixelsPerMillimetre(336, 540, 960)).toBeCloseTo(pixelsPerMillimetre(336, 1080, 1920) / 2, 6)
  })

  it('shrinks where a screen could not hold the layout', () => {
    expect(pixelsPerMillimetre(200, 1080, 1920)).toBeCloseTo(1080 / 260, 6)
    expect(pixelsPerMillimetre(527, 1920, 600)).toBeCloseTo(600 / 270, 6)
  })

  it('finds a size when the width of the panel is not known', () => {
    expect(pixelsPerMillimetre(0, 1080, 1920)).toBeGreaterThan(0)
    expect(pixelsPerMillimetre(0, 1080, 1920)).toBeLessThan(10)
  })
})
