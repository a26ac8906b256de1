import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PNG } from 'pngjs'
import { afterAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../../native/system-clock.ts'
import { fakeClock } from '../../../src/fake-clock.ts'
import { unwrap } from '../../../src/result.ts'
import { createPagePictures } from './page-pictures.ts'
import { createPictureShelf } from './picture-shelf.ts'

const GOLDEN = join(import.meta.dirname, '../../../tests/golden/store-of-version-3/document.pdf')
const pdf = async () => new Uint8Array(await readFile(GOLDEN))
const SHA = 'a'.repeat(64)

describe('pages as pictures', () => {
  const pictures = createPagePictures({ clock: systemClock })
  afterAll(() => pictures.close())

  it('are as wide as a phone is sharp, and show what stands on the page', async () => {
    const { width, height, data } = PNG.sync.read(Buffer.from(unwrap(await pictures.of(SHA, 1, pdf))))
    expect([width, Math.round((height / width) * 1000)]).toEqual([1_080, 1_414])
    // Words in black, and the seal in its red at the right of the foot.
    const dark = pixels(data, width, () => true).filter(([red, green, blue]) => red + green + blue < 200)
    const foot = pixels(data, width, (x, y) => x > width / 2 && y > height * 0.8)
    const red = foot.filter(([r, g, b]) => r > 150 && g < 110 && b < 110)
    expect(dark.length).toBeGreaterThan(10_000)
    expect(red.length).toBeGreaterThan(2_000)
  })

  it('are drawn once for all who ask at the same time, and for who comes soon after', async () => {
    let fetched = 0
    const counted = async () => {
      fetched++
      return pdf()
    }
    const [one, other] = await Promise.all([pictures.of(SHA, 2, counted), pictures.of(SHA, 2, counted)])
    expect(unwrap(one)).toBe(unwrap(other))
    expect(unwrap(await pictures.of(SHA, 2, counted))).toBe(unwrap(one))
    expect(fetched).toBe(1)
  })

  it('are none of what is no page, and the next is drawn all the same', async () => {
    const none = async () => new TextEncoder().encode('%PDF-1.7 nothing')
    expect(await pictures.of('b'.repeat(64), 1, none)).toEqual({ ok: false, error: 'undrawn' })
    expect(await pictures.of(SHA, 99, pdf)).toEqual({ ok: false, error: 'undrawn' })
    expect((await pictures.of('c'.repeat(64), 1, pdf)).ok).toBe(true)
  })

  it('give up a thread that hangs, and let nobody wait behind many', async () => {
    const clock = fakeClock()
    const program = new URL(`data:text/javascript,${encodeURIComponent('setInterval(() => {}, 1000)')}`)
    const hanging = createPagePictures({ clock, program })
    const asked = Array.from({ length: 33 }, (_, page) => hanging.of(SHA, page + 1, pdf))
    expect(await asked[32]).toEqual({ ok: false, error: 'busy' })
    await hanging.close()
    expect(await Promise.all(asked.slice(0, 32))).toEqual(Array(32).fill({ ok: false, error: 'undrawn' }))
  })
})

describe('the shelf of pictures', () => {
  it('holds no more than fits, and lets go what was not asked for longest', () => {
    const shelf = createPictureShelf(10)
    for (const key of ['a', 'b']) shelf.put(key, new Uint8Array(4))
    shelf.get('a')
    shelf.put('c', new Uint8Array(4))
    expect(['a', 'b', 'c'].map(key => shelf.get(key)?.length)).toEqual([4, undefined, 4])
    shelf.put('d', new Uint8Array(11))
    expect(shelf.get('d')).toBeUndefined()
  })
})

function pixels(data: Uint8Array, width: number, isMeant: (x: number, y: number) => boolean) {
  const found: [number, number, number][] = []
  for (let at = 0; at < data.length; at += 4) {
    const index = at / 4
    if (isMeant(index % width, Math.floor(index / width))) found.push([data[at]!, data[at + 1]!, data[at + 2]!])
  }
  return found
}
