import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptanceAddressOf, openKioskScreen } from '../../cli/kiosk-screen.ts'
import { driveVisit } from '../../cli/visit.ts'
import { passwordOf } from '../../demo/campus/password.ts'
import { accountsFileIn, DEMO_APPROVAL, DEMO_STAFF } from '../../demo/demo-staff.ts'
import { PORTAL_WORDS } from '../../src/words/languages.ts'
import { WAIT_AT_MOST_MS } from '../patience.ts'
import { hasChromium, launchChromium } from '../renderer/chromium.ts'
import { agreeOnWeb } from './agree-on-web.ts'
import { type Demo, showLogsOfFailures, startDemo } from './demo.ts'
import { eventually, personOf } from './evidence.ts'
import { openStaffDesk } from './staff-desk.ts'

const t = PORTAL_WORDS.en
const GRADUATE = '04B7D9E1'
const ADDRESS = 'graduate@example.com'
const PHONE = { ignoreHTTPSErrors: true, locale: 'en-GB', viewport: { width: 390, height: 844 }, isMobile: true }

/** With the people of the demo, who were set up by its first start through the server's own pages. */
describe.skipIf(!hasChromium)('a document that an office must agree to (Chromium)', () => {
  let folder: string
  let dataDir: string
  let demo: Demo
  let browser: Browser
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'office-'))
    dataDir = join(folder, 'data')
    ;[demo, browser] = await Promise.all([startDemo({ dataDir }), launchChromium()])
  })
  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
    await rm(folder, { recursive: true, force: true })
  })
  showLogsOfFailures(() => demo)

  const print = async () => {
    const kiosk = await openKioskScreen(acceptanceAddressOf(demo.running.terminal))
    try {
      const wish = { card: GRADUATE, document: DEMO_APPROVAL.kind, edition: 'both', copies: 1 }
      await kiosk.until('a free screen', view => view.content.screen === 'attract', WAIT_AT_MOST_MS)
      return await driveVisit(kiosk, demo.dock, { ...wish, pay: null, language: 'en' })
    } finally {
      kiosk.close()
    }
  }
  const apply = async (page: Page) => {
    const { number } = personOf(GRADUATE)
    await page.goto(`${demo.running.server}/p/`)
    await page.locator('.login-card a[href*="way=cas"]').click()
    await page.fill('input[name=username]', number)
    await page.fill('input[name=password]', passwordOf(number))
    await page.getByRole('button', { name: /登录/ }).click()
    await agreeOnWeb(page)
    await page.locator('.offers button.row', { hasText: DEMO_APPROVAL.asked.name.en }).click()
    await page.locator('.picture[data-picture=here]').waitFor()
    await page.getByLabel(t.approval.notice).fill(ADDRESS)
    await page.getByRole('button', { name: t.approval.ask }).click()
    await page.getByText(t.approval.then).waitFor()
  }

  it('is applied for on the web, approved by the office, told by a letter, and printed at the kiosk', async () => {
    const before = await print()
    expect([before.ok, before.why]).toEqual([false, expect.stringContaining('/p/')])
    const page = await (await browser.newContext(PHONE)).newPage()
    await apply(page)
    expect(await print()).toMatchObject({ ok: false, why: expect.stringContaining('Waiting for approval since') })

    const office = await openStaffDesk(browser, demo.running, 'office')
    await office.logIn()
    await office.page.getByRole('link', { name: 'Approvals' }).click()
    await office.page.locator('a[href*="approvals/one/"]').click()
    const sheet = office.page.locator('img').first()
    await sheet.scrollIntoViewIfNeeded()
    await office.press('/approve')
    await office.page.locator('a[href$="approvals"]').waitFor()

    const mail = await page.context().newPage()
    const letter = mail.locator('li', { hasText: ADDRESS })
    const look = async () => {
      await mail.goto(`${demo.running.campus}/mailbox`)
      return letter.count()
    }
    await eventually('the letter', look, letters => letters === 1)
    await letter.getByRole('link').click()
    await mail.locator(`a[href^="${demo.running.server}/p/a/"]`).click()
    await mail.getByRole('heading', { name: t.receive.title }).waitFor()
    expect(await print()).toMatchObject({ ok: true, copies: { free: 1, delivered: 1 } })
  })

  it('has its office at the next start too, with the same people and nothing done twice', async () => {
    const accounts = await readFile(accountsFileIn(dataDir), 'utf8')
    await demo.stop()
    demo = await startDemo({ dataDir })
    expect((await demo.logs()).get('demo')).toContain(`password ${DEMO_STAFF.password}`)
    expect(await readFile(accountsFileIn(dataDir), 'utf8')).toBe(accounts)
    const office = await openStaffDesk(browser, demo.running, 'office')
    await office.logIn()
    await office.page.goto(`${demo.running.server}/staff/approvals?state=decided`)
    await office.page.locator('a[href*="approvals/one/"]').waitFor()
  })
})
