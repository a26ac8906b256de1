import type { Page } from 'playwright-core'
import { dockAt } from '../cli/dock.ts'
import { acceptanceAddressOf, openKioskScreen } from '../cli/kiosk-screen.ts'
import { driveVisit } from '../cli/visit.ts'
import type { TakingPhone } from '../cli/visit-take-along.ts'
import type { Running } from '../demo/running.ts'
import { launchChromium } from '../tests/renderer/chromium.ts'
import { newPage, PHONE, take } from './screens-plain.ts'

/** Takes the pages of a phone that takes a file along from the kiosk of a running demo. */
export async function takeTakeAlongScreens({ terminal, dock }: Running): Promise<void> {
  const browser = await launchChromium()
  const screen = await openKioskScreen(acceptanceAddressOf(terminal))
  try {
    const takingPhone = photographing(await newPage(browser, PHONE))
    const wish = { card: '04B7D9E1', document: 'transcript', edition: 'zh', copies: 1, language: 'zh-CN' } as const
    const report = await driveVisit(screen, dockAt(dock), { ...wish, pay: null, takingPhone })
    if (!report.ok) throw new Error(`the visit failed: ${report.why}`)
  } finally {
    screen.close()
    await browser.close()
  }
}

function photographing(page: Page): TakingPhone {
  return {
    ask: async url => {
      await page.goto(url)
      await take(page, 'take-along')
      await page.locator('form button').first().click()
      const digits = await page.locator('.digits').innerText()
      await take(page, 'take-along-digits')
      return digits.replaceAll(/\D/g, '')
    },
    take: async () => {
      await page.locator('.verdict.valid').waitFor()
      await take(page, 'take-along-given')
      return { bytes: 0, sha256: '' }
    },
  }
}
