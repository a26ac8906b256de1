import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { Plugin } from 'vite'
import { buildGallery } from '../../renderer/build.ts'
import { launchChromium, type Orientation, SCREENS } from './chromium.ts'
import { servePage } from './page-server.ts'

export interface Wish {
  readonly name: string
  readonly language: string
  readonly aids?: readonly ('largeText' | 'highContrast' | 'lowReach')[]
}

export interface GalleryPage {
  readonly page: Page
  /** What the browser complained about since the page was opened. */
  readonly complaints: readonly string[]
  /** Draws a fixture and waits until it stands still. */
  show(wish: Wish): Promise<void>
}

export interface Gallery {
  open(orientation: Orientation, options?: { readonly bypassCSP?: boolean }): Promise<GalleryPage>
  close(): Promise<void>
}

/** Builds the gallery once, serves it under the product's CSP and opens it in Chromium. */
export async function startGallery(plugins: readonly Plugin[] = []): Promise<Gallery> {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-gallery-'))
  await buildGallery({ outDir: folder, oldChromium: false, plugins })
  const server = await servePage(folder)
  const browser: Browser = await launchChromium()
  return {
    open: async (orientation, { bypassCSP = false } = {}) => {
      const { viewport, screenWidthMm } = SCREENS[orientation]
      const context = await browser.newContext({ viewport, reducedMotion: 'reduce', hasTouch: true, bypassCSP })
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', message => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
      })
      page.on('pageerror', error => complaints.push(error.message))
      const show = async ({ name, language, aids = [] }: Wish) => {
        const hash = `name=${name}&lang=${language}&aids=${aids.join()}&mm=${screenWidthMm}`
        if (page.url() === 'about:blank') await page.goto(`${server.address}/gallery.html#${hash}`)
        else await page.evaluate(wished => location.assign(`#${wished}`), hash)
        await page.waitForFunction(settled, { language, large: aids.includes('largeText') })
        if (name.startsWith('previewing')) await page.locator('canvas[data-drawn]').waitFor()
      }
      return { page, complaints, show }
    },
    close: async () => {
      await browser.close()
      await server.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** Runs in the page: the wish is on the screen, its fonts are there, and two pictures have passed since. */
async function settled(wish: { language: string; large: boolean }): Promise<boolean> {
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve))
  await frame()
  await document.fonts.ready
  await frame()
  await frame()
  const { lang, dataset } = document.documentElement
  const pending = [...document.fonts].some(face => face.status === 'loading')
  return lang === wish.language && dataset.text === (wish.large ? 'large' : 'standard') && !pending
}
