import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Plugin, ViteDevServer } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GalleryServer, startGalleryServer } from '../../renderer/gallery-server.ts'
import { FIXTURES } from '../../renderer/kiosk/fixtures.ts'
import { PORTAL_FIXTURES } from '../../renderer/portal/fixtures.tsx'
import { VERIFY_FIXTURES } from '../../renderer/verify/fixtures.tsx'
import { LANGUAGES } from '../../src/contract/texts.ts'
import { hasChromium, launchChromium } from './chromium.ts'

const root = join(import.meta.dirname, '..', '..')
const WORDS = join(root, 'src', 'words', 'en', 'kiosk.json')
const START = 'Touch to start'

/** Lets a test change a source without writing to it, and tells the server of the change as its watcher would. */
function changeableWords() {
  let server: ViteDevServer | null = null
  let text: string | null = null
  const plugin: Plugin = {
    name: 'changeable-words',
    enforce: 'pre',
    configureServer: started => {
      server = started
    },
    load: id => (id === WORDS ? text : null),
  }
  const change = (next: string | null) => {
    text = next
    server?.watcher.emit('change', WORDS)
  }
  return { plugin, change }
}

describe.skipIf(!hasChromium)('the page of all screens and parts (Chromium)', () => {
  const words = changeableWords()
  const troubles: string[] = []
  let server: GalleryServer
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    server = await startGalleryServer({ port: 0, plugins: [words.plugin] })
    browser = await launchChromium()
    page = await browser.newPage({ viewport: { width: 1500, height: 900 } })
    page.on('pageerror', error => troubles.push(error.message))
    await page.goto(server.address)
    await page.locator('article').first().waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    expect(troubles).toEqual([])
  })
  const frame = (name: string, language: string) =>
    page.frameLocator(`iframe[data-screen="${name}"][data-language="${language}"]`)

  it('has a place for every screen and state in every language', async () => {
    const expected = [
      ...FIXTURES.map(({ name }) => `kiosk/${name}`),
      ...VERIFY_FIXTURES.map(({ name }) => `verify/${name}`),
      ...PORTAL_FIXTURES.map(({ name }) => `portal/${name}`),
      ...['parts/kiosk', 'parts/web'],
    ]
    const shown = page.locator('article')
    expect(await shown.evaluateAll(all => all.map(one => one.dataset.shown))).toEqual(expected)
    expect(await shown.locator('.frame').count()).toBe(expected.length * LANGUAGES.length)
    expect(new Set(expected).size).toBe(expected.length)
  })

  it('draws what is near, side by side', async () => {
    await frame('attract', 'en').getByRole('button', { name: START }).waitFor()
    await frame('attract', 'zh-CN').getByRole('button', { name: '点击开始' }).waitFor()
    expect(await page.locator('iframe').count()).toBeLessThan(FIXTURES.length)
  })

  it('shows a change of a source at once', async () => {
    const before = readFileSync(WORDS, 'utf8')
    words.change(before.replaceAll(START, 'Begin here'))
    await frame('attract', 'en').getByRole('button', { name: 'Begin here' }).waitFor()
    words.change(null)
    await frame('attract', 'en').getByRole('button', { name: START }).waitFor()
  })

  it('turns, enlarges and lays down what it shows', async () => {
    const wish = (name: string) => page.locator(`input[name=${name}]`).click()
    for (const [name, selector] of [
      ['largeText', '[data-text=large]'],
      ['highContrast', '[data-contrast=high]'],
      ['lowReach', '[data-reach=low]'],
      ['rightToLeft', '[dir=rtl]'],
    ] as const) {
      await wish(name)
      await frame('attract', 'en').locator(`html${selector}`).waitFor({ state: 'attached' })
      await wish(name)
      await frame('attract', 'en').locator(`html:not(${selector})`).waitFor({ state: 'attached' })
    }
    await wish('landscape')
    await expect
      .poll(() =>
        page
          .locator('iframe')
          .first()
          .evaluate(({ style }) => style.width),
      )
      .toBe('1920px')
    await wish('landscape')
  })

  const apps = [
    ['kiosk', FIXTURES.map(({ name }) => name), '.kiosk .screen, .lost'],
    ['verify', VERIFY_FIXTURES.map(({ name }) => name), '.head + main > :not(.site)'],
    ['portal', PORTAL_FIXTURES.map(({ name }) => name), 'main > *'],
  ] as const
  it.each(apps)('draws every state of %s in every language', async (app, names, selector) => {
    const alone = await browser.newPage({ viewport: { width: 900, height: 1600 } })
    const wrong: string[] = []
    alone.on('pageerror', error => wrong.push(error.message))
    try {
      for (const language of LANGUAGES) {
        for (const name of names) {
          const hash = `name=${name}&lang=${language}`
          await alone.goto(new URL(`../${app}/gallery.html#${hash}`, server.address).href)
          await alone.locator(`html[data-shown="${name}"]`).waitFor()
          await alone.locator(selector).first().waitFor({ state: 'attached' })
          expect(await alone.locator('body').innerText(), hash).not.toMatch(/⟦|\{\{/)
        }
      }
      expect(wrong).toEqual([])
    } finally {
      await alone.close()
    }
  })

  it('shows every part that apps share', async () => {
    const parts = (folder: string) =>
      readdirSync(join(root, 'renderer', folder), { recursive: true, encoding: 'utf8' })
        .filter(file => file.endsWith('.tsx') && !file.endsWith('app-words.tsx'))
        .map(file => file.replace(/^.*\//, '').replace(/\.tsx$/, ''))
    const alone = await browser.newPage()
    try {
      for (const [name, expected] of [
        ['kiosk', parts('ui')],
        ['web', [...parts('ui'), ...parts('web')]],
      ] as const) {
        await alone.goto('about:blank')
        await alone.goto(new URL(`parts.html#name=${name}&lang=en`, server.address).href)
        await alone.locator(`html[data-shown=${name}]`).waitFor()
        await alone.locator('canvas[data-drawn="1"]').waitFor()
        const shown = await alone
          .locator('[data-part]')
          .evaluateAll(all => all.map(one => one.getAttribute('data-part')))
        expect(shown).toEqual(expect.arrayContaining([...expected]))
      }
    } finally {
      await alone.close()
    }
  })
})
