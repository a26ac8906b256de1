import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { ReceiptLine, ReceiptPrinter } from '../../src/contract/devices.ts'
import { type ReceiptPrinterSim, startReceiptPrinterSim } from '../sim/receipt-printer/sim.ts'
import { systemClock } from '../system-clock.ts'
import { openTcp } from '../transport/tcp.ts'
import { createReceiptPrinter } from './driver.ts'
import { RECEIPT_PRINTER_PROFILES, type ReceiptPrinterProfile } from './profiles.ts'

const PROFILE: ReceiptPrinterProfile = {
  ...RECEIPT_PRINTER_PROFILES['escpos-80mm'],
  jobTimeoutMs: 2_000,
  pollEveryMs: 200,
  answerTimeoutMs: 150,
}

const SLIP: readonly ReceiptLine[] = [
  { kind: 'text', text: '示范大学', align: 'center', bold: true, size: 2 },
  { kind: 'rule' },
  { kind: 'pair', left: '成绩单 × 2', right: '¥4.00' },
  { kind: 'qr', text: 'https://verify.example.edu/r/8F3K' },
  { kind: 'feed', lines: 1 },
]

const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

function driverFor(port: number, profile: ReceiptPrinterProfile = PROFILE): ReceiptPrinter {
  const printer = createReceiptPrinter({ open: openTcp({ host: '127.0.0.1', port }), profile, clock: systemClock })
  cleanUps.push(() => printer.close())
  printer.open()
  return printer
}

async function setUp(
  profile: ReceiptPrinterProfile = PROFILE,
): Promise<{ sim: ReceiptPrinterSim; printer: ReceiptPrinter }> {
  const sim = await startReceiptPrinterSim({ columns: profile.columns })
  cleanUps.push(() => sim.close())
  const printer = driverFor(sim.port, profile)
  await health(printer, null)
  return { sim, printer }
}

/** Waits until the driver says `detail` of its fault, or no fault for null. */
function health(printer: ReceiptPrinter, detail: string | RegExp | null): Promise<void> {
  return new Promise(resolve => {
    const fits = () => {
      const said = printer.fault()?.detail ?? null
      return detail instanceof RegExp ? said !== null && detail.test(said) : said === detail
    }
    if (fits()) return resolve()
    const stop = printer.onFault(() => {
      if (!fits()) return
      stop()
      resolve()
    })
  })
}

const failure = (detail: string) => ({ code: 'receipt-printer-failed', detail })

