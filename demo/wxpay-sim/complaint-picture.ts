import { crc32, deflateSync } from 'node:zlib'
import type { Picture } from './complaint-entries.ts'

const [WIDTH, HEIGHT] = [240, 320]

/** A photograph as somebody might take of a bad sheet: lines of text with a dark stripe across them. Drawn here, so that it shows nobody. */
export function pictureOfBadSheet(mediaId: string): Picture {
  const rows = Array.from({ length: HEIGHT }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: WIDTH }, (_, x) => shadeAt(x, y))]),
  )
  const head = Buffer.alloc(13)
  head.writeUInt32BE(WIDTH, 0)
  head.writeUInt32BE(HEIGHT, 4)
  // Eight bits of grey.
  head.set([8, 0, 0, 0, 0], 8)
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]
  const file = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts])
  return { mediaId, type: 'image/png', base64: file.toString('base64') }
}

function shadeAt(x: number, y: number): number {
  const isStripe = Math.abs(x - 150 - Math.round(y / 12)) < 9
  if (isStripe) return 40
  const isSheet = x > 24 && x < WIDTH - 24 && y > 20 && y < HEIGHT - 20
  if (!isSheet) return 170
  const isText = y % 16 < 4 && y > 50 && x > 44 && x < WIDTH - 44 - ((y * 7) % 60)
  return isText ? 120 : 248
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'ascii'), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
