import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codePdf, drawnPdf } from '../../demo/devices/drawn-pdf.ts'
import { openTestDesk, type TestDesk } from '../../demo/devices/test-desk.ts'
import { createCardReader } from '../../native/card-reader/driver.ts'
import { CARD_READER_PROFILES } from '../../native/card-reader/profiles/profiles.ts'
import { createCodeScanner } from '../../native/code-scanner/driver.ts'
import { CODE_SCANNER_PROFILES } from '../../native/code-scanner/profiles/profiles.ts'
import { ippRequest } from '../../native/ipp/client.ts'
import { createPagePrinter } from '../../native/page-printer/driver.ts'
import { createReceiptPrinter } from '../../native/receipt-printer/driver.ts'
import { RECEIPT_PRINTER_PROFILES } from '../../native/receipt-printer/profiles.ts'
import { systemClock } from '../../native/system-clock.ts'
import { openTcp } from '../../native/transport/tcp.ts'
import type { CardReaderEvent, CodeScannerEvent, Device } from '../../src/contract/devices.ts'
import { hasChromium, launchChromium } from '../../tests/renderer/chromium.ts'
import { buildDevDock } from './build.ts'

const clock = systemClock
const PAPER = 'https://verify.example.edu.cn/v/K7QXM-2PD9R-WT5HN-C83VB-YZ4FGJ'

