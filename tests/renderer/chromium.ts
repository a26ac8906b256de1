import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { WAIT_AT_MOST_MS } from '../patience.ts'

export const CHROMIUM = '/usr/bin/chromium'
export const hasChromium = existsSync(CHROMIUM)

/** A Chromium without a screen and without a network habit, with a fresh profile. */
export async function launchChromium(): Promise<Browser> {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', ...quiet],
    timeout: WAIT_AT_MOST_MS,
  })
  browser.on('context', context => context.setDefaultTimeout(WAIT_AT_MOST_MS))
  return browser
}

export const SCREENS = {
  portrait: { viewport: { width: 1080, height: 1920 }, screenWidthMm: 336 },
  landscape: { viewport: { width: 1920, height: 1080 }, screenWidthMm: 527 },
} as const
export type Orientation = keyof typeof SCREENS
