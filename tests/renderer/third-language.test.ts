import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../native/system-clock.ts'
import { FIXTURES } from '../../renderer/kiosk/fixtures.ts'
import { buildVerify } from '../../renderer/verify/build.ts'
import type { Store } from '../../server/ground/store/store.ts'
import { LANGUAGES } from '../../src/contract/texts.ts'
import { catalogueProblems } from '../../src/words/catalogue-problems.ts'
import {
  DOCK_WORDS,
  GRADUATION_WORDS,
  KIOSK_WORDS,
  LANGUAGE_FACTS,
  PORTAL_WORDS,
  VERIFY_WORDS,
} from '../../src/words/languages.ts'
import { openHouseStore } from '../peers/house-store.ts'
import { RIGHT_ANSWER, startVerificationWorld, type VerificationWorld } from '../peers/verification-world.ts'
import { hasChromium, launchChromium, type Orientation, SCREENS } from './chromium.ts'
import { type Gallery, type GalleryPage, startGallery } from './gallery.ts'
import { checkLayout } from './layout-checks.ts'
import { MIRROR, MIRROR_CATALOGUES, MIRROR_NAME, mirrored, thirdLanguage } from './third-language.ts'

const RULES = { targetMm: 20, primaryMm: 25, gapMm: 3, bezelMm: 8, leastTextMm: 6.6 }
const NAMES = [...LANGUAGES.map(language => LANGUAGE_FACTS[language].name), MIRROR_NAME]
const MISSING = /⟦|\{\{/
const ownWords = (text: string) => /\p{Script=Hebrew}/u.test(text)

it('an invented third language is a whole one', () => {
  const first = {
    ...{ kiosk: KIOSK_WORDS['zh-CN'], verify: VERIFY_WORDS['zh-CN'] },
    ...{ portal: PORTAL_WORDS['zh-CN'], graduation: GRADUATION_WORDS['zh-CN'], dock: DOCK_WORDS['zh-CN']! },
  }
  for (const app of ['kiosk', 'verify', 'portal', 'graduation', 'dock'] as const)
    expect(catalogueProblems(first[app], MIRROR_CATALOGUES[app], MIRROR)).toEqual([])
})

describe.skipIf(!hasChromium)('the kiosk in a third language, from right to left (Chromium)', () => {
  let gallery: Gallery
  const pages = {} as Record<Orientation, GalleryPage>

  beforeAll(async () => {
    gallery = await startGallery([thirdLanguage()])
    for (const orientation of Object.keys(SCREENS) as Orientation[])
      pages[orientation] = await gallery.open(orientation)
  })
  afterAll(() => gallery?.close())

  it.each(FIXTURES.filter(({ name }) => name !== 'connecting').map(({ name }) => name))('%s stands', async name => {
    for (const orientation of Object.keys(SCREENS) as Orientation[]) {
      const { page, show } = pages[orientation]
      await show({ name, language: MIRROR })
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
      const text = await page.locator('body').innerText()
      expect(text).not.toMatch(MISSING)
      expect(text).toSatisfy(ownWords)
      const problems = await page.evaluate(checkLayout, { ...RULES, language: MIRROR })
      expect(problems.join('\n'), orientation).toBe('')
    }
  })

  it('begins where its reader begins, and shows the English of the university', async () => {
    const { page, show } = pages.portrait
    const middle = async (selector: string) => {
      const box = (await page.locator(selector).first().boundingBox())!
      return (box.x + box.width / 2) / SCREENS.portrait.viewport.width
    }
    for (const [language, isMirrored] of [
      ['en', false],
      [MIRROR, true],
    ] as const) {
      await show({ name: 'choosing', language })
      const [seal, price] = [await middle('.header .seal'), await middle('.row:visible .row-end')]
      expect([seal > 0.5, price > 0.5]).toEqual([isMirrored, !isMirrored])
      expect(await page.locator('.row:visible').first().innerText()).toContain('Transcript in Chinese')
    }
  })

  it('offers all languages behind one button', async () => {
    const { page, show } = pages.portrait
    await show({ name: 'choosing', language: MIRROR })
    const button = page.locator('.bar .language-menu > .button')
    await button.click()
    expect(await page.locator('.language-list .button').allInnerTexts()).toEqual(NAMES)
    const problems = await page.evaluate(checkLayout, { ...RULES, language: MIRROR })
    expect(problems.filter(problem => /off the screen|leaves its box/.test(problem))).toEqual([])
    await page.locator('.language-list').getByText('English').click()
    await page.locator('html[lang=en][dir=ltr]').waitFor()
    expect(await page.locator('.language-list').count()).toBe(0)
    const touches = await page.evaluate<{ kind: string }[]>('window.touches')
    expect(touches.filter(({ kind }) => kind !== 'stay')).toEqual([{ kind: 'set-language', language: 'en' }])
  })
})

describe.skipIf(!hasChromium)('the public page in a third language, from right to left (Chromium)', () => {
  let folder: string
  let store: Store
  let world: VerificationWorld
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yinzheng-third-language-'))
    await buildVerify({ outDir: folder, plugins: [thirdLanguage()] })
    store = await openHouseStore({ kind: 'memory' })
    world = await startVerificationWorld(store, { clock: systemClock, pageFolder: folder })
    browser = await launchChromium()
    const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
    const context = await browser.newContext({ ...phone, locale: 'he-IL', serviceWorkers: 'block' })
    page = await context.newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
    await store?.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('speaks it on every screen to a browser that asks for it', async () => {
    const { code } = await world.issue()
    for (const [path, selector] of [
      ['/v/', '.ways'],
      ['/v/#files', '.drop'],
      ['/v/#trust', '.fingerprint'],
      [`/v/${code}`, '.captcha img'],
    ] as const) {
      await page.goto('about:blank')
      await page.goto(world.base + path)
      await page.locator(selector).first().waitFor()
      await page.locator('.site').waitFor()
      expect(await page.locator('html').getAttribute('dir'), path).toBe('rtl')
      const text = await page.locator('body').innerText()
      expect(text).not.toMatch(MISSING)
      expect(text).toSatisfy(ownWords)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), path).toBe(true)
    }
    await page.fill('#captcha-answer', RIGHT_ANSWER)
    await page.click('form button[type=submit]')
    await page.locator('.seal-lines').waitFor()
    const result = await page.locator('main').innerText()
    expect(result).not.toMatch(MISSING)
    expect(result).toContain(mirrored(VERIFY_WORDS.en.verdict.valid.means))
    expect(result).toContain('Transcript (Chinese)')
  })

  it('gives way to another language, and remembers it', async () => {
    await page.goto(`${world.base}/v/`)
    await page.locator('.head .language-menu > .button').click()
    expect(await page.locator('.language-list .button').allInnerTexts()).toEqual(NAMES)
    await page.keyboard.press('Escape')
    await page.locator('.language-list').waitFor({ state: 'detached' })
    await page.locator('.head .language-menu > .button').click()
    await page.locator('.language-list').getByText('中文').click()
    await page.locator('html[lang=zh-CN][dir=ltr]').waitFor()
    await page.reload()
    await page.locator('html[lang=zh-CN][dir=ltr]').waitFor()
    expect(await page.title()).toBe(VERIFY_WORDS['zh-CN'].title)
  })
})
