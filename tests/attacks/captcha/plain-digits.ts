import { PNG } from 'pngjs'
import { CAPTCHA_HEIGHT, CAPTCHA_WIDTH } from '../../../server/ground/captcha/captcha-lines.ts'
import { type InkLine, ink } from '../../../server/ground/captcha/ink.ts'
import { strokesOf } from '../../../server/ground/captcha/strokes.ts'

/** Digits as no captcha should have them: apart, upright, in thick ink, with a thin line across. What a solver must be able to read. */
export function plainDigits(answer: string, random: () => number): string {
  const cell = (CAPTCHA_WIDTH - 40) / answer.length
  const lines: InkLine[] = [...answer].flatMap((digit, index) =>
    strokesOf(Number(digit)).map(points => ({
      points: points.map(([x, y]) => [20 + index * cell + 8 + x * (cell - 24), 40 + y * 70 + random() * 3] as const),
      width: 10,
    })),
  )
  const { values } = ink(CAPTCHA_WIDTH, CAPTCHA_HEIGHT, lines)
  const png = new PNG({ width: CAPTCHA_WIDTH, height: CAPTCHA_HEIGHT })
  values.forEach((shade, at) => {
    png.data.fill(Math.round(250 - 220 * shade), at * 4, at * 4 + 3)
    png.data[at * 4 + 3] = 255
  })
  return `data:image/png;base64,${PNG.sync.write(png).toString('base64')}`
}
