import { describe, expect, it } from 'vitest'
import { spotSchema } from '../../src/contract/enquiries-api.ts'
import { boxBetween, movedSpot, pointAt } from './spot-geometry.ts'

describe('a spot that is drawn', () => {
  it('is a box from whichever corner it was begun, and stays on the page', () => {
    const [a, b] = [
      { x: 0.6, y: 0.7 },
      { x: 0.2, y: 0.5 },
    ]
    expect(boxBetween(2, a, b)).toEqual({ page: 2, x: 0.2, y: 0.5, width: 0.4, height: 0.2 })
    expect(boxBetween(2, b, a)).toEqual(boxBetween(2, a, b))
    expect(boxBetween(1, { x: 0.9, y: 0.9 }, { x: 3, y: -3 })).toEqual({
      page: 1,
      x: 0.9,
      y: 0,
      width: 0.1,
      height: 0.9,
    })
  })

  it('is a point where the finger hardly moved, and a line is no box without height', () => {
    expect(boxBetween(1, { x: 0.5, y: 0.5 }, { x: 0.505, y: 0.505 })).toEqual(pointAt(1, { x: 0.5, y: 0.5 }))
    expect(boxBetween(1, { x: 0.2, y: 0.5 }, { x: 0.6, y: 0.5 }).height).toBeGreaterThan(0)
  })
})

describe('a spot under the arrow keys', () => {
  it('begins in the middle, moves, grows, shrinks to a point, and goes', () => {
    const middle = movedSpot(null, 1, 'ArrowUp', false)!
    expect(middle).toEqual({ page: 1, x: 0.5, y: 0.5, width: 0, height: 0 })
    expect(movedSpot(middle, 1, 'ArrowLeft', false)).toMatchObject({ x: 0.48, y: 0.5 })
    const box = movedSpot(middle, 1, 'ArrowRight', true)!
    expect(box.width).toBe(0.02)
    expect(box.height).toBeGreaterThan(0)
    expect(movedSpot(box, 1, 'Delete', false)).toBeNull()
    expect(movedSpot(box, 1, 'x', false)).toBeUndefined()
  })

  it('never leaves the page, however long a key is held', () => {
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'])
      for (const isGrowing of [false, true]) {
        let spot = boxBetween(1, { x: 0.4, y: 0.4 }, { x: 0.6, y: 0.6 })
        for (let times = 0; times < 80; times++) spot = movedSpot(spot, 1, key, isGrowing)!
        expect(spotSchema.safeParse(spot).success, `${key} ${isGrowing}`).toBe(true)
      }
  })
})
