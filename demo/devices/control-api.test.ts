import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { PNG } from 'pngjs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createCardReader } from '../../native/card-reader/driver.ts'
import { CARD_READER_PROFILES } from '../../native/card-reader/profiles/profiles.ts'
import { createCodeScanner } from '../../native/code-scanner/driver.ts'
import { CODE_SCANNER_PROFILES } from '../../native/code-scanner/profiles/profiles.ts'
import { createIdCardReader } from '../../native/id-reader/driver.ts'
import { createPagePrinter } from '../../native/page-printer/driver.ts'
import { createReceiptPrinter } from '../../native/receipt-printer/driver.ts'
import { RECEIPT_PRINTER_PROFILES } from '../../native/receipt-printer/profiles.ts'
import { systemClock } from '../../native/system-clock.ts'
import { openTcp } from '../../native/transport/tcp.ts'
import {
  DOCK_ACTIONS,
  type DockAction,
  type DockState,
  dockStateSchema,
} from '../../renderer/dev-dock/dock-contract.ts'
import type { Device } from '../../src/contract/devices.ts'
import { drawnPdf } from './drawn-pdf.ts'
import { openTestDesk, type TestDesk } from './test-desk.ts'

const clock = systemClock
const hasPoppler = spawnSync('pdftoppm', ['-v']).status === 0
const at = (port: number | null) => openTcp({ host: '127.0.0.1', port: port! })

let desk: TestDesk
const opened: Device[] = []
beforeAll(async () => {
  desk = await openTestDesk()
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map(device => device.close()))
})
afterAll(() => desk.close())

async function ready<D extends Device>(device: D): Promise<D> {
  opened.push(device)
  device.open()
  await faultIs(device, null)
  return device
}

function faultIs(device: Device, code: string | null): Promise<void> {
  return new Promise(resolve => {
    const fits = () => (device.fault()?.code ?? null) === code
    if (fits()) return resolve()
    const stop = device.onFault(() => {
      if (!fits()) return
      stop()
      resolve()
    })
  })
}

function next<E>(
  reader: { onEvent(listener: (event: E) => void): () => void },
  wanted: (event: E) => boolean,
): Promise<E> {
  return new Promise(resolve => {
    const stop = reader.onEvent(event => {
      if (!wanted(event)) return
      stop()
      resolve(event)
    })
  })
}

