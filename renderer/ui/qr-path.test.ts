import jsQR from 'jsqr'
import { describe, expect, it } from 'vitest'
import { drawQr, type QrPicture } from './qr-path.ts'

/** Paints the path data as a browser would, `scale` pixels a module. */
function paint({ size, path }: QrPicture, scale: number) {
  const width = size * scale
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let py = Number(y) * scale; py < (Number(y) + 1) * scale; py++) {
      for (let px = Number(x) * scale; px < (Number(x) + Number(length)) * scale; px++) {
        pixels.fill(0, (py * width + px) * 4, (py * width + px) * 4 + 3)
      }
    }
  }
  return { pixels, width }
}

describe('QR picture', () => {
  it.each([
    'weixin://wxpay/bizpayurl?pr=qXz0Ab9',
    'weixin://wxpay/bizpayurl/up?pr=NwY5Mz9&groupid=00&appid=wx8888888888888888',
    '验证 verify',
  ])('is read back by a scanner: %s', text => {
    const { pixels, width } = paint(drawQr(text), 4)
    expect(jsQR(pixels, width, width)?.data).toBe(text)
  })

  it('keeps a quiet zone of four modules on every side', () => {
    const { size, path } = drawQr('weixin://wxpay/bizpayurl?pr=qXz0Ab9')
    const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, length]) => [
      Number(x),
      Number(y),
      Number(length),
    ])
    expect(Math.min(...runs.map(([x]) => x!))).toBe(4)
    expect(Math.min(...runs.map(([, y]) => y!))).toBe(4)
    expect(Math.max(...runs.map(([x, , length]) => x! + length!))).toBe(size - 4)
    expect(Math.max(...runs.map(([, y]) => y! + 1))).toBe(size - 4)
  })
})
