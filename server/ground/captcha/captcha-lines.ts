import { type Point, strokesOf } from './strokes.ts'

/** In dots; the pages show it at half of that. */
export const CAPTCHA_WIDTH = 520
export const CAPTCHA_HEIGHT = 180
const EDGE = 10

/** A number between two others, drawn anew with each call. */
export type Between = (least: number, most: number) => number

/** The strokes of an answer: sizes, leans and heights differ, most digits touch the next one, and all lie within the picture. */
export function digitLines(answer: string, between: Between): Point[][] {
  const warp = warpOf(between)
  let right = 0
  const lines = [...answer].flatMap(digit => {
    const size = between(66, 82)
    const [lean, turn, middle] = [between(-0.25, 0.25), between(-0.25, 0.25), CAPTCHA_HEIGHT / 2 + between(-17, 17)]
    const [wide, high] = [size * between(0.72, 0.95), size * between(1, 1.2)]
    const advance = size * between(0.88, 1.06)
    const center = right + advance / 2
    right += advance
    return strokesOf(Number(digit)).map(stroke =>
      stroke.map(([x, y]) => {
        const [u, v] = [(x - 0.5 - lean * (y - 0.7)) * wide, (y - 0.7) * high]
        return warp([
          center + u * Math.cos(turn) - v * Math.sin(turn),
          middle + u * Math.sin(turn) + v * Math.cos(turn),
        ])
      }),
    )
  })
  return intoPicture(lines, between)
}

/** Long lines that a person follows with the eye and so leaves out. */
export function disturbingLines(between: Between): Point[][] {
  const warp = warpOf(between)
  return Array.from({ length: 2 }, () => {
    const [fromX, toX] = [between(-10, CAPTCHA_WIDTH * 0.35), between(CAPTCHA_WIDTH * 0.65, CAPTCHA_WIDTH + 10)]
    const [fromY, toY, bow] = [between(20, CAPTCHA_HEIGHT - 20), between(20, CAPTCHA_HEIGHT - 20), between(-40, 40)]
    return Array.from({ length: 25 }, (_, step): Point => {
      const t = step / 24
      return warp([fromX + t * (toX - fromX), fromY + (toY - fromY) * t + bow * Math.sin(Math.PI * t)])
    })
  })
}

/** Two waves, so that nothing is straight. */
function warpOf(between: Between): (point: Point) => Point {
  const wave = { height: between(5, 10), length: between(130, 220), phase: between(0, 6.28) }
  const sway = { height: between(4, 8), length: between(70, 120), phase: between(0, 6.28) }
  return ([x, y]) => [
    x + sway.height * Math.sin((y / sway.length) * 6.28 + sway.phase),
    y + wave.height * Math.sin((x / wave.length) * 6.28 + wave.phase),
  ]
}

/** Makes lines smaller where they would not have room, and lays them somewhere where they have. */
function intoPicture(lines: readonly Point[][], between: Between): Point[][] {
  const place = (axis: 0 | 1, length: number) => {
    const values = lines.flat().map(point => point[axis])
    const [least, most] = [Math.min(...values), Math.max(...values)]
    const factor = Math.min(1, (length - 2 * EDGE) / (most - least))
    const room = length - 2 * EDGE - (most - least) * factor
    const start = EDGE + room * between(0, 1)
    return (value: number) => start + (value - least) * factor
  }
  const [toX, toY] = [place(0, CAPTCHA_WIDTH), place(1, CAPTCHA_HEIGHT)]
  return lines.map(points => points.map(([x, y]): Point => [toX(x), toY(y)]))
}
