import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasChromium, launchChromium, SCREENS } from '../renderer/chromium.ts'
import { type Demo, showLogsOfFailures, startDemo } from './demo.ts'
import { expectNoPersonalData } from './evidence.ts'
import { driveKioskPage, type KioskPage, shownScreen } from './kiosk-page.ts'
import { type LoginPhone, openLoginPhone } from './login-phone.ts'

const ENGINEER = '04A1B2C3'
const GRADUATE = '04B7D9E1'
const OVER = /这个二维码已失效/

const title = `logging in at a kiosk with a phone${hasChromium ? '' : ', missing here: Chromium'}`

describe.skipIf(!hasChromium)(title, () => {
  let demo: Demo
  let browser: Browser
  let kiosk: KioskPage
  let phone: LoginPhone
  beforeAll(async () => {
    ;[demo, browser] = await Promise.all([startDemo(), launchChromium()])
  })
  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
  })
  showLogsOfFailures(() => demo)
  beforeEach(async () => {
    const context = await browser.newContext({ viewport: SCREENS.portrait.viewport })
    kiosk = driveKioskPage(await context.newPage())
    phone = await openLoginPhone(browser)
    await kiosk.page.goto(demo.running.kiosk!)
    await kiosk.at('attract')
  })
  afterEach(async () => {
    await Promise.all([kiosk?.page.context().close(), phone?.close()])
  })

  const touch = (name: string) => kiosk.page.getByRole('button', { name, exact: true }).click()
  /** Back to the ways in, which say at once what each is. */
  const back = async () => {
    await touch('返回')
    await shownScreen(kiosk.page, name => name === 'attract')
  }
  /** Digits that are not these, as many tries as there are. */
  const wrongFor = (digits: string) => ['1111', '2222', '3333', '4444'].filter(one => one !== digits).slice(0, 3)

  it('leads from the code over the university’s login and four digits to the documents, and the phone may take it back', async () => {
    const url = await kiosk.phoneLogin()
    expect(url).toMatch(new RegExp(`^${demo.running.server}/q/[\\w-]{22}$`))
    const digits = await phone.logIn(url, ENGINEER)
    await phone.reads('请在终端屏幕上输入这四位数字')
    await kiosk.typeDigits(digits)
    await kiosk.toChoice()
    await kiosk.reads('林**')
    await phone.reads('已在终端登录')
    await phone.stop()
    await phone.reads('终端上的登录已经作废')
    // The kiosk hears of it, and nobody has to touch it.
    await kiosk.at('attract')
  })

  it('takes three tries and no more; the next code begins anew', async () => {
    const digits = await phone.logIn(await kiosk.phoneLogin(), ENGINEER)
    const [first, second, third] = wrongFor(digits)
    await kiosk.typeDigits(first!)
    await kiosk.reads('还可以试 2 次')
    await kiosk.typeDigits(second!)
    await kiosk.reads('还可以试 1 次')
    await kiosk.typeDigits(third!)
    await kiosk.reads('数字输错次数太多')
    await phone.reads(OVER)
    await touch('显示新的二维码')
    await kiosk.at('login-code')
    const next = await phone.logIn(await kiosk.scanCode(), ENGINEER)
    await kiosk.typeDigits(wrongFor(next)[0]!)
    await kiosk.reads('这四位数字不对。')
    await kiosk.typeDigits(next)
    await kiosk.toChoice()
    await kiosk.end()
    await kiosk.at('attract')
  })

  it('gives way to a card that is tapped while the code is shown: the code is worth nothing then', async () => {
    const url = await kiosk.phoneLogin()
    await demo.dock.act('/tap', { uid: GRADUATE })
    await kiosk.toChoice()
    await phone.page.goto(url)
    await phone.reads(OVER)
    await kiosk.end()
    await kiosk.at('attract')
  })

  // That a minute is enough is tried on clocks of their own; here what a phone finds once a code or its digits are over.
  it('lets nobody in by a code that is over, nor by digits', async () => {
    const url = await kiosk.phoneLogin()
    await back()
    await phone.page.goto(url)
    await phone.reads(OVER)
    const digits = await phone.logIn(await kiosk.phoneLogin(), ENGINEER)
    await kiosk.at('login-digits')
    await back()
    await phone.reads(OVER)
    const other = await openLoginPhone(browser)
    const own = await other.logIn(await kiosk.phoneLogin(), GRADUATE)
    if (digits !== own) {
      await kiosk.typeDigits(digits)
      await kiosk.reads('这四位数字不对。')
    }
    await other.close()
    await back()
  })

  it('leaves no name and no number in any log', () => expectNoPersonalData(demo, [ENGINEER, GRADUATE]))
})
