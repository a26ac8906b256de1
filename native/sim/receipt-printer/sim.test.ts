import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import iconv from 'iconv-lite'
import { afterEach, describe, expect, it } from 'vitest'
import { type ReceiptPrinterSim, startReceiptPrinterSim } from './sim.ts'

const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

interface Caller {
  send(...parts: readonly (number | string)[]): void
  /** Waits for so many bytes more and takes them. */
  take(count: number): Promise<number[]>
  readonly socket: Socket
}

async function call(sim: ReceiptPrinterSim): Promise<Caller> {
  const socket = connect(sim.port, sim.host)
  await once(socket, 'connect')
  socket.on('error', () => {})
  cleanUps.push(async () => socket.destroy())
  const heard: number[] = []
  let check = () => {}
  socket.on('data', bytes => {
    heard.push(...bytes)
    check()
  })
  return {
    socket,
    send: (...parts) => {
      socket.write(
        Buffer.concat(parts.map(part => (typeof part === 'number' ? Buffer.of(part) : iconv.encode(part, 'gb18030')))),
      )
    },
    take: count =>
      new Promise(resolve => {
        check = () => {
          if (heard.length >= count) resolve(heard.splice(0, count))
        }
        check()
      }),
  }
}

async function setUp(columns: 32 | 48 = 32): Promise<{ sim: ReceiptPrinterSim; caller: Caller }> {
  const sim = await startReceiptPrinterSim({ columns })
  cleanUps.push(() => sim.close())
  return { sim, caller: await call(sim) }
}

const ESC = 0x1b
const FS = 0x1c
const GS = 0x1d
const CUT = [GS, 0x56, 0x01]
/** Asks for the paper sensor: its answer says that all before it is done. */
const PROOF = [GS, 0x72, 0x01]

