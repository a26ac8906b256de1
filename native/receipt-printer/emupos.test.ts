import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ReceiptLine, ReceiptPrinter } from '../../src/contract/devices.ts'
import { type Emupos, findEmupos, startEmupos } from '../../tests/peers/emupos.ts'
import { systemClock } from '../system-clock.ts'
import { openTcp } from '../transport/tcp.ts'
import { createReceiptPrinter } from './driver.ts'
import { RECEIPT_PRINTER_PROFILES } from './profiles.ts'

const python = await findEmupos()

const SLIP: readonly ReceiptLine[] = [
  { kind: 'text', text: 'RECEIPT', align: 'center', bold: true, size: 2 },
  { kind: 'rule' },
  { kind: 'pair', left: 'Order', right: '8F3K' },
  { kind: 'qr', text: 'https://verify.example.edu/r/8F3K' },
]

describe.skipIf(!python)('receipt printer against emupos (PyPI, Python 3.13)', () => {
  let peer: Emupos
  const printers: ReceiptPrinter[] = []
  beforeAll(async () => {
    peer = await startEmupos(python!)
  })
  afterEach(async () => {
    await Promise.all(printers.splice(0).map(printer => printer.close()))
  })
  afterAll(() => peer?.stop())

  async function connected(status: 'asb' | 'poll'): Promise<ReceiptPrinter> {
    const printer = createReceiptPrinter({
      open: openTcp({ host: '127.0.0.1', port: peer.port }),
      // With automatic status the polls are far apart: what is heard in between, the printer said by itself.
      profile: { ...RECEIPT_PRINTER_PROFILES['escpos-80mm'], status, pollEveryMs: status === 'asb' ? 60_000 : 200 },
      clock: systemClock,
    })
    printers.push(printer)
    printer.open()
    await health(printer, null)
    return printer
  }
  function health(printer: ReceiptPrinter, detail: string | null): Promise<void> {
    return new Promise(resolve => {
      const fits = () => (printer.fault()?.detail ?? null) === detail
      if (fits()) return resolve()
      const stop = printer.onFault(() => {
        if (!fits()) return
        stop()
        resolve()
      })
    })
  }

  it.each(['asb', 'poll'] as const)('prints, cuts and is told so (%s)', async status => {
    const printer = await connected(status)
    const before = await peer.receipts()
    expect(await printer.print(SLIP)).toBeNull()
    const after = await peer.receipts()
    expect(after).toHaveLength(before.length + 1)
    const text = await peer.text(after.find(id => !before.includes(id))!)
    expect(text).toContain('RECEIPT')
    expect(text).toContain('-'.repeat(48))
    expect(text).toContain(`Order${' '.repeat(39)}8F3K`)
    expect(text).toContain('[qr https://verify.example.edu/r/8F3K]')
  })

  it.each(['asb', 'poll'] as const)('hears of faults and of their end (%s)', async status => {
    const printer = await connected(status)
    await peer.setFault('paper-near-end')
    await peer.setFault('paper-out')
    await health(printer, 'out of paper')
    await peer.setFault('cover-open')
    await health(printer, 'the cover is open')
    await peer.clearFault('paper-out')
    await peer.clearFault('paper-near-end')
    await peer.clearFault('cover-open')
    await health(printer, null)
    await peer.setFault('offline')
    await health(printer, 'the printer is off-line')
    await peer.clearFault('offline')
    await health(printer, null)
  })

  it('prints nothing without paper, and again when there is some', async () => {
    const printer = await connected('asb')
    const before = await peer.receipts()
    await peer.setFault('paper-out')
    expect(await printer.print(SLIP)).toEqual({ code: 'receipt-printer-failed', detail: 'out of paper' })
    expect(await peer.receipts()).toEqual(before)
    await peer.clearFault('paper-out')
    await health(printer, null)
    expect(await printer.print(SLIP)).toBeNull()
    expect(await peer.receipts()).toHaveLength(before.length + 1)
  })

  it('goes on reporting by itself after a job, which initialises', async () => {
    const printer = await connected('asb')
    expect(await printer.print(SLIP)).toBeNull()
    await peer.setFault('cover-open')
    await health(printer, 'the cover is open')
    await peer.clearFault('cover-open')
    await health(printer, null)
  })
})
