import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { PNG } from 'pngjs'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { createPagePrinter } from '../../native/page-printer/driver.ts'
import { createReceiptPrinter } from '../../native/receipt-printer/driver.ts'
import { RECEIPT_PRINTER_PROFILES } from '../../native/receipt-printer/profiles.ts'
import { PRINTER_TROUBLE_NAMES, PRINTER_TROUBLES } from '../../native/sim/page-printer/troubles.ts'
import { systemClock } from '../../native/system-clock.ts'
import { drawnPdf } from './drawn-pdf.ts'
import { openTestDesk } from './test-desk.ts'
import { at, faultIs, testDrivers } from './test-drivers.ts'

const clock = systemClock
const hasPoppler = spawnSync('pdftoppm', ['-v']).status === 0
const desk = await openTestDesk()
const drivers = testDrivers()
afterEach(() => drivers.close())
afterAll(() => desk.close())

describe('printers through the control interface', () => {
  const printer = () =>
    drivers.ready(
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
    ['/printer/power-off', '/printer/power-on', 'printer-unreachable'],
  ] as const)('%s is a fault until %s', async (harm, mend, code) => {
    const watching = await printer()
    await desk.act(harm, {})
    await faultIs(watching, code)
    await desk.act(mend, {})
    await faultIs(watching, null)
  })

  it.each(PRINTER_TROUBLE_NAMES)('%s can be made and mended, and is what the driver hears of', async name => {
    const { reason } = PRINTER_TROUBLES[name]
    const watching = await printer()
    const heard = () => [watching.fault(), ...watching.warnings()].flatMap(fault => fault?.detail ?? [])
    await desk.act('/printer/trouble', { name, on: true })
    await expect.poll(heard).toEqual([reason])
    expect((await desk.state()).pagePrinter?.troubles.filter(trouble => trouble.on)).toMatchObject([{ name }])
    await desk.act('/printer/trouble', { name, on: false })
    await expect.poll(heard).toEqual([])
  })

  it('knows no trouble that its table does not name', async () => {
    expect(await desk.act('/printer/trouble', { name: 'haunted', on: true })).toMatchObject({ status: 409 })
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
    const receipts = await drivers.ready(
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
