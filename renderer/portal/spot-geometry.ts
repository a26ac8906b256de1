import type { Spot } from '../../src/contract/enquiries-api.ts'

/** A place on a page, in shares of its width and height. */
export interface Share {
  readonly x: number
  readonly y: number
}

/** A finger that trembles draws no box. */
const LEAST_BOX = 0.015
const STEP = 0.02
const DIGITS = 10_000

const within = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * DIGITS) / DIGITS

export const pointAt = (page: number, { x, y }: Share): Spot => ({
  ...{ page, x: within(x), y: within(y), width: 0, height: 0 },
})

/** The box between two places; the first of them alone where they are hardly apart. */
export function boxBetween(page: number, a: Share, b: Share): Spot {
  if (Math.abs(a.x - b.x) < LEAST_BOX && Math.abs(a.y - b.y) < LEAST_BOX) return pointAt(page, a)
  const [left, right] = [within(Math.min(a.x, b.x)), within(Math.max(a.x, b.x))]
  const [top, bottom] = [within(Math.min(a.y, b.y)), within(Math.max(a.y, b.y))]
  // A line is a box too, or it would be seen by nobody.
  return { page, x: left, y: top, ...boxOf(left, top, right - left, bottom - top) }
}

const boxOf = (x: number, y: number, width: number, height: number) => ({
  width: within(Math.min(1 - x, Math.max(width, LEAST_BOX))),
  height: within(Math.min(1 - y, Math.max(height, LEAST_BOX))),
})

const ARROWS: Readonly<Record<string, Share>> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: -STEP },
  ArrowDown: { x: 0, y: STEP },
}

/** What a key makes of the mark: null where it is taken away, undefined for a key that is none of its own. */
export function movedSpot(spot: Spot | null, page: number, key: string, isGrowing: boolean): Spot | null | undefined {
  if (key === 'Delete' || key === 'Backspace') return null
  const by = ARROWS[key]
  if (!by) return undefined
  if (!spot) return pointAt(page, { x: 0.5, y: 0.5 })
  const { x, y, width, height } = spot
  if (!isGrowing) {
    const moved = { x: within(Math.min(1 - width, x + by.x)), y: within(Math.min(1 - height, y + by.y)) }
    return { ...spot, ...moved }
  }
  const [wide, high] = [Math.max(0, width + by.x), Math.max(0, height + by.y)]
  if (wide < LEAST_BOX && high < LEAST_BOX) return pointAt(page, spot)
  return { ...spot, ...boxOf(x, y, wide, high) }
}
