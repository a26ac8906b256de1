import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startGalleryServer } from '../renderer/gallery-server.ts'
import { launchChromium } from '../tests/renderer/chromium.ts'
import { smallPicture } from './small-picture.ts'

const DESK = { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 2 }
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
const DEVICES = [
  { device: DESK, ending: '', scale: 0.36 },
  { device: PHONE, ending: '-phone', scale: 0.5 },
] as const
const QUALITY = 72
const folder = join(import.meta.dirname, '..', 'docs', 'screens')

/** Takes every page of the console, as its first state is, in both languages, on a desk and on a phone, as `docs/screens/console-NAME-LANGUAGE.jpg`. */
export async function takeConsoleScreens(): Promise<void> {
  const server = await startGalleryServer({ port: 0 })
  const browser = await launchChromium()
  try {
    for (const { device, ending, scale } of DEVICES) {
      const context = await browser.newContext({ ...device, reducedMotion: 'reduce' })
      const page = await context.newPage()
      const gallery = new URL('../console/gallery.html', server.address).href
      await page.goto(gallery)
      const names = (await page.locator('html[data-pages]').getAttribute('data-pages')) ?? ''
      for (const name of names.split(' '))
        for (const language of ['zh-CN', 'en']) {
          await page.goto('about:blank')
          await page.goto(`${gallery}#name=${name}&lang=${language}`)
          await page.locator(`html[data-shown="${name}"]`).waitFor()
          await page.locator('#main h1').first().waitFor()
          await page.locator('#main .ant-spin-spinning, #main .opening').first().waitFor({ state: 'detached' })
          const picture = await smallPicture(page, { scale, quality: QUALITY, fullPage: true })
          await writeFile(join(folder, `console-${name}${ending}-${language.replace(/-.*/, '')}.jpg`), picture)
        }
      await context.close()
    }
  } finally {
    await browser.close()
    await server.close()
  }
}