describe.skipIf(!hasChromium)('the dock in Chromium', () => {
  let folder: string
  let desk: TestDesk
  let browser: Browser
  let page: Page
  const complaints: string[] = []
  const devices: Device[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dock-'))
    await buildDevDock({ outDir: folder })
    desk = await openTestDesk({
      cardReader: {},
      idReader: {},
      codeScanner: {},
      receiptPrinter: {},
      pagePrinter: { msPerSheet: 20 },
      dockFolder: folder,
    })
    browser = await launchChromium()
    page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, locale: 'en-GB' })
    page.on('pageerror', error => complaints.push(error.message))
    page.on('console', message => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await page.goto(desk.url)
  })
  afterAll(async () => {
    await Promise.all(devices.map(device => device.close()))
    await browser?.close()
    await desk?.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function ready<D extends Device>(device: D): Promise<D> {
    devices.push(device)
    device.open()
    await new Promise<void>(resolve => {
      if (device.fault() === null) return resolve()
      const stop = device.onFault(fault => {
        if (fault) return
        stop()
        resolve()
      })
    })
    return device
  }
  const panel = (name: string) => page.locator(`[data-panel=${name}]`)
  const button = (name: string, text: string) => panel(name).getByRole('button', { name: text, exact: true })

  it('taps the card of a notable person, and any other', async () => {
    const open = openTcp({ host: '127.0.0.1', port: desk.listening.cardReader! })
    const reader = await ready(createCardReader({ open, profile: CARD_READER_PROFILES['hex-uid'], clock }))
    const tapped = () =>
      new Promise<CardReaderEvent>(resolve => {
        const stop = reader.onEvent(event => {
          stop()
          resolve(event)
        })
      })
    const first = tapped()
    await panel('card-reader').getByText('04A1B2C3', { exact: true }).click()
    expect(await first).toEqual({ kind: 'card-tapped', uid: '04A1B2C3' })
    const second = tapped()
    await page.getByLabel('Any card number (hex)').fill('0499aabb')
    await button('card-reader', 'Tap').click()
    expect(await second).toEqual({ kind: 'card-tapped', uid: '0499AABB' })
  })

  it('lays an ID card and shows that it lies there', async () => {
    const identity = panel('card-reader').getByRole('button', { name: 'ID', exact: true }).first()
    await identity.click()
    await page.locator('[data-status=id-reader]', { hasText: 'on the reader' }).waitFor()
    expect(await identity.getAttribute('aria-pressed')).toBe('true')
    await identity.click()
    await page.locator('[data-status=id-reader]', { hasText: 'ready' }).waitFor()
  })

  it('breaks the printer and mends it', async () => {
    await button('page-printer', 'Open cover').click()
    await page.locator('[data-status=page-printer]', { hasText: 'stopped' }).waitFor()
    const cover = (await desk.state()).pagePrinter?.troubles.find(trouble => trouble.name === 'cover-open')
    expect(cover?.on).toBe(true)
    await button('page-printer', 'Close cover').click()
    await page.locator('[data-status=page-printer]', { hasText: 'idle' }).waitFor()
  })

  it('folds away what is rarely wanted of the printer, and says how much of it is on', async () => {
    const fold = panel('page-printer').locator('[data-fold=printer-faults]')
    const names = fold.locator('[data-manner=names] select')
    expect(await names.isVisible()).toBe(false)
    await fold.getByText('More faults').click()
    await names.selectOption({ label: 'replaced by its own' })
    await fold.getByRole('checkbox', { name: 'Forgets ended jobs after' }).click()
    await fold.getByText('2 on', { exact: true }).waitFor()
    await fold.getByLabel('Forgets ended jobs after, ms').fill('4500')
    await fold.getByLabel('Forgets ended jobs after, ms').press('Enter')
    const values = async () =>
      (await desk.state()).pagePrinter?.manners.flatMap(({ name, value }) =>
        ['names', 'forgetsAfterMs'].includes(name) ? [value] : [],
      )
    await expect.poll(values).toEqual([4500, 'replaced'])
    await fold.getByRole('button', { name: 'All good again' }).click()
    await expect.poll(values).toEqual([null, 'plain'])
  })

  it('pulls the cable of the printer and cuts its power in the fold', async () => {
    const fold = panel('page-printer').locator('[data-fold=printer-faults]')
    const status = (text: string) => page.locator('[data-status=page-printer]', { hasText: text }).waitFor()
    await fold.getByRole('button', { name: 'Pull the cable' }).click()
    await status('cut off')
    await fold.getByRole('button', { name: 'Plug the cable in' }).click()
    await fold.getByLabel('Power cut', { exact: true }).selectOption({ label: 'jobs lost, ids go on' })
    await fold.getByRole('checkbox', { name: 'life counters at 0' }).check()
    await fold.getByRole('button', { name: 'Power off' }).click()
    await status('off')
    await fold.getByRole('button', { name: 'Power on' }).click()
    await status('idle')
    expect((await desk.state()).pagePrinter).toMatchObject({ sheetsEver: 0, impressionsEver: 0 })
  })

  it('sets the next answer in the fold, and shows it until it was given', async () => {
    const fold = panel('page-printer').locator('[data-fold=printer-faults]')
    await fold.getByLabel('Operation', { exact: true }).selectOption('Get-Jobs')
    const form = fold.locator('form').filter({ hasText: 'Next answer' })
    await form.locator('input').first().fill('0')
    await form.getByRole('button', { name: 'Set' }).click()
    await fold.getByText('next answer: Get-Jobs').waitFor()
    const uri = `ipp://127.0.0.1:${desk.listening.pagePrinter}/ipp/print`
    expect(await ippRequest(uri, 'Get-Jobs', {}, { clock, timeoutMs: 5_000 })).toMatchObject({ ok: true })
    await fold.getByText('next answer: Get-Jobs').waitFor({ state: 'detached' })
    await fold.getByText('More faults').click()
  })

  it('draws the sheets that came out, both sides, from the bytes that the printer received', async () => {
    const uri = `ipp://127.0.0.1:${desk.listening.pagePrinter}/ipp/print`
    const printer = await ready(createPagePrinter({ uri, sides: 'two-sided-long-edge', clock, pollMs: 20 }))
    await printer.printCopy({ jobName: 'YZ-0042-2-Ab3dEf9h', pdf: drawnPdf(3), pages: 3 }, () => {})
    const sheets = page.locator('figure[data-sheet]')
    await sheets.nth(1).locator('canvas[data-outcome=drawn]').nth(1).waitFor()
    await sheets.nth(0).locator('canvas[data-outcome=drawn]').waitFor()
    expect(await sheets.locator('figcaption').allInnerTexts()).toEqual([
      expect.stringMatching(/sheet 2 of 2\s+copy 2/),
      expect.stringMatching(/sheet 1 of 2\s+copy 2/),
    ])
    const black = await page.locator('figure[data-sheet] canvas').evaluateAll(canvases =>
      canvases.map(element => {
        const canvas = element as HTMLCanvasElement
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
        let dark = 0
        for (let at = 0; at < data.length; at += 4) if (data[at]! < 64) dark++
        return {
          page: Number(canvas.dataset.page),
          squares: (dark / (canvas.width * canvas.height)) * ((595 * 842) / 4900),
        }
      }),
    )
    expect(black.map(({ page }) => page)).toEqual([3, 2, 1])
    for (const { page, squares } of black) expect(squares).toBeCloseTo(page, 0)
  })

  it('scans what is typed, and the code of the newest sheet', async () => {
    const open = openTcp({ host: '127.0.0.1', port: desk.listening.codeScanner! })
    const scanner = await ready(createCodeScanner({ open, profile: CODE_SCANNER_PROFILES.line, clock }))
    const scanned = () =>
      new Promise<CodeScannerEvent>(resolve => {
        const stop = scanner.onEvent(event => {
          stop()
          resolve(event)
        })
      })
    const typed = scanned()
    await page.getByLabel('What the code holds').fill('KIOSK:48213')
    await button('code-scanner', 'Scan').click()
    expect(await typed).toEqual({ kind: 'code-scanned', text: 'KIOSK:48213' })

    await button('code-scanner', 'Scan the newest sheet').click()
    await panel('code-scanner').getByText('No code was found on this page').waitFor()
    const uri = `ipp://127.0.0.1:${desk.listening.pagePrinter}/ipp/print`
    const printer = await ready(createPagePrinter({ uri, sides: 'one-sided', clock, pollMs: 20 }))
    await printer.printCopy({ jobName: 'YZ-0043-1-Ab3dEf9h', pdf: codePdf(PAPER), pages: 1 }, () => {})
    const fromSheet = scanned()
    await page.locator('figure[data-sheet^="YZ-0043"]').first().waitFor()
    await button('code-scanner', 'Scan the newest sheet').click()
    expect(await fromSheet).toEqual({ kind: 'code-scanned', text: PAPER })
  })

  it('shows a receipt on its own grid', async () => {
    const open = openTcp({ host: '127.0.0.1', port: desk.listening.receiptPrinter! })
    const printer = await ready(createReceiptPrinter({ open, profile: RECEIPT_PRINTER_PROFILES['escpos-80mm'], clock }))
    await printer.print([{ kind: 'pair', left: '合计 Total', right: '¥4.00' }, { kind: 'rule' }])
    const rows = page.locator('.slip .slip-line')
    await rows.nth(1).waitFor()
    const [total, rule] = await rows.evaluateAll(lines =>
      lines.map(line => {
        const range = document.createRange()
        range.selectNodeContents(line)
        return range.getBoundingClientRect().width
      }),
    )
    expect(Math.abs(total! - rule!)).toBeLessThan(1)
  })

  it('says why a thing could not be done', async () => {
    await button('card-reader', 'Unplug').click()
    await panel('card-reader').getByText('04A1B2C3', { exact: true }).click()
    await page.locator('.refused', { hasText: 'the reader is unplugged' }).waitFor()
    await button('card-reader', 'Plug in').click()
    await page.locator('[data-status=card-reader]', { hasText: 'ready' }).waitFor()
  })

  it('speaks Chinese too', async () => {
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByRole('heading', { name: '模拟设备' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
  })

  it('ran without a word of complaint in the console, but for the refusal that was asked for', () => {
    expect(complaints.filter(text => !text.includes('409'))).toEqual([])
  })
})
