import type { Browser, Page } from 'playwright-core'
import { passwordOf } from '../../demo/campus/password.ts'
import { WAIT_AT_MOST_MS } from '../patience.ts'
import { personOf } from './evidence.ts'

/** Somebody's own phone: a browser that shares nothing with the kiosk's. */
export interface LoginPhone {
  readonly page: Page
  /** Opens the address in a kiosk's code and logs in at the university's CAS; resolves with the digits for the kiosk. */
  logIn(url: string, cardUid: string): Promise<string>
  /** Resolves when `words` can be read. */
  reads(words: string | RegExp): Promise<void>
  /** Touches the button of the page after the login: it was not I. */
  stop(): Promise<void>
  close(): Promise<void>
}

/** Certificates are believed as they come: the demo's are of an authority that no browser knows. */
export async function openLoginPhone(browser: Browser): Promise<LoginPhone> {
  const viewport = { width: 390, height: 844 }
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport, locale: 'zh-CN' })
  const page = await context.newPage()
  return {
    page,
    logIn: async (url, cardUid) => {
      const { number } = personOf(cardUid)
      await page.goto(url)
      await page.getByRole('button', { name: /统一身份认证/ }).click()
      await page.locator('input[name="username"]').fill(number)
      await page.locator('input[name="password"]').fill(passwordOf(number))
      await page.getByRole('button', { name: /登录/ }).click()
      return page.locator('.digits').innerText({ timeout: WAIT_AT_MOST_MS })
    },
    reads: words => page.getByText(words).first().waitFor({ timeout: WAIT_AT_MOST_MS }),
    stop: () => page.getByRole('button', { name: /不是我/ }).click(),
    close: () => context.close(),
  }
}