describe('readers through the control interface', () => {
  const profile = CARD_READER_PROFILES['hex-uid']

  it('a tapped card reaches the driver', async () => {
    const reader = await ready(createCardReader({ open: at(desk.listening.cardReader), profile, clock }))
    const event = next(reader, () => true)
    expect(await desk.act('/tap', { uid: '04a1b2c3' })).toEqual({ status: 200, answer: { done: true } })
    expect(await event).toEqual({ kind: 'card-tapped', uid: '04A1B2C3' })
    expect((await desk.state()).cardReader).toMatchObject({ plugged: true, last: { what: '04A1B2C3', heard: true } })
  })

  it('an unplugged reader is lost, takes no card, and comes back', async () => {
    const reader = await ready(createCardReader({ open: at(desk.listening.cardReader), profile, clock }))
    await desk.act('/unplug', {})
    await faultIs(reader, 'reader-lost')
    expect(await desk.act('/tap', { uid: '04A1B2C3' })).toMatchObject({ status: 409, answer: { done: false } })
    expect((await desk.state()).cardReader?.plugged).toBe(false)
    await desk.act('/plug', {})
    await faultIs(reader, null)
  })

  it('noise is no card', async () => {
    const reader = await ready(createCardReader({ open: at(desk.listening.cardReader), profile, clock }))
    const event = next(reader, () => true)
    await desk.act('/noise', {})
    expect(await event).toMatchObject({ kind: 'card-unreadable' })
  })

  it('says so when a number does not fit the reader', async () => {
    await ready(createCardReader({ open: at(desk.listening.cardReader), profile, clock }))
    expect(await desk.act('/tap', { uid: '04A1B2C3D4E5F6' })).toMatchObject({ status: 409 })
    expect(await desk.act('/tap', { uid: 'no number' })).toMatchObject({ status: 400, answer: { done: false } })
  })

  it('a code under the scanner reaches the driver, a torn one as such', async () => {
    const open = at(desk.listening.codeScanner)
    const scanner = await ready(createCodeScanner({ open, profile: CODE_SCANNER_PROFILES.line, clock }))
    const text = '成绩单 KIOSK:48213'
    const scanned = next(scanner, () => true)
    expect(await desk.act('/scanner/scan', { text })).toEqual({ status: 200, answer: { done: true } })
    expect(await scanned).toEqual({ kind: 'code-scanned', text })
    expect((await desk.state()).codeScanner).toMatchObject({ plugged: true, last: { characters: 15, heard: true } })
    const torn = next(scanner, () => true)
    await desk.act('/scanner/torn', { text })
    expect(await torn).toMatchObject({ kind: 'code-unreadable' })
    expect(await desk.act('/scanner/scan', { text: '' })).toMatchObject({ status: 400 })
  })

  it('an unplugged scanner is lost, scans nothing, and comes back', async () => {
    const open = at(desk.listening.codeScanner)
    const scanner = await ready(createCodeScanner({ open, profile: CODE_SCANNER_PROFILES.line, clock }))
    await desk.act('/scanner/unplug', {})
    await faultIs(scanner, 'scanner-lost')
    expect(await desk.act('/scanner/scan', { text: 'KIOSK:48213' })).toMatchObject({ status: 409 })
    await desk.act('/scanner/plug', {})
    await faultIs(scanner, null)
  })

  it('an ID card that is laid is read', async () => {
    const reader = await ready(createIdCardReader({ open: at(desk.listening.idReader), clock, pollMs: 50 }))
    const event = next(reader, ({ kind }) => kind === 'id-card-read')
    await desk.act('/lay-id', { name: '张三', idNumber: '34052419800101001X' })
    expect(await event).toMatchObject({ card: { type: 'resident', name: '张三', idNumber: '34052419800101001X' } })
    expect((await desk.state()).idReader?.card).toEqual({ name: '张三', idNumber: '34052419800101001X' })
    await desk.act('/lift-id', {})
    expect((await desk.state()).idReader?.card).toBeNull()
  })
})

