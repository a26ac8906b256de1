import { PNG } from 'pngjs'
import { type Between, CAPTCHA_HEIGHT, CAPTCHA_WIDTH, digitLines, disturbingLines } from './captcha-lines.ts'
import { ink } from './ink.ts'

/**
 * Draws digits so that a person reads them and a simple program does not, as a PNG in a `data:` address. Digits and disturbing lines have
 * the same pen and the same ink; digits touch and stand unevenly, so that no gap parts them; and ink and paper change places in blots, so
 * that neither says where a digit is. As dots, not as lines: nothing says what was drawn first or in one go.
 */
export function drawCaptcha(answer: string, random: () => number): string {
  const between: Between = (least, most) => least + (most - least) * random()
  const pen = between(8, 9.5)
  const lines = [...digitLines(answer, between), ...disturbingLines(between)].map(points => ({
    points,
    width: pen * between(0.92, 1.08),
  }))
  const { values } = ink(CAPTCHA_WIDTH, CAPTCHA_HEIGHT, lines)
  const blots = blotsOf(between)
  const [dark, light] = [between(20, 45), between(232, 250)]
  const grey = Buffer.alloc(values.length)
  for (let place = 0; place < grey.length; place++) {
    const line = values[place]!
    const blot = blots[place]!
    grey[place] = light + (dark - light) * (line + blot - 2 * line * blot)
  }
  const png = new PNG({ width: CAPTCHA_WIDTH, height: CAPTCHA_HEIGHT })
  png.data = grey
  const options = { colorType: 0, inputColorType: 0, inputHasAlpha: false, filterType: 0 } as const
  return `data:image/png;base64,${PNG.sync.write(png, options).toString('base64')}`
}

/** Where ink and paper change places, 0 or 1 and between at the edges, row by row: wide bands and round blots. */
function blotsOf(between: Between): Float32Array {
  const heights = new Float32Array(CAPTCHA_WIDTH * CAPTCHA_HEIGHT)
  for (let wave = 0; wave < 3; wave++) {
    const [direction, length, phase] = [between(0, 2 * Math.PI), between(220, 420), between(0, 2 * Math.PI)]
    const turns = (2 * Math.PI) / length
    const [turnX, turnY] = [Math.cos(direction) * turns, Math.sin(direction) * turns]
    // From dot to dot a wave turns by the same angle: two products in place of a sine.
    const [stepCos, stepSin] = [Math.cos(turnX), Math.sin(turnX)]
    for (let y = 0, place = 0; y < CAPTCHA_HEIGHT; y++) {
      let [sin, cos] = [Math.sin(turnY * y + phase), Math.cos(turnY * y + phase)]
      for (let x = 0; x < CAPTCHA_WIDTH; x++, place++) {
        heights[place]! += sin
        const next = sin * stepCos + cos * stepSin
        cos = cos * stepCos - sin * stepSin
        sin = next
      }
    }
  }
  return heights.map(height => Math.min(1, Math.max(0, height * 12 + 0.5)))
}