describe('the simulated receipt printer', () => {
  it('answers idle as the common printers do', async () => {
    const { caller } = await setUp()
    for (const question of [1, 2, 3, 4]) caller.send(0x10, 0x04, question)
    expect(await caller.take(4)).toEqual([0x12, 0x12, 0x12, 0x12])
  })

  it('answers near end, end and open cover with the bytes of a real one', async () => {
    const { sim, caller } = await setUp()
    sim.paperOut()
    sim.openCover()
    for (const question of [1, 2, 3, 4]) caller.send(0x10, 0x04, question)
    expect(await caller.take(4)).toEqual([0x1a, 0x36, 0x12, 0x7e])
  })

  it('reports changes by itself once asked to', async () => {
    const { sim, caller } = await setUp()
    caller.send(GS, 0x61, 0xff)
    expect(await caller.take(4)).toEqual([0x10, 0x00, 0x00, 0x00])
    sim.paperNearEnd()
    expect(await caller.take(4)).toEqual([0x10, 0x00, 0x03, 0x00])
    sim.paperOut()
    expect(await caller.take(4)).toEqual([0x18, 0x00, 0x0f, 0x00])
    sim.openCover()
    expect(await caller.take(4)).toEqual([0x38, 0x00, 0x0f, 0x00])
    sim.loadPaper()
    expect(await caller.take(4)).toEqual([0x38, 0x00, 0x00, 0x00])
  })

  it('forgets automatic status at an initialisation', async () => {
    const { sim, caller } = await setUp()
    caller.send(GS, 0x61, 0xff, ESC, 0x40)
    expect(await caller.take(4)).toEqual([0x10, 0, 0, 0])
    caller.send(...PROOF)
    await caller.take(1)
    sim.openCover()
    caller.send(0x10, 0x04, 1)
    expect(await caller.take(1)).toEqual([0x1a])
  })

  it('answers real-time questions while it stands still, and the sensor only in its turn', async () => {
    const { sim, caller } = await setUp()
    sim.offline()
    caller.send('waits', 0x0a, ...PROOF, 0x10, 0x04, 1)
    expect(await caller.take(1)).toEqual([0x1a])
    expect(sim.uncutLines()).toEqual([])
    sim.online()
    expect(await caller.take(1)).toEqual([0x00])
    expect(sim.uncutLines()).toHaveLength(1)
  })

  it('finds a real-time question that is cut in two', async () => {
    const { caller } = await setUp()
    caller.send(0x10)
    caller.send(0x04, 0x04)
    expect(await caller.take(1)).toEqual([0x12])
  })

  it('prints Chinese in Chinese mode and boxes without it', async () => {
    const { sim, caller } = await setUp()
    caller.send('单', 0x0a, FS, 0x26, '成绩单 A', 0x0a, FS, 0x2e, '单', 0x0a, ...CUT, ...PROOF)
    await caller.take(1)
    expect(sim.receipts()[0]!.text).toBe('□□\n成绩单 A\n□□')
  })

  it('shows a four-byte character as the rubbish that a two-byte font makes of it', async () => {
    const { sim, caller } = await setUp()
    caller.send(FS, 0x26, '¥1.50', 0x0a, ...CUT, ...PROOF)
    await caller.take(1)
    expect(sim.receipts()[0]!.text).toBe('□0□61.50')
  })

  it('keeps styles, aligns, and breaks a row where the paper ends', async () => {
    const { sim, caller } = await setUp()
    caller.send(ESC, 0x61, 2, ESC, 0x45, 1, 'right', 0x0a, ESC, 0x40, 'a'.repeat(40), 0x0a, ...CUT, ...PROOF)
    await caller.take(1)
    const [slip] = sim.receipts()
    expect(slip!.lines[0]).toEqual({ kind: 'text', text: 'right', align: 'right', bold: true, size: 1 })
    expect(slip!.text.split('\n')).toEqual([`${' '.repeat(27)}right`, 'a'.repeat(32), 'a'.repeat(8)])
  })

  it('reads a QR code and takes a raster image for what it is', async () => {
    const { sim, caller } = await setUp()
    caller.send(GS, 0x28, 0x6b, 8, 0, 0x31, 0x50, 0x30, 'KIOSK', GS, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30)
    caller.send(GS, 0x76, 0x30, 0, 1, 0, 3, 0, 0x1b, 0x40, 0x0a, ...CUT, ...PROOF)
    await caller.take(1)
    expect(sim.receipts()[0]!.text).toBe('[qr KIOSK]\n[picture 8x3]')
  })

  it('prints the same however the bytes arrive', async () => {
    const job = Buffer.concat([
      Buffer.of(ESC, 0x40, FS, 0x26, ESC, 0x61, 1, GS, 0x21, 0x11),
      iconv.encode('示范大学', 'gb18030'),
      Buffer.of(0x0a, GS, 0x28, 0x6b, 5, 0, 0x31, 0x50, 0x30, 0x1b, 0x40, GS, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30),
      Buffer.of(ESC, 0x64, 2, GS, 0x56, 0x42, 0, ...PROOF),
    ])
    const slips: string[] = []
    for (const step of [1, 2, 3, 5, job.length]) {
      const { sim, caller } = await setUp()
      for (let at = 0; at < job.length; at += step) caller.socket.write(job.subarray(at, at + step))
      await caller.take(1)
      expect(sim.unknownCommands()).toEqual([])
      slips.push(JSON.stringify(sim.receipts()[0]!.lines))
    }
    expect(new Set(slips).size).toBe(1)
    expect(slips[0]).toContain('示范大学')
  })

  it('names the commands that it does not know', async () => {
    const { sim, caller } = await setUp()
    caller.send(ESC, 0x7a, 'x', 0x0a, ...PROOF)
    await caller.take(1)
    expect(sim.unknownCommands()).toEqual([Uint8Array.of(ESC, 0x7a)])
    expect(sim.uncutLines()).toHaveLength(1)
  })

  it('stops when the roll ends and goes on with new paper', async () => {
    const { sim, caller } = await setUp()
    sim.paperOutAfter(2)
    caller.send('1', 0x0a, '2', 0x0a, '3', 0x0a, ...CUT, ...PROOF)
    await new Promise<void>(resolve => {
      sim.onChange(() => sim.state().paperEnd && resolve())
    })
    caller.send(0x10, 0x04, 4)
    expect(await caller.take(1)).toEqual([0x7e])
    expect(sim.uncutLines()).toHaveLength(2)
    sim.loadPaper()
    expect(await caller.take(1)).toEqual([0x00])
    expect(sim.receipts()[0]!.text).toBe('1\n2\n3')
  })

  it('drops the line when switched off, forgets, and comes back at the same port', async () => {
    const { sim, caller } = await setUp()
    const port = sim.port
    sim.offline()
    caller.send('lost', 0x0a, 0x10, 0x04, 1)
    await caller.take(1)
    const dropped = once(caller.socket, 'close')
    await sim.powerOff()
    await dropped
    expect(sim.state().powered).toBe(false)
    await sim.powerOn()
    sim.online()
    expect(sim.port).toBe(port)
    const again = await call(sim)
    again.send('new', 0x0a, ...CUT, ...PROOF)
    await again.take(1)
    expect(sim.receipts().map(({ text }) => text)).toEqual(['new'])
  })

  it('keeps quiet while silent, and works off what it took in when it speaks again', async () => {
    const { sim, caller } = await setUp()
    sim.silent()
    const arrived = new Promise<void>(resolve => {
      sim.onChange(resolve)
    })
    caller.send('later', 0x0a, ...CUT, ...PROOF)
    await arrived
    expect(sim.receipts()).toEqual([])
    sim.speak()
    expect(await caller.take(1)).toEqual([0x00])
    expect(sim.receipts()).toHaveLength(1)
    sim.takeReceipts()
    expect(sim.receipts()).toEqual([])
  })
})