describe('printers through the control interface', () => {
  const printer = () =>
    ready(
      createPagePrinter({
        uri: `ipp://127.0.0.1:${desk.listening.pagePrinter}/ipp/print`,
        sides: 'two-sided-long-edge',
        clock,
        pollMs: 20,
        idlePollMs: 50,
      }),
    )

  it('shows each sheet that came out, and gives back the file byte for byte', async () => {
    const pdf = drawnPdf(3)
    const outcome = await (await printer()).printCopy({ jobName: 'ORDER-1-abcdefgh', pdf, pages: 3 }, () => {})
    expect(outcome).toMatchObject({ kind: 'delivered', sheetsDelivered: 2 })
    const shown = (await desk.state()).pagePrinter!
    const sha256 = createHash('sha256').update(pdf).digest('hex')
    expect(shown.sheets.map(({ sheet, ofSheets, pages, sha256 }) => ({ sheet, ofSheets, pages, sha256 }))).toEqual([
      { sheet: 2, ofSheets: 2, pages: [3], sha256 },
      { sheet: 1, ofSheets: 2, pages: [1, 2], sha256 },
    ])
    expect(shown.jobs[0]).toMatchObject({ jobName: 'ORDER-1-abcdefgh', state: 'completed', sheetsDelivered: 2 })
    const file = await fetch(`${desk.url}/papers/${sha256}.pdf`)
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(pdf)
  })

  it('jams where it was told, and goes on when the jam is cleared', async () => {
    const copying = await printer()
    await desk.act('/printer/jam-at-sheet', { sheet: 2 })
    expect((await desk.state()).pagePrinter?.jamPlannedAtSheet).toBe(2)
    let jam = (_sheetsDelivered: number) => {}
    const jammed = new Promise<number>(resolve => {
      jam = resolve
    })
    const outcome = copying.printCopy({ jobName: 'ORDER-2-abcdefgh', pdf: drawnPdf(6), pages: 6 }, progress => {
      if (progress.stalled?.code === 'printer-jam') jam(progress.sheetsDelivered)
    })
    expect(await jammed).toBe(1)
    expect((await desk.state()).pagePrinter).toMatchObject({ jammed: true, state: 'stopped', jamPlannedAtSheet: null })
    await desk.act('/printer/clear-jam', {})
    expect(await outcome).toMatchObject({ kind: 'delivered', sheetsDelivered: 3 })
  })

  it.each([
    ['/printer/empty-tray', '/printer/load-tray', 'printer-out-of-paper'],
    ['/printer/open-cover', '/printer/close-cover', 'printer-cover-open'],
    ['/printer/fill-output', '/printer/clear-output', 'printer-output-full'],
    ['/printer/power-off', '/printer/power-on', 'printer-unreachable'],
  ] as const)('%s is a fault until %s', async (harm, mend, code) => {
    const watching = await printer()
    await desk.act(harm, {})
    await faultIs(watching, code)
    await desk.act(mend, {})
    await faultIs(watching, null)
  })

  it('leaves little paper, or as much as is loaded', async () => {
    await desk.act('/printer/low-paper', {})
    expect((await desk.state()).pagePrinter).toMatchObject({ traySheets: 5, reasons: ['media-low-warning'] })
    await desk.act('/printer/load-tray', { sheets: 100 })
    expect((await desk.state()).pagePrinter).toMatchObject({ traySheets: 100, reasons: [] })
  })

  it.skipIf(!hasPoppler)('draws a sheet with poppler (pdftoppm)', async () => {
    const pdf = drawnPdf(2)
    await (await printer()).printCopy({ jobName: 'ORDER-3-abcdefgh', pdf, pages: 2 }, () => {})
    const { sha256 } = (await desk.state()).pagePrinter!.sheets[0]!
    const picture = await fetch(`${desk.url}/papers/${sha256}/2.png`)
    expect(picture.headers.get('content-type')).toBe('image/png')
    const { width, height, data } = PNG.sync.read(Buffer.from(await picture.arrayBuffer()))
    let dark = 0
    for (let at = 0; at < data.length; at += 4) if (data[at]! < 64) dark++
    expect((dark / (width * height)) * ((595 * 842) / 4900)).toBeCloseTo(2, 1)
    expect((await fetch(`${desk.url}/papers/${sha256}/3.png`)).status).toBe(404)
  })

  it('shows the receipt that was printed, and its printer in trouble', async () => {
    const receipts = await ready(
      createReceiptPrinter({
        open: at(desk.listening.receiptPrinter),
        profile: { ...RECEIPT_PRINTER_PROFILES['escpos-80mm'], pollEveryMs: 200 },
        clock,
      }),
    )
    expect(
      await receipts.print([
        { kind: 'text', text: '凭条' },
        { kind: 'qr', text: 'https://a.example' },
      ]),
    ).toBeNull()
    expect((await desk.state()).receiptPrinter?.receipts[0]?.lines).toEqual([
      { kind: 'text', text: '凭条', align: 'left', bold: false, size: 1 },
      { kind: 'qr', text: 'https://a.example' },
    ])
    for (const [harm, mend] of [
      ['/receipt/paper-out', '/receipt/load-paper'],
      ['/receipt/open-cover', '/receipt/close-cover'],
      ['/receipt/offline', '/receipt/online'],
      ['/receipt/power-off', '/receipt/power-on'],
    ] as const) {
      await desk.act(harm, {})
      await faultIs(receipts, 'receipt-printer-failed')
      await desk.act(mend, {})
      await faultIs(receipts, null)
    }
    await desk.act('/receipt/take', {})
    expect((await desk.state()).receiptPrinter?.receipts).toEqual([])
  })
})

