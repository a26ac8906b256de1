import { type Point, strokesOf } from './strokes.ts'

const WIDTH = 260
const HEIGHT = 90
const INK = '#171c28'

/** Draws digits so that a person reads them and a simple program does not: leaned, waved, crossed by lines of the same ink. */
export function drawCaptcha(answer: string, random: () => number): string {
  const between = (least: number, most: number) => least + (most - least) * random()
  const wave = { height: between(3, 6), length: between(55, 95), phase: between(0, 6.28) }
  const sway = { height: between(2, 4), length: between(30, 50), phase: between(0, 6.28) }
  const warp = ([x, y]: Point): Point => [
    x + sway.height * Math.sin(y / (sway.length / 6.28) + sway.phase),
    y + wave.height * Math.sin(x / (wave.length / 6.28) + wave.phase),
  ]
  const cell = (WIDTH - 24) / answer.length
  const digits = [...answer].flatMap((digit, index) => {
    const size = between(0.82, 1.02) * cell
    const lean = between(-0.26, 0.26)
    const turn = between(-0.22, 0.22)
    const left = 14 + index * cell + between(-3, 3)
    const middle = HEIGHT / 2 + between(-5, 5)
    return strokesOf(Number(digit)).map(stroke =>
      stroke.map(([x, y]): Point => {
        const [u, v] = [(x - 0.5 - lean * (y - 0.7)) * size * 0.84, (y - 0.7) * size * 1.08]
        const turned: Point = [u * Math.cos(turn) - v * Math.sin(turn), u * Math.sin(turn) + v * Math.cos(turn)]
        return warp([left + cell / 2 + turned[0], middle + turned[1]])
      }),
    )
  })
  const lines = Array.from({ length: 3 }, () => {
    const [fromY, toY, bow] = [between(22, HEIGHT - 22), between(22, HEIGHT - 22), between(-14, 14)]
    return Array.from({ length: 14 }, (_, step): Point => {
      const t = step / 13
      return warp([6 + t * (WIDTH - 12), fromY + (toY - fromY) * t + bow * Math.sin(Math.PI * t)])
    })
  })
  // In random order: where a path stands in the text says nothing about where it stands in the picture.
  const paths = [
    ...digits.map(points => path(points, between(4.2, 5.6), random)),
    ...lines.map(points => path(points, between(1.4, 2.6), random)),
  ]
    .map(text => ({ text, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ text }) => text)
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">` +
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fffefb"/>${paths.join('')}</svg>`
  )
}

/** A point more or less and a little tremble, so that no two drawings of a digit are alike. */
function path(points: readonly Point[], width: number, random: () => number): string {
  const kept = points.filter((_, at) => at === 0 || at === points.length - 1 || random() > 0.25)
  const drawn = kept.map(([x, y]) => `${(x + random() - 0.5).toFixed(1)} ${(y + random() - 0.5).toFixed(1)}`)
  return (
    `<path d="M${drawn.join('L')}" fill="none" stroke="${INK}" stroke-width="${width.toFixed(1)}" ` +
    'stroke-linecap="round" stroke-linejoin="round"/>'
  )
}
