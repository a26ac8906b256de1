import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { FILE, type PortalPageWorld, startPortalPageWorld } from '../../tests/peers/portal-page-world.ts'
import { brokenRules } from '../../tests/renderer/axe.ts'
import { hasChromium, launchChromium } from '../../tests/renderer/chromium.ts'
import { buildPortal } from './build.ts'
import { applicationId } from './fixture-data.ts'

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const WECOM = 'Mozilla/5.0 (Linux; Android 14) Chrome/116.0 Mobile wxwork/4.1.22 MicroMessenger/7.0.1'
/** React, the schemas of the contract, and the portal: what a phone fetches once. */
const MOST_SCRIPT_BYTES = 175_000

describe.skipIf(!hasChromium)('the portal (Chromium)', () => {
  let folder: string
  let world: PortalPageWorld
  let browser: Browser
  let context: BrowserContext
  let page: Page
  const troubles: string[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yinzheng-portal-page-'))
    await buildPortal({ outDir: folder })
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await rm(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    world = await startPortalPageWorld({ pageFolder: folder })
  })
  const open = async (path: string, options: Parameters<Browser['newContext']>[0] = {}) => {
    context = await browser.newContext({ ...PHONE, locale: 'en-GB', ...options })
    page = await context.newPage()
    page.on('pageerror', error => troubles.push(error.message))
    page.on('response', answer => {
      // The icon among them, whatever the address of the page is by then.
      if (answer.status() === 404) troubles.push(answer.url())
    })
    page.on('console', message => {
      if (/content security|trusted/i.test(message.text())) troubles.push(message.text())
    })
    await page.goto(world.portal + path)
  }
  const openLoggedIn = async (path: string) => {
    Object.assign(world.person, { isLoggedIn: true, hasChosen: true })
    await open(path)
  }
  afterEach(async () => {
    // A browser keeps spare connections open, which a server that ends would wait for.
    await context?.close()
    await world?.close()
    expect(troubles.splice(0)).toEqual([])
  })
  const link = (name: string | RegExp) => page.getByRole('link', { name })
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const heading = (name: string | RegExp) => page.getByRole('heading', { name })
  const fitsThePhone = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
  const asked = (name: PortalPageWorld['asked'][number]['name']) => world.asked.filter(one => one.name === name)
  const toDraft = async () => {
    await button(/Transcript in Chinese/).click()
    await page.locator('.picture[data-picture=here]').waitFor()
  }

  it('is a small program', async () => {
    const names = (await readdir(join(folder, 'assets'))).filter(name => name.endsWith('.js'))
    const sizes = await Promise.all(
      names.map(async name => gzipSync(await readFile(join(folder, 'assets', name))).length),
    )
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_SCRIPT_BYTES)
  })

  it('shows words before its program has come, and what to do where that never comes', async () => {
    context = await browser.newContext({ ...PHONE, locale: 'en-GB' })
    page = await context.newPage()
    await context.route('**/assets/*.js', route => route.abort())
    await page.goto(`${world.portal}a/${applicationId}`)
    for (const words of ['文件在线申请', 'Documents online', '正在打开', 'Opening']) {
      await page.getByText(words, { exact: true }).waitFor()
    }
    // The style sheet is there with them: nothing else was fetched for it.
    expect(await page.locator('.head .seal').evaluate(seal => seal.getBoundingClientRect().width)).toBe(42)
    // The rest of twenty seconds, which pass in the style sheet.
    await page.evaluate(() => {
      for (const passing of document.getAnimations())
        if (passing.effect?.getComputedTiming().endTime !== Infinity) passing.finish()
    })
    await page.getByText('Nothing yet? Reload this page.').waitFor()
    for (const language of ['zh-CN', 'en']) expect(await page.locator(`[lang=${language}]`).count()).toBeGreaterThan(1)
  })

  it('asks the server while its program still comes, once', async () => {
    await open('')
    await link('University login').waitFor()
    expect(asked('me')).toHaveLength(1)
    expect(asked('ways')).toHaveLength(1)
    expect(asked('house')).toHaveLength(1)
    const begun = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(one => (one as PerformanceResourceTiming).initiatorType),
    )
    expect(begun.filter(kind => kind === 'fetch')).toEqual([])
  })

  it('can be put among the apps of a phone', async () => {
    await open('')
    const session = await context.newCDPSession(page)
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
    // What Chromium says of every page without a profile that lasts.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter(id => id !== 'in-incognito')).toEqual([])
    const { errors, data } = await session.send('Page.getAppManifest')
    expect(errors).toEqual([])
    const { icons } = JSON.parse(data ?? '{}') as { icons: { src: string; sizes: string; purpose: string }[] }
    expect(new Set(icons.map(({ purpose }) => purpose))).toEqual(new Set(['any', 'maskable']))
    const touch = await page.locator('link[rel=apple-touch-icon]').getAttribute('href')
    for (const { src, sizes } of [...icons, { src: touch ?? '', sizes: '180x180' }]) {
      if (!src.endsWith('.png')) continue
      const png = Buffer.from(await (await fetch(new URL(src, world.portal))).arrayBuffer())
      // RFC 2083, 4.1.1: width and height are the first of the first chunk.
      expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, src).toBe(sizes)
    }
  })

  it('has everything erased after a second press, and undoes that with one', async () => {
    await openLoggedIn('my-data')
    await link('See what goes and what stays').click()
    await heading('What stays').waitFor()
    expect(new URL(page.url()).pathname).toBe('/campus/p/erasure')
    await page.getByText('How long: Until the term of the university').waitFor()
    await button('Have it erased').click()
    await button('Leave it').click()
    expect(asked('askErasure')).toHaveLength(0)
    await button('Have it erased').click()
    world.failNext('askErasure', { code: 'proof-too-old', status: 403 })
    await button('Yes, erase it').click()
    await page.getByText('Log in once more first').waitFor()
    // The key that was just pressed is deaf for a moment.
    await button('Leave it').click()
    await button('Have it erased').click()
    await button('Yes, erase it').click()
    await heading('Your data will be erased').waitFor()
    expect(await button('Have it erased').count()).toBe(0)
    expect(await fitsThePhone()).toBe(true)
    await button('Undo').click()
    await page.getByText('Nothing was erased').waitFor()
    await button('Have it erased').waitFor()
    expect(asked('undoErasure')).toHaveLength(1)
  })

  it('goes from the login to the file, and back to where it was asked for', async () => {
    await open('records')
    await link('University login').click()
    await heading('Which register is it about?').waitFor()
    await button(/Undergraduate/).click()
    await heading('Records of your applications').waitFor()
    expect(asked('chooseRegister')).toMatchObject([{ input: { index: 1 } }])
    expect(new URL(page.url()).pathname).toBe('/campus/p/records')
    await page.locator('main').getByRole('link', { name: 'Apply' }).click()
    await toDraft()
    expect(page.url()).toBe(`${world.portal}a/${applicationId}`)
    await button('Next page').click()
    await page.getByRole('img', { name: 'Transcript in Chinese, page 2 of 2' }).waitFor()
    await button('Larger').click()
    await page.locator('.picture[data-size="1.6"]').waitFor()
    await button('Study abroad').click()
    await button('It is right, next').click()
    await heading('How would you like to receive it?').waitFor()
    expect(asked('apply')).toMatchObject([{ input: { applicationId, purpose: 'Study abroad' } }])
    const [download] = await Promise.all([page.waitForEvent('download'), button('Download the file').click()])
    expect(download.suggestedFilename()).toBe('Transcript in Chinese 20261122-8QK4M2TX7RDN.pdf')
    expect(await readFile((await download.path()) ?? '')).toEqual(FILE)
    expect(await fitsThePhone()).toBe(true)
    await page.reload()
    await button('Download the file').waitFor()
  })

  it('sends one letter for one wish, however the line breaks, and sends it again when told to', async () => {
    await openLoggedIn('')
    await toDraft()
    await button('It is right, next').click()
    await page.getByLabel('E-mail address').fill('me@')
    await button('Send').click()
    await page.getByText('does not look like an e-mail address').waitFor()
    await page.getByLabel('E-mail address').fill('me@example.edu.cn')
    // The letter goes out, and nobody hears of it.
    await page.route(
      '**/letters',
      async route => {
        await route.fetch()
        await route.abort()
      },
      { times: 1 },
    )
    await button('Send').click()
    await page.getByText('The university server cannot be reached').waitFor()
    expect(await page.getByLabel('E-mail address').inputValue()).toBe('me@example.edu.cn')
    await button('Send').click()
    await heading('Letters').waitFor()
    expect([...world.letters.values()]).toEqual(['me@example.edu.cn'])
    expect(new Set(asked('send').map(({ input }) => input.wishId)).size).toBe(1)
    await page.getByLabel('E-mail address').fill('me@example.edu.cn')
    await button('Send').first().click()
    await expect.poll(() => world.letters.size).toBe(2)
    await page.getByText('There is no such address.').first().waitFor()
    await button('Send again').click()
    await page.getByText('The mail server of the address has taken it.').waitFor()
  })

  it('makes a link whose code is shown once, and switches it off after asking', async () => {
    await openLoggedIn('')
    await toDraft()
    await button('It is right, next').click()
    await button('Make a link').click()
    await page.getByText('Say for whom').waitFor()
    await page.getByLabel('For whom').fill('Personnel office')
    await button('90 days').click()
    await button('Make a link').click()
    await page.locator('.copy-large').waitFor()
    expect(await page.locator('.copy-large').inputValue()).toBe('482913')
    expect(asked('share')).toMatchObject([{ input: { label: 'Personnel office', days: 90 } }])
    expect(await page.locator('.narrow-list .rows').innerText()).toContain('Personnel office')
    await button('Switch off').click()
    await button('Keep it').click()
    await button('Switch off').click()
    expect(asked('endShare')).toEqual([])
    await button('Yes, switch it off').click()
    await page.getByText('Switched off', { exact: true }).waitFor()
  })

  it('makes a code for a kiosk, which this window keeps, and says where kiosks are', async () => {
    await openLoggedIn('')
    await toDraft()
    await button('It is right, next').click()
    await button('Make a pick-up code').click()
    await page.getByText('3071 9264').waitFor()
    await page.getByRole('img', { name: 'to hold under the scanner' }).waitFor()
    await page.reload()
    await page.getByText('3071 9264').waitFor()
    await button('Where are the kiosks?').click()
    await page.getByText('Library, east entrance').waitFor()
    expect(await page.locator('.kiosks').innerText()).toMatch(/In touch[\s\S]*Not in touch[\s\S]*Out of service/)
    expect(await fitsThePhone()).toBe(true)
    world.failNext('makePickup', { code: 'too-many-today', status: 429 })
    await button('Make a new code').click()
    await page.getByText('as often as a day allows').waitFor()
    await page.getByText('3071 9264').waitFor()
    // A second press within a moment would be a finger that bounced.
    await expect
      .poll(async () => {
        await button('Make a new code').click()
        return page.getByText('4815 1623').count()
      })
      .toBe(1)
    // Another window has the digits of another code.
    await page.evaluate(() => sessionStorage.clear())
    await page.reload()
    await page.getByText('You have a pick-up code.').waitFor()
    await button('End this code').click()
    await button('Keep it').click()
    await button('End this code').click()
    expect(asked('endPickup')).toEqual([])
    await button('Yes, end it').click()
    await page.getByText('Your last code was ended.').waitFor()
  })

  it('names who else may collect, ends that after asking, and makes a code for what is collected for others', async () => {
    await openLoggedIn('')
    await toDraft()
    await button('It is right, next').click()
    const card = page.locator('section.card', { has: heading('Let somebody else collect it') })
    await card.getByLabel('Their name').fill('王伟')
    await card.getByRole('button', { name: 'Name them' }).click()
    await card.getByText('Give both the number and the name.').waitFor()
    expect(asked('makeMandate')).toEqual([])
    await card.getByLabel('Their student or staff number').fill('2022011234')
    await card.getByRole('button', { name: '3 days' }).click()
    await card.getByRole('button', { name: 'Name them' }).click()
    await card.getByText('May collect it').waitFor()
    const wish = { number: '2022011234', name: '王伟', days: 3 }
    expect(asked('makeMandate').map(({ input }) => input)).toMatchObject([wish])
    expect(await card.getByLabel('Their name').inputValue()).toBe('')
    await card.getByRole('button', { name: 'End it' }).click()
    expect(asked('endMandate')).toEqual([])
    await card.getByRole('button', { name: 'Yes, end it' }).click()
    await card.getByText('Ended', { exact: true }).waitFor()
    expect(await fitsThePhone()).toBe(true)

    await page.goto(`${world.portal.replace(/\/$/, '')}/errands`)
    await heading('Collect for others').waitFor()
    await button('Make a pick-up code').click()
    await page.getByText('3071 9264').waitFor()
    expect(await fitsThePhone()).toBe(true)
  })

  it('loses nothing when the login ends, and is back where it was', async () => {
    await openLoggedIn('')
    await toDraft()
    await page.getByLabel('In your own words').fill('A grant')
    world.person.isLoggedIn = false
    await button('It is right, next').click()
    await heading('Your login has ended').waitFor()
    expect(await link('University login').getAttribute('href')).toContain(`way=cas&to=%2Fp%2Fa%2F${applicationId}`)
    await link('University login').click()
    await page.locator('.picture[data-picture=here]').waitFor()
    expect(await page.getByLabel('In your own words').inputValue()).toBe('A grant')
  })

  it('has the person show once more who they are before an address that is new to them', async () => {
    await openLoggedIn('')
    await toDraft()
    await button('It is right, next').click()
    world.failNext('send', { code: 'proof-too-old', status: 403 })
    await page.getByLabel('E-mail address').fill('other@example.com')
    await button('Send').click()
    await button('Log in').click()
    await heading('Show once more that it is you').waitFor()
    await link('University login').click()
    await expect.poll(() => page.getByLabel('E-mail address').inputValue()).toBe('other@example.com')
    // Another window may have begun anew.
    world.person.hasChosen = false
    world.failNext('send', { code: 'register-unchosen', status: 409 })
    await button('Send').click()
    await heading('Which register is it about?').waitFor()
  })

  it('says what did not work and what to do, and does it again', async () => {
    world.failNext('me', { code: 'server-unreachable', status: 503 })
    await openLoggedIn('')
    await button('Try again').click()
    world.failNext('draft', { code: 'document-failed', status: 409 })
    await button(/Transcript in Chinese/).click()
    await page.getByText('The document was not made').waitFor()
    expect(await page.locator('.note').innerText()).toMatch(/E-DOC-003[\s\S]*010-0000 0000/)
    await button('Try again').click()
    await page.locator('.picture[data-picture=here]').waitFor()
    await context.setOffline(true)
    await page.getByText('You are offline').waitFor()
    await button('It is right, next').click()
    await expect.poll(() => page.getByText('nothing that you typed is lost').count()).toBe(1)
    await context.setOffline(false)
    await button('It is right, next').click()
    await button('Download the file').waitFor()
    expect(await page.getByText('You are offline').count()).toBe(0)
  })

  it('asks whether somebody is still logged in when a picture fails, which does not say why', async () => {
    world.failNext('page', { code: 'server-busy', status: 429 })
    await openLoggedIn('')
    await button(/Transcript in Chinese/).click()
    await page.getByText('This page did not arrive').waitFor()
    await expect.poll(() => asked('me').length).toBe(2)
    await button('Try again').click()
    await page.locator('.picture[data-picture=here]').waitFor()
  })

  it('logs out, forgets what was typed, and leaves the university too where that has a place', async () => {
    await world.close()
    const providerUrl = 'https://cas.example.edu.cn/logout'
    world = await startPortalPageWorld({ pageFolder: folder, providerUrl })
    await openLoggedIn('')
    await context.route(`${providerUrl}`, route => route.fulfill({ body: 'left' }))
    await toDraft()
    await page.getByLabel('In your own words').fill('A grant')
    expect(await page.evaluate(() => Object.values(sessionStorage))).toContain('A grant')
    await button(/^Me: O/).click()
    await Promise.all([page.waitForURL(providerUrl), button('Log out').click()])
    await page.goto(world.portal)
    await heading('Log in').waitFor()
    expect(await page.evaluate(() => Object.values(sessionStorage))).not.toContain('A grant')
  })

  it('shows nothing of one person to another who has logged in in another tab, nor what the one has typed', async () => {
    await openLoggedIn('')
    await toDraft()
    await page.getByLabel('In your own words').fill('A grant')
    world.person.isOther = true
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await button(/^Me: S/).waitFor()
    await toDraft()
    expect(await page.getByLabel('In your own words').inputValue()).toBe('')
    world.person.isLoggedIn = false
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await heading('Your login has ended').waitFor()
  })

  it('asks once who is logged in, however many ways the browser has of telling that somebody came back', async () => {
    await openLoggedIn('')
    await button(/Transcript in Chinese/).waitFor()
    const held: (() => Promise<void>)[] = []
    await page.route('**/v1/me', route => void held.push(() => route.continue()))
    const comeBack = () =>
      page.evaluate(() => {
        document.dispatchEvent(new Event('visibilitychange'))
        window.dispatchEvent(new Event('focus'))
        window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
      })
    const asks = () => page.waitForRequest('**/v1/me')
    await Promise.all([asks(), comeBack()])
    await comeBack()
    expect(held).toHaveLength(1)
    await Promise.all([page.waitForResponse('**/v1/me'), held[0]!()])
    // And again the next time.
    const again = async () => {
      await comeBack()
      return held.length
    }
    await expect.poll(again).toBe(2)
    await held[1]!()
  })

  it('goes on by itself in WeCom, once, and not after a log-out', async () => {
    await open('sessions', { userAgent: WECOM })
    await heading('Which register is it about?').waitFor()
    await button(/Master/).click()
    await heading('Where you are logged in').waitFor()
    await page.locator('main').getByRole('button', { name: 'Log out' }).click()
    await page.getByText('You are logged out.').waitFor()
    await page.reload()
    await link('WeCom').waitFor()
    expect(world.person.isLoggedIn).toBe(false)
  })

  it('ends another login, and changes the register', async () => {
    await openLoggedIn('sessions')
    await button('End this one').first().click()
    await expect.poll(() => asked('sessions').length).toBe(2)
    expect(asked('endSession')).toMatchObject([{ input: { handle: '1123456789abcdef' } }])
    await button(/^Me: O/).click()
    await page.keyboard.press('Escape')
    await page.locator('.you-list').waitFor({ state: 'detached' })
    await button(/^Me: O/).click()
    await link('Another register').click()
    await button(/Undergraduate/).click()
    await heading('Which document do you need?').waitFor()
    await page.goBack()
    await heading('Which register is it about?').waitFor()
  })

  it('marks what is wrong on the page by touch, mouse and keyboard, and says it to the office', async () => {
    await openLoggedIn('')
    await toDraft()
    await link('Something is wrong in it').click()
    await heading('What is wrong?').waitFor()
    await page.locator('.picture[data-picture=here]').waitFor()
    const marker = page.getByRole('application', { name: 'The page, to be marked' })
    const { x, y, width, height } = (await marker.boundingBox())!
    await page.touchscreen.tap(x + width / 2, y + height / 4)
    await page.getByText(/Marked on page 1: 50 percent from the left, 25 percent/).waitFor()
    await page.mouse.move(x + width * 0.2, y + height * 0.3)
    await page.mouse.down()
    await page.mouse.move(x + width * 0.6, y + height * 0.4, { steps: 4 })
    await page.mouse.up()
    await page.getByText(/40 percent wide/).waitFor()
    await button('Take the mark away').click()
    await marker.focus()
    for (const key of ['ArrowUp', 'ArrowLeft', 'Shift+ArrowRight', 'Shift+ArrowDown']) await page.keyboard.press(key)
    await page.getByText(/from 48 percent from the left and 50 percent from the top/).waitFor()
    await button('Send it to the office').click()
    await page.getByText('Please say what kind of thing it is').waitFor()
    expect(asked('correct')).toEqual([])
    await button('A mark').click()
    await page.getByLabel('What would be right?').fill('Linear algebra is 92')
    world.failNext('correct', { code: 'server-busy', status: 429 })
    await button('Send it to the office').click()
    await page.getByText('Too many requests right now').waitFor()
    await button('Send it to the office').click()
    await heading('Correction K7QX-93VD').waitFor()
    const [failed, done] = asked('correct').map(({ input }) => input)
    expect(done).toMatchObject({
      applicationId,
      wrong: 'mark',
      text: 'Linear algebra is 92',
      spot: { page: 1, x: 0.48 },
    })
    expect(done?.wishId).toBe(failed?.wishId)
    await expect.poll(() => asked('markRead').length).toBe(1)
    expect(await fitsThePhone()).toBe(true)
  })

  it('asks an office, shows the conversation, and writes back', async () => {
    await openLoggedIn('contact')
    await button('Write to Student Registry').click()
    await page.getByLabel('Your question').fill('When is the office open?')
    await page.getByLabel('Tell me by e-mail').fill('me@example.edu.cn')
    await button('Send').click()
    await heading('Question K7QX-93VD').waitFor()
    expect(asked('askOffice')).toMatchObject([
      { input: { officeId: 'registry', applicationId: null, mail: 'me@example.edu.cn', language: 'en' } },
    ])
    await page.getByLabel('Write back').fill('<b>Thank</b> you')
    await button('Send').click()
    await page.getByText('<b>Thank</b> you').waitFor()
    await page.reload()
    await page.getByText('<b>Thank</b> you').waitFor()
  })

  it('begins at what was seen at a kiosk', async () => {
    await openLoggedIn('k/transcript_zh')
    await heading('What is wrong?').waitFor()
    await page.waitForURL(`${world.portal}w/${applicationId}`)
    expect(asked('draft')).toMatchObject([{ input: { kind: 'transcript', edition: 'zh' } }])
  })

  it('is gone through by the keyboard, and tells whoever listens where a screen begins', async () => {
    await openLoggedIn('')
    await link('Records').first().waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content')
    await link('Records').first().focus()
    await page.keyboard.press('Enter')
    await heading('Records of your applications').waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  })

  it.each(['zh-CN', 'en-GB'])('breaks no rule of WCAG 2.2 AA with everything open, in %s', async locale => {
    Object.assign(world.person, { isLoggedIn: true, hasChosen: true })
    await open('', { locale, bypassCSP: true })
    await page.locator('.you-key').click()
    await page.locator('.you-list').waitFor()
    expect(await brokenRules(page), 'menu').toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('.offers button.row').first().click()
    await page.locator('.picture[data-picture=here]').waitFor()
    await page.locator('.pictures-keys .button').last().click()
    expect(await brokenRules(page), 'draft').toEqual([])
  })
})
