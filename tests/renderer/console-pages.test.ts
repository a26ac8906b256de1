import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CONSOLE_FIXTURES } from '../../renderer/console/fixtures.ts'
import { PAGES } from '../../renderer/console/pages.ts'
import { ICONS } from '../../renderer/console/shell/icons.tsx'
import { paramsOf } from '../../renderer/console/shell/place.ts'
import { type GalleryServer, startGalleryServer } from '../../renderer/gallery-server.ts'
import { mayDo } from '../../src/rules/staff-roles.ts'
import { WAIT_AT_MOST_MS } from '../patience.ts'
import { brokenRules } from './axe.ts'
import { hasChromium, launchChromium } from './chromium.ts'

const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

describe('the pages of the console', () => {
  it.each(PAGES)('have a state to look at: /$path', ({ path, permission }) => {
    const own = CONSOLE_FIXTURES.filter(fixture => PAGES.find(page => paramsOf(page.path, fixture.path))?.path === path)
    expect(own.length).toBeGreaterThan(0)
    for (const { role = 'admin', name } of own) expect(mayDo(role, permission), name).toBe(true)
  })

  it('have each name once', () => {
    const names = CONSOLE_FIXTURES.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(new Set(PAGES.map(({ path }) => path)).size).toBe(PAGES.length)
  })

  it('have a picture of their own in the menu', () => {
    const icons = PAGES.flatMap(({ icon }) => (icon === undefined ? [] : [icon]))
    expect(icons.filter((icon, at) => icons.indexOf(icon) !== at)).toEqual([])
    const drawn = Object.values(ICONS)
    expect(new Set(drawn).size).toBe(drawn.length)
  })
})

describe.skipIf(!hasChromium)('every state of the console (Chromium, axe-core)', () => {
  let server: GalleryServer
  let browser: Browser
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    server = await startGalleryServer({ port: 0 })
    browser = await launchChromium()
    page = await (await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' })).newPage()
    page.setDefaultTimeout(WAIT_AT_MOST_MS)
    page.on('pageerror', error => void complaints.push(error.stack ?? error.message))
    await page.goto(new URL('../console/gallery.html', server.address).href)
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
    await page.locator('#main h1').first().waitFor()
    await page.waitForFunction(() => !document.querySelector('#main .ant-spin-spinning, #main .opening'))
  }

  it.each(CONSOLE_FIXTURES.map(({ name }) => name))('%s fits a desk and a phone and breaks no rule', async name => {
    for (const language of ['zh-CN', 'en']) {
      await show(name, language)
      for (const size of [DESK, PHONE]) {
        await page.setViewportSize(size)
        const where = `${language}, ${size.width} px`
        expect((await brokenRules(page)).join('\n'), where).toBe('')
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(wide, `${where}: wider than the screen`).toBeLessThanOrEqual(0)
        const text = await page.locator('.console-app').innerText()
        expect(text, where).not.toMatch(/⟦|\{\{|undefined|NaN|\[object/)
      }
    }
    expect(complaints.splice(0)).toEqual([])
  })
})
