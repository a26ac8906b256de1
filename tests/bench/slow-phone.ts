import { createHash, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { CHROMIUM } from '../renderer/chromium.ts'

/** What Chrome's own developer tools have called Fast 3G: each request waits for more than half a second before its first byte. */
const LINK = {
  ...{ offline: false, latency: 562.5 },
  ...{ downloadThroughput: (1_600_000 / 8) * 0.9, uploadThroughput: (750_000 / 8) * 0.9 },
}
const CPU_SLOWER = 4
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }

/** A Chromium that believes the one certificate in `certFile`: what is not believed is not kept in the browser's cache either. */
export async function launchBelieving(certFile: string): Promise<Browser> {
  const key = new X509Certificate(await readFile(certFile)).publicKey.export({ type: 'spki', format: 'der' })
  const pin = createHash('sha256').update(key).digest('base64')
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', ...quiet],
      `--ignore-certificate-errors-spki-list=${pin}`,
    ],
  })
}

/** A phone whose browser has seen nothing yet. */
export const newPhone = (browser: Browser): Promise<BrowserContext> => browser.newContext({ ...PHONE, locale: 'zh-CN' })

/** A page on a slow processor and a slow line. */
export async function slowPage(phone: BrowserContext): Promise<Page> {
  const page = await phone.newPage()
  const session = await phone.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', LINK)
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER })
  return page
}

declare global {
  interface Window {
    benchSeenMs?: Promise<number>
  }
}

/** What a page has shown since the moment in which its address was opened, in ms: the first words, and the first element of `selector`. */
export async function openedIn(
  page: Page,
  url: string,
  selector: string,
): Promise<{ firstMs: number; seenMs: number }> {
  await page.addInitScript(wanted => {
    window.benchSeenMs = new Promise(resolve => {
      const look = () => {
        if (!document.querySelector(wanted)) return
        watch.disconnect()
        // A frame's callbacks run before it is painted, a message that they post arrives after.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port2.onmessage = () => resolve(performance.now())
          port1.postMessage(null)
        })
      }
      const watch = new MutationObserver(look)
      watch.observe(document, { subtree: true, childList: true })
    })
  }, selector)
  await page.goto(url)
  return page.evaluate(async () => {
    const seenMs = (await window.benchSeenMs) ?? Number.NaN
    const firstMs = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN
    return { firstMs, seenMs }
  })
}