describe('receipt printer over simulated bytes', () => {
  it('prints a slip as it was laid out', async () => {
    const { sim, printer } = await setUp()
    expect(await printer.print(SLIP)).toBeNull()
    expect(sim.receipts().map(({ text }) => text)).toEqual([
      [
        `${' '.repeat(16)}示范大学`,
        '-'.repeat(48),
        `成绩单 × 2${' '.repeat(48 - 11 - 6)}￥4.00`,
        '[qr https://verify.example.edu/r/8F3K]',
        '',
      ].join('\n'),
    ])
    expect(sim.receipts()[0]!.lines[0]).toEqual({
      kind: 'text',
      text: '示范大学',
      align: 'center',
      bold: true,
      size: 2,
    })
    expect(sim.unknownCommands()).toEqual([])
  })

  it.each(['escpos-58mm', 'escpos-58mm-mute'] as const)('prints on a printer like %s', async name => {
    const { sim, printer } = await setUp({ ...RECEIPT_PRINTER_PROFILES[name], pollEveryMs: 200, answerTimeoutMs: 150 })
    expect(await printer.print([{ kind: 'pair', left: '单号', right: '8F3K' }])).toBeNull()
    const printed = () => sim.receipts().length > 0
    if (!printed()) await new Promise<void>(resolve => sim.onChange(() => printed() && resolve()))
    expect(sim.receipts()[0]!.text).toContain(`单号${' '.repeat(24)}8F3K`)
  })

  it('prints slips that are asked for at once one after the other', async () => {
    const { sim, printer } = await setUp()
    const slips = ['first', 'second', 'third']
    const outcomes = await Promise.all(slips.map(text => printer.print([{ kind: 'text', text }])))
    expect(outcomes).toEqual([null, null, null])
    expect(sim.receipts().map(({ text }) => text)).toEqual(slips)
  })

  it.each(['asb', 'poll'] as const)('says why it cannot print, and when it can again (%s)', async status => {
    const { sim, printer } = await setUp({ ...PROFILE, status })
    sim.paperNearEnd()
    sim.openCover()
    await health(printer, 'the cover is open')
    sim.paperOut()
    sim.closeCover()
    await health(printer, 'out of paper')
    sim.loadPaper()
    await health(printer, null)
    sim.offline()
    await health(printer, 'the printer is off-line')
    sim.online()
    await health(printer, null)
  })

  it('sends nothing to a printer without paper: it would come out for the next visitor', async () => {
    const { sim, printer } = await setUp()
    sim.paperOut()
    expect(await printer.print(SLIP)).toEqual(failure('out of paper'))
    sim.loadPaper()
    await health(printer, null)
    expect(await printer.print([{ kind: 'text', text: 'next' }])).toBeNull()
    expect(sim.receipts().map(({ text }) => text)).toEqual(['next'])
  })

  it.each(['asb', 'poll'] as const)('tells of paper that ends in the middle of a slip (%s)', async status => {
    const { sim, printer } = await setUp({ ...PROFILE, status })
    sim.paperOutAfter(2)
    expect(await printer.print(SLIP)).toEqual(failure('out of paper'))
    expect(sim.receipts()).toEqual([])
    expect(sim.uncutLines()).toHaveLength(2)
  })

  it('does not take the late proof of a torn slip for that of the next', async () => {
    const { sim, printer } = await setUp()
    sim.paperOutAfter(2)
    expect(await printer.print(SLIP)).toEqual(failure('out of paper'))
    sim.loadPaper()
    await health(printer, null)
    sim.paperOutAfter(1)
    expect(await printer.print(SLIP)).toEqual(failure('out of paper'))
    sim.loadPaper()
    await health(printer, null)
    expect(await printer.print(SLIP)).toBeNull()
    expect(sim.receipts()).toHaveLength(3)
  })

  it('notices a printer that falls silent, and its coming back', async () => {
    const { sim, printer } = await setUp()
    sim.silent()
    await health(printer, 'the printer does not answer')
    expect(await printer.print(SLIP)).toEqual(failure('the printer does not answer'))
    sim.speak()
    await health(printer, null)
    sim.openCover()
    await health(printer, 'the cover is open')
  })

  it('reports a lost printer at once and finds it again after a power cycle', async () => {
    const { sim, printer } = await setUp()
    await sim.powerOff()
    await health(printer, /./)
    expect((await printer.print(SLIP))?.code).toBe('receipt-printer-failed')
    await sim.powerOn()
    await health(printer, null)
    expect(await printer.print(SLIP)).toBeNull()
  })

  it('hears automatic reports again after a power cycle', async () => {
    const { sim, printer } = await setUp({ ...PROFILE, pollEveryMs: 30_000 })
    await sim.powerOff()
    await sim.powerOn()
    await health(printer, /./)
    await health(printer, null)
    sim.paperOut()
    await health(printer, 'out of paper')
  })

  it('fails what waits when it is closed', async () => {
    const { sim, printer } = await setUp()
    sim.paperOutAfter(1)
    const outcome = printer.print(SLIP)
    await printer.close()
    expect((await outcome)?.code).toBe('receipt-printer-failed')
    expect(await printer.print(SLIP)).toEqual(failure('closed'))
  })
})

describe('receipt printer over a peer that misbehaves', () => {
  async function peer(answer: (socket: Socket, bytes: Buffer) => void): Promise<number> {
    const sockets = new Set<Socket>()
    const server = createServer(socket => {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('data', bytes => answer(socket, bytes))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    cleanUps.push(async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    })
    const address = server.address()
    return typeof address === 'object' && address ? address.port : 0
  }
  const idle = (socket: Socket, bytes: Buffer) => {
    for (let at = 0; at + 2 < bytes.length; at++) {
      if (bytes[at] === 0x10 && bytes[at + 1] === 0x04) socket.write(Uint8Array.of(0x12))
    }
  }

  it('takes no slip for printed that was not confirmed', async () => {
    const port = await peer(idle)
    const printer = driverFor(port, { ...PROFILE, jobTimeoutMs: 1_000 })
    await health(printer, null)
    expect(await printer.print(SLIP)).toEqual(failure('the printer did not confirm the slip'))
  })

  it('does not believe a confirmation that says the paper ended', async () => {
    const port = await peer((socket, bytes) => {
      idle(socket, bytes)
      if (bytes.includes(Buffer.from([0x1d, 0x72, 0x01]))) socket.write(Uint8Array.of(0x0f))
    })
    const printer = driverFor(port)
    await health(printer, null)
    expect(await printer.print(SLIP)).toEqual(failure('out of paper'))
  })

  it('stays at fault while it hears only noise', async () => {
    const noise = Uint8Array.from({ length: 200 }, (_, at) => 0x80 | (at * 37))
    const port = await peer(socket => socket.write(noise))
    const printer = driverFor(port)
    await health(printer, 'the printer does not answer')
    expect(await printer.print(SLIP)).not.toBeNull()
  })
})
