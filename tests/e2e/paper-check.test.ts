import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import jsQR from 'jsqr'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { houseSecret } from '../../server/ground/house-secret.ts'
import { hasPoppler, rasterise } from '../../server/ground/rendering/raster.ts'
import { createSealedTokens } from '../../server/ground/sealed-token.ts'
import { startHousePostgres } from '../peers/house-postgres.ts'
import { openHouseStore } from '../peers/house-store.ts'
import { type Ippeveprinter, ippeveprinterAvailable, startIppeveprinter } from '../peers/ippeveprinter.ts'
import { POSTGRES_PROGRAMS, type Postgres } from '../peers/postgres.ts'
import { hasChromium, launchChromium, SCREENS } from '../renderer/chromium.ts'
import { type Demo, showLogsOfFailures, startDemo } from './demo.ts'
import { driveKioskPage } from './kiosk-page.ts'

const missing = [
  ...(hasChromium ? [] : ['Chromium']),
  ...(ippeveprinterAvailable ? [] : ['ippeveprinter']),
  ...(hasPoppler ? [] : ['poppler']),
  ...(POSTGRES_PROGRAMS === null ? ['PostgreSQL'] : []),
]
const ENGINEER = '04A1B2C3'
/** What a telephone's camera makes of a page that lies before it. */
const CAMERA_DPI = 150
/** The demo's authority is known to no browser. */
const TRUSTING = { ignoreHTTPSErrors: true }
const PHONE = { ...TRUSTING, viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, locale: 'zh-CN' }

/** From the kiosk's paper to the public page and back, through everything that runs on a site. */
describe.skipIf(missing.length > 0)(`a printed paper${missing.map(what => `, missing here: ${what}`).join('')}`, () => {
  let postgres: Postgres
  let printer: Ippeveprinter
  let demo: Demo
  let browser: Browser
  let paper: Uint8Array
  let address: string

  beforeAll(async () => {
    ;[postgres, printer, browser] = await Promise.all([startHousePostgres(), startIppeveprinter(), launchChromium()])
    demo = await startDemo({
      overlay: {
        terminal: { pagePrinter: { uri: printer.uri } },
        server: { store: { databaseUrl: postgres.databaseUrl } },
      },
    })
    paper = await printOne()
    address = codeOn(paper)
  })
  afterAll(async () => {
    await browser?.close()
    await demo?.stop()
    await printer?.stop()
    await postgres?.stop()
  })
  showLogsOfFailures(() => demo)

  async function printOne(): Promise<Uint8Array> {
    const page = await browser.newPage({ viewport: SCREENS.portrait.viewport })
    await page.goto(demo.running.kiosk!)
    const kiosk = driveKioskPage(page)
    await kiosk.at('attract')
    await demo.dock.act('/tap', { uid: ENGINEER })
    await kiosk.choose(/^学业成绩单(?!（)/, 1)
    await kiosk.confirm()
    await kiosk.at('finished')
    const order = await kiosk.orderNumber()
    const [file] = (await printer.received()).filter(one => one.jobName.includes(`${order}-`))
    await page.close()
    return file!.bytes
  }

  /** The code of the first page, which every page must carry. */
  function codeOn(pdf: Uint8Array): string {
    const found = rasterise(pdf, CAMERA_DPI).map(({ rgb, width, height }) => {
      const rgba = new Uint8ClampedArray(width * height * 4).fill(255)
      for (let at = 0; at < width * height; at++) rgba.set(rgb.subarray(at * 3, at * 3 + 3), at * 4)
      return jsQR(rgba, width, height)?.data
    })
    expect(new Set(found).size).toBe(1)
    return found[0] ?? ''
  }

  /** The token of the first captcha that the page asks for, taken on its way: a page in motion may let go of an answer it has read. */
  async function tokenOfCaptcha(page: Page): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>()
    await page.route('**/v1/verification/captcha', async route => {
      const response = await route.fetch()
      const { token } = (await response.json()) as { token: string }
      await route.fulfill({ response })
      resolve(token)
    })
    return promise
  }

  /** Reads the picture as a person does: by what the server meant with it. */
  async function answerCaptcha(page: Page): Promise<void> {
    const token = await tokenOfCaptcha(page)
    const store = await openHouseStore({ kind: 'postgres', databaseUrl: postgres.databaseUrl })
    const tokens = createSealedTokens(await houseSecret(store.db, 'verification', new Date()))
    await store.close()
    await page.fill('#captcha-answer', tokens.open('captcha', token, Date.now())!.answer!)
    await page.click('form button[type=submit]')
  }

  const outcome = (page: Page, word: string) => page.locator(`.outcome[data-outcome=${word}]`).waitFor()

  async function openFilePage(file: Uint8Array): Promise<Page> {
    const page = await browser.newPage(PHONE)
    await page.goto(new URL('/v/#files', address).href)
    await page.locator('.drop .button.act:not([data-disabled])').waitFor()
    const upload = { name: 'paper.pdf', mimeType: 'application/pdf', buffer: Buffer.from(file) }
    await page.setInputFiles('input[type=file] >> nth=0', upload)
    return page
  }

  it('leads from its code to what the university says of it, until it is revoked', async () => {
    const page = await browser.newPage(PHONE)
    const asked = answerCaptcha(page)
    await page.goto(address)
    await asked
    await outcome(page, 'valid')
    const words = await page.locator('main').innerText()
    const { documentNumber } = numbersOf(words)
    expect(words).toContain('林**')
    expect(words).not.toContain('林知远')
    expect(words).toMatch(/行政楼一层大厅/)

    const revoke = ['revoke', documentNumber, '--reason', 'record-corrected']
    const program = join(import.meta.dirname, '..', '..', 'cli', 'main.ts')
    const config = join(demo.dataDir, 'server.yaml')
    // By the running server: the command asks no database itself.
    const { DATABASE_URL: _, ...environment } = process.env
    await promisify(execFile)(process.execPath, [program, 'issuing', ...revoke, '--config', config], {
      env: environment,
    })
    await page.click('.outcome .button.ghost')
    await outcome(page, 'revoked')
    await page.close()
  })

  it('is known by its file, and one changed byte is named', async () => {
    const page = await openFilePage(paper)
    await page.locator('.outcome').waitFor()
    await page.click('.ask .button.act')
    await outcome(page, 'revoked')
    await page.close()

    const forged = paper.slice()
    forged[1200]! ^= 1
    const other = await openFilePage(forged)
    await outcome(other, 'altered')
    expect(await other.locator('main').innerText()).toContain('被改动')
    await other.close()
  })
})

function numbersOf(words: string): { documentNumber: string } {
  const found = /\d{8}-[0-9A-Z]{8}/.exec(words)
  if (!found) throw new Error(`there is no document number in ${words}`)
  return { documentNumber: found[0] }
}
