import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../../native/system-clock.ts'
import { unwrap } from '../../../src/result.ts'
import { createPhotoMaker } from './photo-maker.ts'

const clock = systemClock
const BLUE = { r: 100, g: 197, b: 255 }
const picture = (width = 480, height = 640, background: object = BLUE) =>
  sharp({ create: { width, height, channels: 3, background } })

/** A PNG that says to be of a size, and holds next to nothing. */
function bombOf(width: number, height: number): Buffer {
  const head = Buffer.alloc(25)
  head.writeUInt32BE(13, 0)
  head.write('IHDR', 4, 'latin1')
  head.writeUInt32BE(width, 8)
  head.writeUInt32BE(height, 12)
  head.set([8, 6, 0, 0, 0], 16)
  const idat = Buffer.alloc(12)
  idat.write('IDAT', 4, 'latin1')
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), head, idat])
}

describe('a photograph that is made anew', () => {
  const maker = createPhotoMaker({ clock })
  afterAll(() => maker.close())

  it('has nothing in it but the picture, and is measured as it came', async () => {
    const withPlace = await picture()
      .withExif({ IFD0: { Artist: 'Studio of nobody' }, IFD3: { GPSLatitude: '39/1 54/1 0/1' } })
      .jpeg()
      .toBuffer()
    expect((await sharp(withPlace).metadata()).exif?.includes('Studio of nobody')).toBe(true)
    const made = unwrap(await maker.make(withPlace))
    expect(made).toMatchObject({ isJpeg: true, widthPx: 480, heightPx: 640, blueShare: 1 })
    const left = await sharp(made.jpeg).metadata()
    expect([left.format, left.width, left.exif, left.icc, left.xmp]).toEqual([
      'jpeg',
      480,
      undefined,
      undefined,
      undefined,
    ])
    expect(Buffer.from(made.jpeg).includes('Studio of nobody')).toBe(false)
  })

  it('is upright, without holes, of three colours, and no larger than a screen has use for', async () => {
    const lying = await picture(640, 480).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(unwrap(await maker.make(lying))).toMatchObject({ widthPx: 480, heightPx: 640 })
    const grey = await picture(480, 640, { r: 200, g: 200, b: 200 }).greyscale().png().toBuffer()
    expect(unwrap(await maker.make(grey))).toMatchObject({ isJpeg: false, blueShare: 0 })
    const large = unwrap(await maker.make(await picture(3_000, 4_000).png().toBuffer()))
    expect([large.widthPx, (await sharp(large.jpeg).metadata()).width]).toEqual([3_000, 960])
  })

  it.each([
    ['no-image', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['no-image', randomBytes(2_000)],
    ['too-many-pixels', bombOf(30_000, 30_000)],
    ['too-small', bombOf(8, 8)],
    ['broken', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(500)])],
  ])('is none: %s', async (flaw, bytes) => {
    expect(await maker.make(bytes)).toEqual({ ok: false, error: flaw })
  })

  it('is cut off in the middle of its data: broken', async () => {
    const whole = await sharp(randomBytes(480 * 640 * 3), { raw: { width: 480, height: 640, channels: 3 } })
      .jpeg()
      .toBuffer()
    expect(await maker.make(whole.subarray(0, whole.length / 2))).toEqual({ ok: false, error: 'broken' })
  })

  it('takes down no more than its own process, and the next one is made all the same', async () => {
    const hungry = createPhotoMaker({ clock, timeoutMs: 2_000, memoryBytes: 24 * 1024 * 1024 })
    expect(await hungry.make(await picture().jpeg().toBuffer())).toEqual({ ok: false, error: 'too-heavy' })
    hungry.close()
    const slow = createPhotoMaker({ clock, timeoutMs: 1 })
    expect(await slow.make(await picture().jpeg().toBuffer())).toEqual({ ok: false, error: 'too-heavy' })
    slow.close()
    expect((await maker.make(await picture().jpeg().toBuffer())).ok).toBe(true)
  })
})
