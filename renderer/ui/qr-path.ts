import { encode } from 'uqr'

/** A QR code as a picture: `size` modules square with the quiet zone, `path` the dark ones as SVG path data in modules. */
export interface QrPicture {
  readonly size: number
  readonly path: string
}

/**
 * Draws `text` as a QR code (ISO/IEC 18004) with error correction M and the quiet zone of four modules that the standard asks
 * for. Runs of dark modules are drawn as one rectangle each.
 */
export function drawQr(text: string): QrPicture {
  const { size, data } = encode(text, { ecc: 'M', border: 4 })
  const path = data
    .map((row, y) =>
      runsOf(row)
        .map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`)
        .join(''),
    )
    .join('')
  return { size, path }
}

function runsOf(row: readonly boolean[]): [start: number, length: number][] {
  const runs: [number, number][] = []
  row.forEach((dark, x) => {
    if (!dark) return
    const last = runs.at(-1)
    if (last && last[0] + last[1] === x) last[1] += 1
    else runs.push([x, 1])
  })
  return runs
}
