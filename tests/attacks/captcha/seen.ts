import { PNG } from 'pngjs'

/** A captcha as a program sees it: grey values of 0 to 255, row by row, half as large as it was drawn. */
export interface Seen {
  readonly width: number
  readonly height: number
  readonly grey: Float32Array
}

/** Reads the picture out of its `data:` address and makes it half as large, as every solver would. */
export function seenIn(address: string): Seen {
  const png = PNG.sync.read(Buffer.from(address.slice(address.indexOf(',') + 1), 'base64'))
  const [width, height] = [png.width >> 1, png.height >> 1]
  const grey = new Float32Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (dx: number, dy: number) => png.data[((y * 2 + dy) * png.width + x * 2 + dx) * 4]!
      grey[y * width + x] = (at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1)) / 4
    }
  return { width, height, grey }
}

/** Ink after a threshold in the middle between the darkest and the lightest: what there is less of. */
export function thresholded({ width, height, grey }: Seen): Seen {
  const middle = (Math.min(...grey) + Math.max(...grey)) / 2
  const dark = grey.map(value => (value < middle ? 1 : 0))
  const isInverted = dark.reduce((sum, one) => sum + one, 0) > dark.length / 2
  return { width, height, grey: isInverted ? dark.map(one => 1 - one) : dark }
}

/** How steep the grey is at each place: the same for light on dark and dark on light. */
export function edges({ width, height, grey }: Seen): Seen {
  const steep = new Float32Array(grey.length)
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      steep[at] = Math.hypot(grey[at + 1]! - grey[at - 1]!, grey[at + width]! - grey[at - width]!)
    }
  return { width, height, grey: steep }
}
