import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptanceAddressOf, type KioskScreen, openKioskScreen } from '../../cli/kiosk-screen.ts'
import { payOnPhone } from '../../cli/phone.ts'
import { driveVisit } from '../../cli/visit.ts'
import { passwordOf } from '../../demo/campus/password.ts'
import { KIOSK_WORDS, PORTAL_WORDS } from '../../src/words/languages.ts'
import { hasChromium, launchChromium } from '../renderer/chromium.ts'
import { agreeOnWeb } from './agree-on-web.ts'
import { type Demo, showLogsOfFailures, startDemo } from './demo.ts'
import { personOf } from './evidence.ts'

const t = PORTAL_WORDS.en
const { number } = personOf('04A1B2C3')
const PHONE = { ignoreHTTPSErrors: true, locale: 'en-GB', viewport: { width: 390, height: 844 }, isMobile: true }
const WAIT_MS = 60_000

/** From the page on a phone to the paper of a kiosk, and back to the page: everything real but the devices. */
describe.skipIf(!hasChromium)('a document that was applied for on the web, on paper (Chromium)', () => {
  let demo: Demo
  let browser: Browser
  let page: Page
  let kiosk: KioskScreen

  beforeAll(async () => {
    const overlay = { server: { quota: { freeCopies: 1 } } }
    ;[demo, browser] = await Promise.all([startDemo({ overlay }), launchChromium()])
    page = await (await browser.newContext(PHONE)).newPage()
    kiosk = await openKioskScreen(acceptanceAddressOf(demo.running.terminal))
  })
  afterAll(async () => {
    kiosk?.close()
    await browser?.close()
    await demo?.stop()
  })
  showLogsOfFailures(() => demo)

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const collect = async (pickup: string, copies: number) => {
    await kiosk.until('a free screen', view => view.content.screen === 'attract', WAIT_MS)
    const pay = (codeUrl: string) => payOnPhone(demo.running.gateway!, codeUrl)
    const nothing = { card: '', document: '', edition: '' }
    return driveVisit(kiosk, demo.dock, { ...nothing, pickup, copies, pay, language: 'en' })
  }

  it('comes out by the code that the page gave, is paid beyond the quota, and stands in the records', async () => {
    await page.goto(`${demo.running.server}/p/`)
    await page.locator('.login-card a[href*="way=cas"]').click()
    await page.fill('input[name=username]', number)
    await page.fill('input[name=password]', passwordOf(number))
    await page.getByRole('button', { name: /登录/ }).click()
    await agreeOnWeb(page)
    await page.locator('.offers button.row').first().click()
    await page.locator('.picture[data-picture=here]').waitFor()
    await button(t.draft.next).click()
    await button(t.pickup.make).click()
    const code = (await page.locator('.pickup-code').innerText()).replaceAll(' ', '')
    await button(t.kiosks.show).click()
    await page.locator('.kiosks').getByText(t.kiosks.state.heard).waitFor()

    const wrong = await collect(code === '11111111' ? '22222222' : '11111111', 1)
    expect(wrong).toMatchObject({ ok: false, why: KIOSK_WORDS.en.faults['pickup-code-refused'].what })
    await kiosk.touch({ kind: 'finish' })
    const visit = await collect(code, 2)
    expect(visit).toMatchObject({ ok: true, copies: { free: 1, paid: 1, delivered: 2 } })
    expect(visit.chargedFen).toBeGreaterThan(0)
    expect(new Set(visit.received?.map(({ sha256 }) => sha256)).size).toBe(1)

    // Without a touch of the page: it looks again while a code is open.
    await button(t.pickup.another).waitFor()
    await page.locator('.pickup-open').waitFor({ state: 'detached' })
    await page.locator('.history [data-what=printed]').waitFor()
    await page.locator('.history [data-what=pickup-used]').waitFor()
    const again = await collect(code, 1)
    expect(again).toMatchObject({ ok: false, why: wrong.why })
  })
})
