import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { codeAt } from '../../demo/campus/authenticator/one-time-codes.ts'
import { hasChromium, launchChromium } from '../renderer/chromium.ts'
import { type DemoParts, startDemoParts } from './demo-parts.ts'

const PASSWORD = 'lamp-otter-quilt'
/** The code of the next half minute is good already: that of this one went into the set-up. */
const NEXT_CODE_MS = 30_000

/** On a server that nobody works on yet. */
describe.skipIf(!hasChromium)('the first administrator (Chromium)', () => {
  let folder: string
  let parts: DemoParts
  let browser: Browser
  let page: Page
  let base: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'first-administrator-'))
    ;[parts, browser] = await Promise.all([startDemoParts(folder, {}), launchChromium()])
    base = (parse(await readFile(parts.files.server, 'utf8')) as { publicBaseUrl: string }).publicBaseUrl
    page = await (await browser.newContext({ ignoreHTTPSErrors: true, locale: 'zh-CN' })).newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await parts?.stop()
    await rm(folder, { recursive: true, force: true })
  })
  const press = async (form: string) => {
    await page.locator(`form[action$="${form}"]`).getByRole('button').click()
    await page.waitForLoadState()
  }

  it('is whoever has the code of the start: sets up a password and an app, leaves, and logs in with both', async () => {
    await page.goto(`${base}/staff`)
    await page.getByRole('link', { name: 'I have a one-time code' }).click()
    await page.fill('#code', String(parts.serverSaid.firstStaffCode))
    await press('staff/set-up')
    await page.fill('#name-here', '王老师')
    await page.fill('#login', 'wang.li')
    await page.fill('#password', PASSWORD)
    await press('set-up/local')
    const secret = (await page.locator('form[action$="set-up/totp"] code').innerText()).replaceAll(' ', '')
    await page.fill('form[action$="set-up/totp"] [name=code]', codeAt(secret, Date.now()))
    await press('set-up/totp')
    expect(await page.locator('ol code').count()).toBe(10)
    await page.getByRole('link', { name: 'Go on' }).click()
    await press('staff/log-out')

    await page.fill('#login', 'wang.li')
    await page.fill('#password', PASSWORD)
    await press('staff/log-in')
    await page.fill('#code', codeAt(secret, Date.now() + NEXT_CODE_MS))
    await press('second/totp')
    await page.getByRole('link', { name: 'Accounts of staff' }).click()
    expect(await page.locator('.card', { hasText: '王老师' }).innerText()).toContain('Administrator')
  })
})
