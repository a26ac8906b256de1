import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GalleryServer, startGalleryServer } from '../../renderer/gallery-server.ts'
import { PORTAL_FIXTURES } from '../../renderer/portal/fixtures.tsx'
import { brokenRules, englishUnmarked } from './axe.ts'
import { hasChromium, launchChromium } from './chromium.ts'
import { beyondTheEdge, enlargeText, textAsItWas, wordsOverWords } from './larger-text.ts'

const NARROWEST = { width: 320, height: 700 }
const PHONE = { width: 390, height: 844 }
const DESK = { width: 1120, height: 860 }

describe.skipIf(!hasChromium)('every state of the portal (Chromium, axe-core)', () => {
  let server: GalleryServer
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    server = await startGalleryServer({ port: 0 })
    browser = await launchChromium()
    page = await (await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' })).newPage()
    await page.goto(new URL('../portal/gallery.html', server.address).href)
    await page.locator('html[data-shown]').waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  /** Shows a state in the page that stands there: to load the gallery anew for each takes longer than to look at them all. */
  const show = async (name: string, language: string) => {
    await page.evaluate(wish => {
      delete document.documentElement.dataset.shown
      window.location.hash = wish
    }, `name=${name}&lang=${language}`)
    await page.locator(`html[data-shown="${name}"]`).waitFor()
    await page.locator('main > *').first().waitFor()
  }
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

  /** Fields that a finger would miss. */
  const lowFields = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('select, input:not([type=checkbox], [type=radio], [type=file])')]
        .filter(field => field.checkVisibility() && field.getBoundingClientRect().height < 44)
        .map(field => field.outerHTML),
    )

  it.each(PORTAL_FIXTURES.map(({ name }) => name))('%s fits everywhere and breaks no rule', async name => {
    for (const [language, size, contrast] of [
      ['en', PHONE, 'no-preference'],
      ['zh-CN', DESK, 'more'],
    ] as const) {
      await page.setViewportSize(size)
      await page.emulateMedia({ contrast })
      await show(name, language)
      expect((await brokenRules(page)).join('\n'), language).toBe('')
      expect(await lowFields()).toEqual([])
      if (language === 'zh-CN') expect(await englishUnmarked(page)).toEqual([])
      await page.setViewportSize(NARROWEST)
      expect(await fits(), `${language}, narrow`).toBe(true)
      await page.evaluate(() => {
        document.documentElement.dir = 'rtl'
      })
      expect(await fits(), `${language}, from right to left`).toBe(true)
    }
  })

  it.each(PORTAL_FIXTURES.map(({ name }) => name))(
    '%s can be read on a narrow screen and with text twice as large',
    async name => {
      for (const language of ['en', 'zh-CN']) {
        // The sizes of before are not to grow once more.
        await textAsItWas(page)
        await page.setViewportSize(NARROWEST)
        await show(name, language)
        expect(await wordsOverWords(page), `${language}, narrow`).toEqual([])
        await page.setViewportSize(PHONE)
        await enlargeText(page, 2)
        expect(await beyondTheEdge(page), `${language}, large`).toEqual([])
        expect(await wordsOverWords(page), `${language}, large`).toEqual([])
      }
    },
  )
})
