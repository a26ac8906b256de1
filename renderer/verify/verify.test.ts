import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../native/system-clock.ts'
import { qrSvg } from '../../server/ground/rendering/qr.ts'
import type { Store } from '../../server/ground/store/store.ts'
import { stamped, withStore } from '../../tests/peers/added-proofs.ts'
import { openHouseStore } from '../../tests/peers/house-store.ts'
import { RIGHT_ANSWER, startVerificationWorld, type VerificationWorld } from '../../tests/peers/verification-world.ts'
import { brokenRules } from '../../tests/renderer/axe.ts'
import { hasChromium, launchChromium } from '../../tests/renderer/chromium.ts'
import { buildVerify } from './build.ts'

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const pdfFile = (name: string, bytes: Uint8Array) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(bytes) })

describe.skipIf(!hasChromium)('the public page (Chromium)', () => {
  let folder: string
  let store: Store
  let world: VerificationWorld
  let browser: Browser
  let context: BrowserContext
  let page: Page
  const troubles: string[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yinzheng-verify-page-'))
    await buildVerify({ outDir: folder })
    store = await openHouseStore({ kind: 'memory' })
    world = await startVerificationWorld(store, { clock: systemClock, pageFolder: folder })
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
    await store?.close()
    await rm(folder, { recursive: true, force: true })
  })
  const open = async (path: string, options: Parameters<Browser['newContext']>[0] = {}) => {
    context = await browser.newContext({ ...PHONE, locale: 'en-GB', ...options })
    page = await context.newPage()
    page.on('pageerror', error => troubles.push(error.message))
    page.on('console', message => {
      if (/content security|trusted/i.test(message.text())) troubles.push(message.text())
    })
    await page.goto(world.base + path)
  }
  afterEach(async () => {
    await context?.close()
    expect(troubles.splice(0)).toEqual([])
  })
  const outcome = () => page.locator('.outcome').getAttribute('data-outcome')
  const answerCaptcha = async () => {
    await page.locator('.captcha img').waitFor()
    await page.fill('#captcha-answer', RIGHT_ANSWER)
    await page.click('form button[type=submit]')
  }
  /** A photograph of a code, as far as a browser can take one. */
  const pictureOf = async (text: string) => {
    const other = await context.newPage()
    await other.setContent(`<body style="margin:40px;background:#fff"><div style="width:300px">${qrSvg(text)}</div>`)
    const picture = await other.screenshot()
    await other.close()
    return picture
  }
  const fitsThePhone = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

  it('goes from the QR code to the original, and asks again', async () => {
    const document = await world.issue()
    await world.print(document, 2)
    await open(`/v/${document.code}`)
    expect(await page.locator('body').innerText()).not.toContain(document.documentNumber)
    await answerCaptcha()
    await page.locator('.seal-lines').waitFor()
    expect(await outcome()).toBe('valid')
    const text = await page.locator('main').innerText()
    for (const shown of [
      document.documentNumber,
      'L** Z******',
      '******0107',
      'Library, ground floor',
      new URL(world.base).host,
    ])
      expect(text).toContain(shown)
    expect(text).toMatch(/Sealed by 大学 Seal[\s\S]*Nothing has been changed[\s\S]*byte for byte/)
    expect(await fitsThePhone()).toBe(true)
    await page.click('.original .button.act')
    await page.locator('canvas[data-drawn="1"]').waitFor()
    await world.revocations.revokeDocument(document.documentId, 'record-corrected')
    await page.click('.outcome .button.ghost')
    await page.locator('.outcome[data-outcome=revoked]').waitFor()
    expect(await page.locator('.outcome').innerText()).toContain('corrected')
  })

  it('takes a code that was typed, keeps it out of the address, and says the same of a wrong one', async () => {
    const { code } = await world.issue()
    await open('/v/')
    await page.fill('#code', 'abc')
    await page.click('form button[type=submit]')
    await page.locator('#code-wrong').waitFor()
    await page.fill('#code', code.toLowerCase().replaceAll('-', ' '))
    await page.click('form button[type=submit]')
    await answerCaptcha()
    await page.locator('.outcome[data-outcome=valid]').waitFor()
    expect(page.url()).not.toContain(code.slice(0, 5))
    await page.goto(`${world.base}/v/${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`)
    await answerCaptcha()
    await page.locator('.note.tone-stop').waitFor()
    expect(await page.locator('main').innerText()).toContain('No document was found')
  })

  it('checks a file without sending it, and asks the server only when told to', async () => {
    const document = await world.issue()
    await open('/v/#files')
    const sent: string[] = []
    page.on('request', request => sent.push(`${request.method()} ${request.postData() ?? ''}`))
    await page.locator('.drop .button.act:not([data-disabled])').waitFor()
    await page.setInputFiles('input[type=file] >> nth=0', pdfFile('a.pdf', document.pdf))
    await page.locator('.outcome[data-outcome=valid]').waitFor()
    expect(sent.filter(request => request.startsWith('POST'))).toEqual([])
    await world.revocations.revokeDocument(document.documentId, 'withdrawn')
    await page.click('.ask .button.act')
    await page.locator('.outcome[data-outcome=revoked]').waitFor()
    const { sha256, signedDigest } = document
    const hashes = JSON.stringify({ files: [{ sha256, signedDigest }] })
    expect(sent.filter(request => request.startsWith('POST'))).toEqual([`POST ${hashes}`])
  })

  it('shows the document as it was sealed out of a file that was added to', async () => {
    const document = await world.issue()
    await open('/v/#files')
    await page.locator('.drop .button.act:not([data-disabled])').waitFor()
    const noted = Buffer.concat([document.pdf, Buffer.from('% a note of somebody\n')])
    await page.setInputFiles('input[type=file] >> nth=0', pdfFile('noted.pdf', noted))
    await page.locator('.outcome[data-outcome=altered]').waitFor()
    await page.click('.original .button.act')
    await page.locator('canvas[data-drawn="1"]').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click('.original-keys .button >> text=Save the document'),
    ])
    expect(await readFile((await download.path()) ?? '')).toEqual(Buffer.from(document.pdf))
    expect(await outcome()).toBe('altered')
  })

  it('tells a file that came to harm on its way from one that is not ours, and a revoked one all the same', async () => {
    const document = await world.issue()
    await open('/v/#files')
    await page.locator('.drop .button.act:not([data-disabled])').waitFor()
    const marked = Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), document.pdf])
    await page.setInputFiles('input[type=file] >> nth=0', pdfFile('saved.pdf', marked))
    await page.locator('.outcome[data-outcome=damaged]').waitFor()
    expect(await page.locator('main').innerText()).toMatch(/put in front of the file[\s\S]*sealed by 大学 Seal/)
    await world.revocations.revokeDocument(document.documentId, 'withdrawn')
    await page.click('.ask .button.act')
    await page.locator('.outcome[data-outcome=revoked]').waitFor()
  })

  it('reads the code in a picture of a paper, and leads to what the records hold', async () => {
    const document = await world.issue()
    await open('/v/#files')
    await page.locator('.drop .button.act:not([data-disabled])').waitFor()
    const photograph = await pictureOf(`${world.base}/v/${document.code}`)
    await page.setInputFiles('input[type=file] >> nth=0', {
      ...pdfFile('photo.png', photograph),
      mimeType: 'image/png',
    })
    await page.locator('.outcome[data-outcome=cannot-check]').waitFor()
    await page.click('text=Check this code')
    await answerCaptcha()
    await page.locator('.outcome[data-outcome=valid]').waitFor()
    await page.goto('about:blank')
    await page.goto(`${world.base}/v/#files`)
    await page.locator('.drop .button.act:not([data-disabled])').waitFor()
    const elsewhere = await pictureOf(`https://verify.evil.example/v/${document.code}`)
    await page.setInputFiles('input[type=file] >> nth=0', { ...pdfFile('photo.png', elsewhere), mimeType: 'image/png' })
    await page.locator('.note.tone-stop').waitFor()
    expect(await page.locator('main').innerText()).toContain('verify.evil.example')
  })

  it('checks many files at once and saves a table', async () => {
    const [good, revoked] = [await world.issue(), await world.issue()]
    await world.revocations.revokeDocument(revoked.documentId, 'withdrawn')
    const altered = good.pdf.slice()
    altered[Buffer.from(altered).indexOf(good.documentNumber)]! ^= 1
    await open('/v/#files')
    await page.locator('.drop .button.act:not([data-disabled])').waitFor()
    const files = [
      pdfFile('good.pdf', good.pdf),
      pdfFile('revoked.pdf', revoked.pdf),
      pdfFile('altered.pdf', altered),
      pdfFile('=letter.pdf', Buffer.from('hello')),
    ]
    await page.setInputFiles('input[type=file] >> nth=0', files)
    await page.locator('.bulk').waitFor()
    await page.click('.ask .button.act')
    await page.locator('tr[data-outcome=revoked]').waitFor()
    const outcomes = await page.locator('tbody tr').evaluateAll(rows => rows.map(row => row.dataset.outcome))
    expect(outcomes).toEqual(['valid', 'revoked', 'altered', 'not-ours'])
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.bulk > .button')])
    const csv = await readFile((await download.path()) ?? '', 'utf8')
    expect(csv.split('\r\n')).toHaveLength(6)
    expect(csv).toContain(`good.pdf,Valid,`)
    expect(csv).toContain(good.documentNumber)
    expect(csv).toContain("'=letter.pdf,Not ours")
  })

  it('hands out a verification certificate that the page itself calls valid', async () => {
    const document = await world.issue()
    await open(`/v/${document.code}`)
    await answerCaptcha()
    await page.locator('.certificate .button').waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.certificate .button')])
    const certificate = await readFile((await download.path()) ?? '')
    await page.goto(`${world.base}/v/#files`)
    await page.locator('.drop .button.act:not([data-disabled])').waitFor()
    await page.setInputFiles('input[type=file] >> nth=0', pdfFile('certificate.pdf', certificate))
    await page.locator('.outcome[data-outcome=valid]').waitFor()
    await page.click('.ask .button.act')
    await page.locator('.facts').first().waitFor()
    expect(await page.locator('.facts').first().innerText()).toContain('Verification certificate')
    expect(await outcome()).toBe('valid')
  })

  it('still checks files when the server is down, by the anchors and the list of the last visit', async () => {
    const [good, revoked] = [await world.issue(), await world.issue()]
    const over = await world.issue({ validUntil: new Date(Date.now() - 1000) })
    await world.revocations.revokeDocument(revoked.documentId, 'withdrawn')
    await open('/v/')
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    // The server looks for changes every few seconds: the list is asked for until it holds the new one.
    await expect
      .poll(
        async () => {
          await page.reload()
          await page.locator('.site').waitFor()
          await page.goto(`${world.base}/v/#files`)
          await page.locator('.drop .button.act:not([data-disabled])').waitFor()
          await page.setInputFiles('input[type=file] >> nth=0', pdfFile('revoked.pdf', revoked.pdf))
          await page.locator('.outcome').waitFor()
          return outcome()
        },
        { interval: 2_000 },
      )
      .toBe('revoked')
    await context.setOffline(true)
    await page.goto(`${world.base}/v/${good.code}`)
    await page.locator('.outcome[data-outcome=cannot-check]').waitFor()
    await page.click('.outcome .button.ghost')
    // Whatever a viewer has added to a file since, it is the same document.
    const { issuing } = world.authority
    for (const [pdf, expected] of [
      [good.pdf, 'valid'],
      [stamped(good.pdf, world.stamper, Date.now()), 'valid'],
      [over.pdf, 'expired'],
      [revoked.pdf, 'revoked'],
      [withStore(revoked.pdf, issuing), 'revoked'],
    ] as const) {
      await page.setInputFiles('input[type=file] >> nth=0', pdfFile('a.pdf', pdf))
      await page.locator(`.outcome[data-outcome=${expected}]`).waitFor()
      await page.click('.ask .button.quiet')
    }
    expect(await page.locator('main').innerText()).toContain('offline')
  })

  it('warns on an address that is not the official one', async () => {
    const other = await startVerificationWorld(store, {
      ...{ clock: systemClock, pageFolder: folder, publicBaseUrl: 'https://verify.example.edu.cn' },
    })
    try {
      await open('/v/', {})
      await page.goto(`${other.base}/v/`)
      await page.locator('.note.tone-stop').waitFor()
      expect(await page.locator('.note.tone-stop').innerText()).toContain('verify.example.edu.cn')
    } finally {
      // A browser keeps spare connections open, which a server that ends would wait for.
      await context.close()
      await other.close()
    }
  })

  it('shows how to trust the seal, with the fingerprint of the root', async () => {
    await open('/v/#trust', { locale: 'zh-CN' })
    await page.locator('.fingerprint').waitFor()
    const house = (await (await fetch(`${world.base}/v1/verification/house`)).json()) as {
      anchors: { sha256: string }[]
    }
    const shown = await page.locator('.fingerprint').first().innerText()
    expect(shown.replaceAll(' ', '').toLowerCase()).toBe(house.anchors[0]?.sha256)
    expect(await page.locator('.step-picture').count()).toBe(4)
    expect(await fitsThePhone()).toBe(true)
  })

  it.each(['zh-CN', 'en-GB'])(
    'breaks no rule of WCAG 2.2 AA in %s',
    async locale => {
      const document = await world.issue()
      await open('/v/', { locale, bypassCSP: true })
      for (const [path, selector] of [
        ['/v/', '.site'],
        ['/v/#files', '.drop'],
        ['/v/#trust', '.fingerprint'],
        [`/v/${document.code}`, '.captcha img'],
      ] as const) {
        await page.goto('about:blank')
        await page.goto(world.base + path)
        await page.locator(selector).first().waitFor()
        expect(await brokenRules(page), path).toEqual([])
      }
      await answerCaptcha()
      await page.locator('.seal-lines').waitFor()
      expect(await brokenRules(page), 'result').toEqual([])
    },
    90_000,
  )
})
