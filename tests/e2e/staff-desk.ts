import type { Browser, Page } from 'playwright-core'
import { DEMO_STAFF, type DemoLogin } from '../../demo/demo-staff.ts'
import type { Running } from '../../demo/running.ts'
import { WAIT_AT_MOST_MS } from '../patience.ts'

/** Somebody of the demo's staff at a browser of theirs, with the page of one-time codes open beside it. */
export interface StaffDesk {
  readonly page: Page
  /** The running one-time code, one that was not taken before. */
  nextCode(): Promise<string>
  /** Logs in with password and code. */
  logIn(): Promise<void>
  /** Sends a form of the page by its own button. */
  press(form: string): Promise<void>
  close(): Promise<void>
}

const DESK = { viewport: { width: 1000, height: 800 } }

/** Certificates are believed as they come: the demo's are of an authority that no browser knows. */
export async function openStaffDesk(
  browser: Browser,
  { server, campus }: Pick<Running, 'server' | 'campus'>,
  who: DemoLogin,
  device: object = DESK,
): Promise<StaffDesk> {
  const context = await browser.newContext({
    ...device,
    ignoreHTTPSErrors: true,
    locale: 'zh-CN',
    // Down on a button that grows and up beside it is no click.
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const app = await context.newPage()
  await app.goto(`${campus}/authenticator`)
  const { login } = DEMO_STAFF[who]
  const named = app.locator('strong', { hasText: new RegExp(`^${login}$`) })
  const shown = app.locator('li').filter({ has: named }).locator('.amount')
  let spent = ''
  const desk: StaffDesk = {
    page,
    nextCode: async () => {
      // The page comes anew by itself when the next code begins.
      const fresh = shown.filter({ hasNotText: spent === '' ? 'nothing' : spent })
      spent = await fresh.innerText({ timeout: WAIT_AT_MOST_MS })
      return spent
    },
    press: async form => {
      await page.locator(`form[action$="${form}"]`).getByRole('button').click()
      await page.waitForLoadState()
    },
    logIn: async () => {
      await page.goto(`${server}/staff`)
      await page.fill('#login', login)
      await page.fill('#password', DEMO_STAFF.password)
      await desk.press('staff/log-in')
      // The code of this half minute may have gone into setting the account up.
      for (let isIn = false; !isIn; isIn = (await page.locator('form[action$="second/totp"]').count()) === 0) {
        await page.fill('#code', await desk.nextCode())
        await desk.press('second/totp')
      }
    },
    close: () => context.close(),
  }
  return desk
}
