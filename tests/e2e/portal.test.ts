import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { passwordOf } from '../../demo/campus/password.ts'
import { PORTAL_WORDS } from '../../src/words/languages.ts'
import { hasChromium, launchChromium } from '../renderer/chromium.ts'
import { agreeOnWeb } from './agree-on-web.ts'
import { type Demo, showLogsOfFailures, startDemo } from './demo.ts'
import { personOf } from './evidence.ts'

const t = PORTAL_WORDS.en
const { number } = personOf('04A1B2C3')
/** The demo's authority is known to no browser. */
const TRUSTING = { ignoreHTTPSErrors: true, locale: 'en-GB' }
const PHONE = { ...TRUSTING, viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

/** Through everything that runs on a site: the page, the server, the university's login, the relay. */
describe.skipIf(!hasChromium)('a document on the web (Chromium)', () => {
  let demo: Demo
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    ;[demo, browser] = await Promise.all([startDemo(), launchChromium()])
    page = await (await browser.newContext(PHONE)).newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
  })
  showLogsOfFailures(() => demo)

  const heading = (name: string) => page.getByRole('heading', { name })
  const button = (name: string) => page.getByRole('button', { name, exact: true })

  it('is looked at, applied for, downloaded and sent', async () => {
    await page.goto(`${demo.running.server}/p/`)
    await page.locator('.login-card a[href*="way=cas"]').click()
    await page.fill('input[name=username]', number)
    await page.fill('input[name=password]', passwordOf(number))
    await page.getByRole('button', { name: /登录/ }).click()
    await agreeOnWeb(page)
    await page.locator('.offers button.row').first().click()
    await page.locator('.picture[data-picture=here]').waitFor()
    const widthPx = await page.locator('.picture').evaluate(picture => (picture as HTMLImageElement).naturalWidth)
    expect(widthPx).toBeGreaterThan(600)
    await button(t.draft.next).click()
    await heading(t.receive.title).waitFor()

    const [download] = await Promise.all([page.waitForEvent('download'), button(t.download.get).click()])
    const file = await readFile((await download.path()) ?? '')
    expect(file.subarray(0, 5).toString()).toBe('%PDF-')

    await page.getByLabel(t.letter.to).fill('somebody@example.edu.cn')
    await button(t.letter.send).click()
    await page.locator('.row.still').getByText(t.letter.state.sent, { exact: true }).waitFor()
    const mailbox = await (await fetch(new URL('/mailbox', demo.running.campus!))).text()
    expect(mailbox).toContain('somebody@example.edu.cn')
  })

  it('is shared by a link: an employer opens it with the code, and checks the file in a browser', async () => {
    await page.getByLabel(t.share.label).fill('An employer')
    await button(t.share.make).click()
    const [link, code] = [page.locator('input[value*="/s/"]').first(), page.locator('.copy-large').first()]
    const employer = await (await browser.newContext({ ...TRUSTING, locale: 'zh-CN' })).newPage()
    await employer.goto(await link.inputValue())
    const open = async (digits: string) => {
      await employer.fill('#code', digits)
      await employer.locator('form button').click()
    }
    const digits = await code.inputValue()
    await open(digits === '111111' ? '222222' : '111111')
    await employer.getByText(/It does not open/).waitFor()
    await open(digits)
    await employer.locator('.verdict.valid').waitFor()
    const [download] = await Promise.all([
      employer.waitForEvent('download'),
      employer.locator('button[value=save]').click(),
    ])
    await employer.locator('a[href$="/v/#files"]').click()
    await employer.locator('.drop .button.act:not([data-disabled])').waitFor()
    await employer.setInputFiles('input[type=file] >> nth=0', (await download.path()) ?? '')
    await employer.locator('.outcome[data-outcome=valid]').waitFor()
    await page.reload()
    await page.locator('.history [data-what=share-opened]').waitFor()
    await employer.context().close()
  })

  it('leaves with its person: the login ends everywhere', async () => {
    await page.locator('.you-key').click()
    await button(t.you.logOut).click()
    await page.waitForURL(url => !url.href.startsWith(`${demo.running.server}/p/`))
    await page.goto(`${demo.running.server}/p/records`)
    await heading(t.login.title).waitFor()
  })
})
