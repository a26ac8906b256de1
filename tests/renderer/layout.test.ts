import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FIXTURES } from '../../renderer/kiosk/fixtures.ts'
import { LANGUAGES } from '../../src/contract/texts.ts'
import { hasChromium, type Orientation, SCREENS } from './chromium.ts'
import { type Gallery, type GalleryPage, startGallery, type Wish } from './gallery.ts'
import { checkLayout, checkReach } from './layout-checks.ts'

const RULES = { targetMm: 20, primaryMm: 25, gapMm: 3, bezelMm: 8, leastTextMm: 6.6 }
const SIZES = [[], ['largeText']] as const
/** The two states without a station speak both languages at once and have no reading aids of their own. */
const spoken = (name: string, language: string) => (name === 'connecting' ? 'zh-CN' : language)

describe.skipIf(!hasChromium)('layout of every screen (Chromium)', () => {
  let gallery: Gallery
  const pages = {} as Record<Orientation, GalleryPage>

  beforeAll(async () => {
    gallery = await startGallery()
    for (const orientation of Object.keys(SCREENS) as Orientation[])
      pages[orientation] = await gallery.open(orientation)
  })
  afterAll(() => gallery?.close())

  const combinations = (name: string) =>
    (Object.keys(SCREENS) as Orientation[]).flatMap(orientation =>
      LANGUAGES.flatMap(language =>
        SIZES.map(aids => ({ orientation, wish: { name, language, aids } satisfies Wish })),
      ),
    )

  it.each(FIXTURES.map(({ name }) => name))('%s fits in every language, both ways up, in both sizes', async name => {
    const found: string[] = []
    for (const { orientation, wish } of combinations(name)) {
      const { page, show } = pages[orientation]
      if (name === 'connecting' && (wish.language !== 'zh-CN' || wish.aids.length > 0)) continue
      await show(wish)
      const problems = await page.evaluate(checkLayout, { ...RULES, language: spoken(name, wish.language) })
      const place = [name, wish.language, orientation, ...wish.aids].join('.')
      found.push(...problems.map(problem => `${place}: ${problem}`))
      const folder = process.env.SCREENS_DIR
      if (folder) await page.screenshot({ path: join(folder, `${place}.png`) })
    }
    expect(found.join('\n')).toBe('')
  })

  it.each(FIXTURES.filter(({ status }) => status === 'live').map(({ name }) => name))(
    '%s can be reached from a wheelchair',
    async name => {
      const { page, show } = pages.portrait
      for (const language of LANGUAGES) {
        for (const aids of [['lowReach'], ['lowReach', 'largeText']] as const) {
          await show({ name, language, aids })
          expect(await page.evaluate(checkReach, 0.45), `${language} ${aids.join()}`).toEqual([])
          const problems = await page.evaluate(checkLayout, { ...RULES, language })
          expect(problems.join('\n'), `${language} ${aids.join()}`).toBe('')
        }
      }
    },
  )

  it('gave the browser nothing to complain about, least of all its content security policy', () => {
    expect(pages.portrait.complaints).toEqual([])
    expect(pages.landscape.complaints).toEqual([])
  })

  it('measures: a screen with a button made small and text made long is found out', async () => {
    const { page, show } = pages.portrait
    await show({ name: 'choosing', language: 'en' })
    await page.evaluate(() => {
      const button = document.querySelector<HTMLElement>('.nav .quiet')!
      button.style.minHeight = '10px'
      button.style.height = '30px'
      const heading = document.querySelector('h1')!
      heading.textContent = '错'.repeat(400)
    })
    const problems = await page.evaluate(checkLayout, { ...RULES, language: 'en' })
    expect(problems).toContainEqual(expect.stringContaining('small button'))
    expect(problems).toContainEqual(expect.stringContaining('Chinese on an English screen'))
    expect(problems.some(problem => /over|leaves|off the screen/.test(problem))).toBe(true)
    await page.reload()
  })
})
