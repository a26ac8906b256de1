import { createServer } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPages, WEB_PAGES } from '../../scripts/web-pages.ts'
import { WAIT_AT_MOST_MS } from '../patience.ts'
import { type ServerWorld, startServerWorld } from '../peers/server-world.ts'
import { appFrom, openStaffBrowser } from '../peers/staff-browser.ts'
import { hasChromium, launchChromium } from '../renderer/chromium.ts'

const PASSWORD = 'lamp-otter-quilt'
const MINUTE_MS = 60_000
const LOGIN = 'first.admin'

/** A port that nobody has just now: browsers know the server by it before it is there. */
const freePort = () =>
  new Promise<number>(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** The page as it is built, from a server that runs: with its real policy of contents. */
describe.skipIf(!hasChromium)('the console (Chromium, a real server)', () => {
  let world: ServerWorld
  let browser: Browser
  let page: Page
  let app: ReturnType<typeof appFrom>
  let base = ''
  const complaints: string[] = []

  beforeAll(async () => {
    await buildPages(
      WEB_PAGES.filter(({ name }) => name === 'console'),
      () => undefined,
    )
    const port = await freePort()
    base = `http://localhost:${port}`
    world = await startServerWorld(null, { reached: { publicBaseUrl: base, port } })
    const held = openStaffBrowser(() => world.base(), base)
    const first = await world.server().doors.staff.firstCode()
    await held.post('/staff/set-up', { code: first?.code ?? '' })
    app = appFrom(await held.post('/staff/set-up/local', { name: '王老师', login: LOGIN, password: PASSWORD }))
    await held.post('/staff/set-up/totp', { code: app.codeAt(world.clock.now()), label: 'phone' })
    browser = await launchChromium()
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
      // Down on a button that grows and up beside it is no click.
      reducedMotion: 'reduce',
    })
    page = await context.newPage()
    page.setDefaultTimeout(WAIT_AT_MOST_MS)
    page.on('pageerror', error => void complaints.push(error.message))
    page.on('console', message => {
      // Answers that refuse are told by the browser too; what its rules have stopped is a defect.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        complaints.push(message.text())
    })
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  const nextCode = async () => {
    // A one-time password is good once.
    await world.clock.advance(MINUTE_MS)
    return app.codeAt(world.clock.now())
  }
  const logIn = async () => {
    await page.waitForURL('**/staff?to=**')
    await page.fill('#login', LOGIN)
    await page.fill('#password', PASSWORD)
    await page.click('form[action$="staff/log-in"] button')
    await page.locator('form[action$="second/totp"]').waitFor()
    await page.fill('#code', await nextCode())
    await page.click('form[action$="second/totp"] button')
  }
  const stay = () => page.getByRole('button', { name: /left of the session/ }).click()

  it('leads who is not logged in to the login, and back to the same place', async () => {
    await page.goto(`${base}/console/nowhere/at-all?search=a%2Fb`)
    await logIn()
    await page.waitForURL(`${base}/console/nowhere/at-all?search=a%2Fb`)
    await page.getByText('There is no such page').waitFor()
    await page.getByRole('link', { name: 'To the overview' }).click()
    await page.waitForURL(`${base}/console/`)
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
    expect(complaints).toEqual([])
  })

  it('keeps the page when the session ends, and goes on where somebody logs in again', async () => {
    await world.clock.advance(16 * MINUTE_MS)
    await stay()
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' })
    await dialog.getByRole('button', { name: 'I have logged in, go on' }).click()
    await dialog.getByText('Nobody is logged in yet').waitFor()
    await dialog.getByRole('button', { name: /Log in here/ }).click()
    await logIn()
    await page.waitForURL(`${base}/console/`)
    await page.getByRole('button', { name: /王老师/ }).waitFor()
    expect(complaints).toEqual([])
  })

  it('asks for the second proof once more, and sends again what waited for it', async () => {
    await world.clock.advance(6 * MINUTE_MS)
    const statuses: number[] = []
    await page.route('**/v1/staff/console/start', async route => {
      // What is dangerous is refused so; the first of these requests stands for it.
      if (statuses.length > 0) await route.continue()
      else await route.fulfill({ status: 409, json: { fault: { code: 'step-up-needed' } } })
      statuses.push(0)
    })
    await stay()
    const dialog = page.getByRole('dialog', { name: 'Show once more that it is you' })
    await dialog.getByLabel('One-time code').fill('000000')
    await dialog.getByRole('button', { name: 'Confirm' }).click()
    await dialog.getByText('That was not right').waitFor()
    await dialog.getByLabel('One-time code').fill(await nextCode())
    await dialog.getByRole('button', { name: 'Confirm' }).click()
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => statuses.length, { timeout: WAIT_AT_MOST_MS }).toBe(2)
    await page.unroute('**/v1/staff/console/start')
    expect(complaints).toEqual([])
  })

  it('enters a request about personal data and ends it, and says what it did while the page behind it changes', async () => {
    await page.getByRole('link', { name: 'Privacy' }).click()
    await page.getByRole('button', { name: 'Enter a request' }).click()
    const entering = page.getByRole('dialog', { name: 'Enter a request' })
    // The fake clock stands elsewhere than the browser’s.
    const today = new Date(world.clock.now()).toISOString().slice(0, 10)
    await entering.getByLabel('The day it came').fill(today)
    await entering.getByLabel('Who asks, and how they are reached').fill('王芳 wang@example.com')
    await entering.getByRole('button', { name: 'Enter a request' }).click()
    await entering.getByText(/^Entered as P-/).waitFor()
    await entering.getByRole('button', { name: 'Close', exact: true }).last().click()
    await page.getByText('王* w***@e******.c**').waitFor()
    await page.getByRole('link', { name: /^P-/ }).click()
    await page.getByRole('button', { name: 'It was done' }).click()
    const ending = page.getByRole('dialog', { name: 'It was done' })
    await ending.getByText(/It changes nothing of the data/).waitFor()
    await ending.getByRole('button', { name: 'It was done' }).click()
    await ending.getByText('Ended: done, in time.').waitFor()
    await ending.getByRole('button', { name: 'Close', exact: true }).last().click()
    await page.getByText('Ended: done', { exact: true }).waitFor()
    expect(await page.getByRole('button', { name: 'Refuse' }).count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('shows what the next run of retention would take before it takes it, and follows the run to its end', async () => {
    await page.goto(`${base}/console/privacy/retention`)
    await page.getByRole('button', { name: 'Take away now' }).click()
    const taking = page.getByRole('dialog', { name: 'Take away now' })
    await taking.getByText('Nothing is over: the next run would take nothing away.').waitFor()
    await taking.getByRole('button', { name: 'Take away now' }).click()
    const proof = page.getByRole('dialog', { name: 'Show once more that it is you' })
    await taking.getByText('It is over, and nothing had to go.').or(proof).first().waitFor()
    if (await proof.isVisible()) {
      await proof.getByLabel('One-time code').fill(await nextCode())
      await proof.getByRole('button', { name: 'Confirm' }).click()
    }
    await taking.getByText('It is over, and nothing had to go.').waitFor()
    await taking.getByRole('button', { name: 'Close', exact: true }).last().click()
    await page
      .getByText(/by hand, 王老师/)
      .first()
      .waitFor()
    expect(complaints).toEqual([])
  })

  it('speaks the other language, and logs out', async () => {
    await page.goto(`${base}/console/`)
    await page.getByText('中文', { exact: true }).click()
    await page.getByRole('heading', { name: '总览', level: 1 }).waitFor()
    await page.getByRole('button', { name: /王老师/ }).click()
    await page.getByText('退出登录').click()
    await page.waitForURL('**/staff?note=logged-out')
    await page.goto(`${base}/console/`)
    await page.waitForURL('**/staff?to=**')
    expect(complaints).toEqual([])
  })
})
