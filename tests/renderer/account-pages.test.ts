import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AccountWorld, openAccountWorld, PASSWORD, somebody } from '../peers/account-world.ts'
import { openHouseStore } from '../peers/house-store.ts'
import { brokenRules, englishUnmarked } from './axe.ts'
import { hasChromium, launchChromium } from './chromium.ts'

/** What the picture shows in the world of the tests. */
const DIGITS = '271828'

describe.skipIf(!hasChromium)('the pages of accounts (Chromium, axe-core)', () => {
  let world: AccountWorld
  let browser: Browser
  let context: BrowserContext
  let page: Page
  const complaints: string[] = []
  beforeAll(async () => {
    world = await openAccountWorld(await openHouseStore({ kind: 'memory' }))
    browser = await launchChromium()
    const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, bypassCSP: true }
    context = await browser.newContext(phone)
    page = await context.newPage()
    page.on('pageerror', error => void complaints.push(error.message))
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
    expect(complaints).toEqual([])
  })

  /** Browsers keep the cookies of a page without TLS by this name alone. */
  const base = () => world.base().replace('127.0.0.1', 'localhost')
  const press = async (name: RegExp) => {
    await page.getByRole('button', { name }).click()
    await page.waitForLoadState()
  }
  const judge = async (what: string) => {
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), what).toBe(true)
    expect([...(await brokenRules(page)), ...(await englishUnmarked(page))], what).toEqual([])
  }
  const reads = (words: string) => page.getByText(words).first().waitFor()

  it('lead somebody abroad from nothing to who they are, and break no rule on the way', async () => {
    const who = somebody()
    await page.goto(`${base()}/account`)
    await judge('account')
    await page.getByRole('link', { name: /No account yet/ }).click()
    await page.fill('#mail', who.mail)
    await page.fill('#password', PASSWORD)
    await page.fill('#repeat', PASSWORD)
    await page.fill('#answer', '000000')
    await page.check('[name=terms]')
    await press(/^注册/)
    await reads('The digits of the picture are wrong')
    // What was agreed to needs no second tick.
    expect(await page.isChecked('[name=terms]')).toBe(true)
    await judge('sign-up, refused')
    await page.fill('#password', PASSWORD)
    await page.fill('#repeat', 'another-otter-99')
    await page.fill('#answer', DIGITS)
    await press(/^注册/)
    await reads('The two passwords differ')
    // The digits that were right are not asked for again.
    await reads('no need to type others')
    expect(await page.locator('#answer, img').count()).toBe(0)
    await judge('sign-up, refused for the password')
    await page.fill('#password', PASSWORD)
    await page.fill('#repeat', PASSWORD)
    await press(/^注册/)
    await reads('A letter is on its way to')
    await judge('sent')

    await page.goto(base() + (await world.linkTo(who.mail, 'activate')))
    await judge('activate')
    await press(/Activate/)
    await judge('active')
    await page.getByRole('link', { name: /Log in/ }).click()
    await judge('log-in')
    await page.fill('#mail', who.mail)
    await page.fill('#password', 'another-otter-99')
    await press(/Log in/)
    await judge('log-in, refused')
    await page.fill('#password', PASSWORD)
    await press(/Log in/)
    await reads('Who you are')
    await judge('real name')

    await page.fill('#name', who.name)
    await page.check(`[name=sex][value=${who.sex}]`)
    await page.check('[value=resident-id]')
    await page.fill('#number', who.number)
    await page.fill('#phone', '+44 7700 900123')
    await press(/Next/)
    await reads('Give a mobile number of the Chinese mainland')
    await judge('real name, refused')
    await page.fill('#phone', who.phone)
    await press(/Next/)
    await judge('repeated')
    // One thing to press stands out; the rest is beside it.
    expect(await page.locator('button:not(.quiet)').allInnerTexts()).toEqual(['确认提交 Yes, this is me'])
    await page.fill('#code', await world.codeTo(who.phone))
    await press(/Yes, this is me/)
    await judge('kept')
    // The records know nobody by this number: what to do, and the way to correct the name.
    await press(/Go on/)
    await reads('knows nobody by this document and name')
    await judge('waits')
  })

  it.each(['password', 'user-name'])('break no rule where the %s is forgotten', async name => {
    await page.goto(`${base()}/account/${name}`)
    await judge(name)
  })

  it('lead back to the other ways to log in', async () => {
    await context.clearCookies()
    await page.goto(`${base()}/account/log-in`)
    const other = page.getByRole('link', { name: /Other ways to log in/ })
    expect(await other.evaluate(link => new URL((link as HTMLAnchorElement).href).pathname)).toBe('/p/')
  })
})