describe('the control interface itself', () => {
  /** `fetch` sets Host and Origin by itself, so these requests are made by hand. */
  function knock(headers: Record<string, string>, method = 'GET', path = '/state'): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: desk.listening.control, method, path, headers }, response => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      sent.once('error', reject)
      sent.end(method === 'POST' ? '{}' : undefined)
    })
  }

  it('is deaf to foreign pages and to names that were pointed here', async () => {
    const port = desk.listening.control
    const json = { 'Content-Type': 'application/json' }
    expect(await knock({ Host: `localhost:${port}` })).toBe(200)
    expect(await knock({ Host: 'evil.example' })).toBe(403)
    expect(await knock({ Host: `127.0.0.1.evil.example:${port}` })).toBe(403)
    expect(await knock({ ...json, Host: `127.0.0.1:${port}`, Origin: 'https://evil.example' }, 'POST', '/unplug')).toBe(
      403,
    )
    expect(await knock({ ...json, Host: `127.0.0.1:${port}`, Origin: 'null' }, 'POST', '/unplug')).toBe(403)
    expect((await desk.state()).cardReader?.plugged).toBe(true)
    expect(
      await knock({ ...json, Host: `127.0.0.1:${port}`, Origin: `http://127.0.0.1:${port}` }, 'POST', '/lift-id'),
    ).toBe(200)
  })

  it('tells its watchers the whole state, at once and after each change', async () => {
    const gone = new AbortController()
    const response = await fetch(`${desk.url}/events`, { signal: gone.signal })
    const texts = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    const until = async (wanted: (state: DockState) => boolean) => {
      for (;;) {
        for (const event of heard.split('\n\n').slice(0, -1)) {
          const state = dockStateSchema.parse(JSON.parse(event.slice('data: '.length)))
          if (wanted(state)) return
        }
        heard += (await texts.read()).value ?? ''
      }
    }
    await until(state => state.receiptPrinter?.coverOpen === false)
    await desk.act('/receipt/open-cover', {})
    await until(state => state.receiptPrinter?.coverOpen === true)
    await desk.act('/receipt/close-cover', {})
    gone.abort()
  })

  it('refuses what does not fit, and knows no paper that was not printed', async () => {
    expect((await desk.act('/printer/jam-at-sheet', { sheet: 0 })).status).toBe(400)
    expect(await knock({ 'Content-Type': 'application/json' }, 'POST', '/nonsense')).toBe(404)
    expect(await knock({}, 'GET', `/papers/${'0'.repeat(64)}.pdf`)).toBe(404)
    expect(await knock({}, 'GET', `/papers/${'0'.repeat(64)}/1.png`)).toBe(404)
    expect(await knock({}, 'GET', '/papers/..%2f..%2fetc%2fpasswd')).toBe(404)
  })

  it('does every action that the contract names', async () => {
    const phone = (action: DockAction) => action.startsWith('/phone/')
    const inputs: Partial<Record<DockAction, unknown>> = {
      '/tap': { uid: '04A1B2C3' },
      '/rest': { uid: '04A1B2C3' },
      '/torn': { uid: '04A1B2C3' },
      '/lay-id': { name: '李四', idNumber: '11010519491231002X' },
      '/id-reader/fail-next': { sw3: 0x41 },
      '/scanner/scan': { text: 'KIOSK:48213' },
      '/scanner/torn': { text: 'KIOSK:48213' },
      '/printer/jam-at-sheet': { sheet: 1 },
    }
    await ready(createCodeScanner({ open: at(desk.listening.codeScanner), profile: CODE_SCANNER_PROFILES.line, clock }))
    await ready(
      createCardReader({ open: at(desk.listening.cardReader), profile: CARD_READER_PROFILES['hex-uid'], clock }),
    )
    for (const action of Object.keys(DOCK_ACTIONS) as DockAction[]) {
      if (phone(action)) continue
      const { status } = await desk.act(action, (inputs[action] ?? {}) as never)
      expect(status, action).toBe(200)
    }
  })
})
