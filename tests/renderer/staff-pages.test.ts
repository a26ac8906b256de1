import { createServer } from 'node:net'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WAIT_AT_MOST_MS } from '../patience.ts'
import { type ServerWorld, startServerWorld } from '../peers/server-world.ts'
import { appFrom } from '../peers/staff-browser.ts'
import { brokenRules, englishUnmarked } from './axe.ts'
import { hasChromium, launchChromium } from './chromium.ts'

const PASSWORD = 'lamp-otter-quilt'

/** A port that nobody has just now: browsers know the server by it before it is there. */
const freePort = () =>
  new Promise<number>(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

describe.skipIf(!hasChromium)('the pages of staff (Chromium, its virtual security key, axe-core)', () => {
  let world: ServerWorld
  let browser: Browser
  let page: Page
  let cdp: CDPSession
  let authenticatorId = ''
  let base = ''
  const complaints: string[] = []
  beforeAll(async () => {
    const port = await freePort()
    base = `http://localhost:${port}`
    // Never asked: what is looked at is how it is offered.
    const cas = { server: { baseUrl: 'https://cas.example.edu.cn/cas' }, person: { attribute: 'employeeNumber' } }
    world = await startServerWorld(null, { reached: { publicBaseUrl: base, port }, identity: { ways: { cas } } })
    browser = await launchChromium()
    page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
    page.on('pageerror', error => void complaints.push(error.message))
    page.on('console', message => void (message.type() === 'error' && complaints.push(message.text())))
    cdp = await page.context().newCDPSession(page)
    await cdp.send('WebAuthn.enable')
    const added = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasUserVerification: true, isUserVerified: true },
        automaticPresenceSimulation: true,
      },
    })
    authenticatorId = added.authenticatorId
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  const isSaid = (words: string) =>
    page.waitForFunction(text => document.body?.innerText.includes(text) === true, words, { timeout: WAIT_AT_MOST_MS })
  const press = (form: string) => page.click(`form[action$="${form}"] button`)
  const text = async () => ({ text: await page.content() })

  it('lead the first administrator from the code to a security key, and in again with it', async () => {
    const code = (await world.server().doors.staff.firstCode())!.code
    await page.goto(`${base}/staff/set-up`)
    await page.fill('#code', code)
    await press('staff/set-up')
    await isSaid('First proof')
    await page.fill('#name-here', '王老师')
    await page.fill('#login', 'wang.li')
    await page.fill('#password', PASSWORD)
    await press('set-up/local')
    await isSaid('Second proof')
    await page.fill('#key-label', '办公室的电脑')
    await press('set-up/key')
    await isSaid('Print these ten recovery codes')
    await page.click('main a')
    await isSaid('Worklists')
    await press('log-out')
    await isSaid('You are logged out')

    await page.fill('#login', 'wang.li')
    await page.fill('#password', PASSWORD)
    await press('log-in')
    await isSaid('Now show your second proof')
    await press('second/key')
    await isSaid('王老师')
    await page.click('a[href$="staff/factors"]')
    await isSaid('办公室的电脑')
    expect(complaints).toEqual([])
  })

  it('add one-time passwords, and lead through a fresh proof to where it was asked for', async () => {
    await page.goto(`${base}/staff/factors`)
    const app = appFrom((await text()) as never)
    await page.fill('form[action$="factors/totp"] [name="label"]', '手机')
    await page.fill('form[action$="factors/totp"] [name="code"]', app.codeAt(world.clock.now()))
    await press('factors/totp')
    await isSaid('手机')
    await world.clock.advance(6 * 60_000)
    await press('factors/recovery')
    await isSaid('Show once more that it is you')
    await page.fill('#code', app.codeAt(world.clock.now()))
    await press('second/totp')
    await isSaid('Recovery codes left')
    await press('factors/recovery')
    await isSaid('Print these ten recovery codes')
  })

  it('stay as they are when the person does not touch the key', async () => {
    await page.goto(`${base}/staff/step-up?to=/staff/sessions`)
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId })
    expect(credentials).toHaveLength(1)
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
    await press('second/key')
    await page.waitForLoadState('load')
    await isSaid('Show once more that it is you')
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true })
    await page.goto(`${base}/staff/step-up?to=/staff/sessions`)
    await press('second/key')
    await isSaid('Where I am logged in')
  })

  it('break no rule', async () => {
    const judged = await browser.newContext({ viewport: { width: 390, height: 844 }, bypassCSP: true })
    await judged.addCookies(await page.context().cookies())
    const looking = await judged.newPage()
    const judge = async (path: string) => {
      await looking.goto(`${base}${path}`)
      expect(await looking.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), path).toBe(true)
      expect([...(await brokenRules(looking)), ...(await englishUnmarked(looking))], path).toEqual([])
    }
    const paths = ['/staff', '/staff/people', '/staff/factors', '/staff/sessions', '/staff/step-up', '/staff/set-up']
    for (const path of paths) await judge(path)
    await judged.clearCookies()
    await judge('/staff')
    await judge('/staff?note=wrong')
  })
})
