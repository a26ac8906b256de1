/// <reference lib="dom" />
// What runs in the page is a script of a browser.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { acceptanceAddressOf, openKioskScreen } from '../cli/kiosk-screen.ts'
import { logInByPhone } from '../cli/visit-by-phone.ts'
import { passwordOf } from '../demo/campus/password.ts'
import type { Running } from '../demo/running.ts'
import { NOTABLE_PEOPLE } from '../demo/university/notable.ts'
import { openLoginPhone } from '../tests/e2e/login-phone.ts'
import { openStaffDesk } from '../tests/e2e/staff-desk.ts'
import { appFrom } from '../tests/peers/staff-browser.ts'
import { launchChromium } from '../tests/renderer/chromium.ts'
import { smallPicture } from './small-picture.ts'

const CARD = '04A1B2C3'
const { number } = NOTABLE_PEOPLE.find(({ cardUid }) => cardUid === CARD)!.person
export const PHONE = { viewport: { width: 390, height: 760 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }
export const DESK = { viewport: { width: 900, height: 640 }, deviceScaleFactor: 2 }
const PASSWORD = 'lamp-otter-quilt'
const folder = join(import.meta.dirname, '..', 'docs', 'screens')

/** Takes the pages without a program, which are in both languages at once, as `docs/screens/plain-NAME.jpg`, from a running demo that is new. */
export async function takePlainScreens(running: Running): Promise<void> {
  const browser = await launchChromium()
  try {
    await accounts(browser, running)
    await loginAtKiosk(browser, running)
    await digitsOfCard(browser, running)
    await staff(browser, running)
  } finally {
    await browser.close()
  }
}

export const newPage = async (browser: Browser, device: typeof PHONE | typeof DESK): Promise<Page> =>
  // The demo's server has a certificate of its own.
  (await browser.newContext({ ...device, locale: 'zh-CN', ignoreHTTPSErrors: true })).newPage()

/** `isWhole`: as far as the page reaches, and not only what fits the window. */
export async function take(page: Page, name: string, isWhole = true): Promise<void> {
  const isPhone = (page.viewportSize()?.width ?? 0) === PHONE.viewport.width
  const scale = (isPhone ? 1 : 0.72) / (await page.evaluate(() => devicePixelRatio))
  const options = { scale, quality: 72, fullPage: isWhole }
  await writeFile(join(folder, `plain-${name}.jpg`), await smallPicture(page, options))
}

async function accounts(browser: Browser, { server }: Running): Promise<void> {
  const page = await newPage(browser, PHONE)
  for (const name of ['log-in', 'sign-up']) {
    await page.goto(`${server}/account/${name}`)
    await take(page, `account-${name}`)
  }
  await page.context().close()
}

async function loginAtKiosk(browser: Browser, { terminal }: Running): Promise<void> {
  const kiosk = await openKioskScreen(acceptanceAddressOf(terminal))
  const phone = await openLoginPhone(browser)
  try {
    const digitsOf = async (url: string) => {
      await phone.page.goto(url)
      await take(phone.page, 'q-choose')
      const digits = await phone.logIn(url, CARD)
      await take(phone.page, 'q-digits')
      return digits
    }
    await logInByPhone(kiosk, { number, digitsOf }, undefined)
    await phone.reads('已在终端登录')
    await take(phone.page, 'q-done')
    await phone.stop()
    await kiosk.touch({ kind: 'finish' })
  } finally {
    await phone.close()
    kiosk.close()
  }
}

async function digitsOfCard(browser: Browser, { server }: Running): Promise<void> {
  const page = await newPage(browser, PHONE)
  await page.goto(`${server}/auth/begin`)
  await take(page, 'auth-begin')
  await page.goto(`${server}/auth/begin?way=cas`)
  await page.fill('input[name=username]', number)
  await page.fill('input[name=password]', passwordOf(number))
  await page.getByRole('button', { name: /登录/ }).click()
  await page.waitForURL(`${server}/p/`)
  await page.goto(`${server}/pin`)
  await take(page, 'pin')
  await page.context().close()
}

async function staff(browser: Browser, running: Running): Promise<void> {
  const { server } = running
  const page = await newPage(browser, DESK)
  await page.goto(`${server}/staff`)
  await take(page, 'staff-log-in')
  await page.goto(`${server}/staff/set-up`)
  await take(page, 'staff-code')
  await page.fill('#code', await codeOfInvitation(browser, running))
  await press(page, 'staff/set-up')
  await page.fill('#name-here', '王老师')
  await page.fill('#login', 'wang.li')
  await page.fill('#password', PASSWORD)
  await press(page, 'set-up/local')
  await take(page, 'staff-second')
  const app = appFrom({ text: await page.content() } as never)
  await page.fill('form[action$="set-up/totp"] [name=label]', '手机')
  await page.fill('form[action$="set-up/totp"] [name=code]', app.codeAt(Date.now()))
  await press(page, 'set-up/totp')
  await page.goto(`${server}/staff`)
  await take(page, 'staff-start')
  await page.goto(`${server}/staff/people`)
  await page.locator('summary').first().click()
  await take(page, 'staff-people')
  await page.context().close()
}

async function press(page: Page, form: string): Promise<void> {
  await page.locator(`form[action$="${form}"] button`).click()
  await page.waitForLoadState()
}

/** The administrator of the demo invites another one. */
async function codeOfInvitation(browser: Browser, running: Running): Promise<string> {
  const desk = await openStaffDesk(browser, running, 'admin')
  try {
    await desk.logIn()
    await desk.page.goto(`${running.server}/staff/people`)
    await desk.page.locator('summary').first().click()
    await desk.page.fill('#name', '王老师')
    await desk.page.selectOption('#role', 'admin')
    await desk.press('people/invite')
    return await desk.page.locator('.verdict code').first().innerText()
  } finally {
    await desk.close()
  }
}
