import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hasSocat, type PtyPair, startPtyPair } from '../sim/pty-pair.ts'
import { openReaderTransport, readerTransportSchema } from './open.ts'
import { openSerial } from './serial.ts'
import type { Transport } from './transport.ts'

describe.skipIf(!hasSocat())('serial transport over pseudo-terminals (socat)', () => {
  let pair: PtyPair
  const opened: Transport[] = []
  const open = async (path: string) => {
    const transport = await openSerial({ path, baudRate: 115_200 })()
    opened.push(transport)
    return transport
  }
  beforeEach(async () => {
    pair = await startPtyPair()
  })
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(transport => transport.close()))
    await pair.close()
  })

  it('carries every byte value unchanged', async () => {
    const host = await open(pair.hostPath)
    const device = await open(pair.devicePath)
    const sent = Uint8Array.from({ length: 1_295 }, (_, at) => at % 256)
    const received: number[] = []
    const all = new Promise<void>(resolve =>
      host.onBytes(bytes => {
        received.push(...bytes)
        if (received.length >= sent.length) resolve()
      }),
    )
    await device.write(sent)
    await all
    expect(received).toEqual([...sent])
  })

  it('says so when the adapter is pulled, writes nothing more, and opens again when it is back', async () => {
    const host = await open(pair.hostPath)
    const lost = new Promise<string>(resolve => host.onLost(resolve))
    await pair.unplug()
    expect(await lost).not.toBe('')
    await expect(host.write(Uint8Array.of(1))).rejects.toThrow()
    await expect(open(pair.hostPath)).rejects.toThrow(/No such file|cannot open/)
    await pair.plug()
    const [again, device] = [await open(pair.hostPath), await open(pair.devicePath)]
    const heard = new Promise<Uint8Array>(resolve => again.onBytes(resolve))
    await device.write(Uint8Array.of(7))
    expect([...(await heard)]).toEqual([7])
  })

  // Whether serialport sees it by itself depends on what its reader is doing at that moment, so it is pulled more than once.
  it.each([1, 2, 3, 4, 5])('says so too when the adapter is pulled while bytes are coming in (%i)', async () => {
    const host = await open(pair.hostPath)
    const device = await open(pair.devicePath)
    const reason = new Promise<string>(resolve => host.onLost(resolve))
    const flooded = flood(device)
    await new Promise<Uint8Array>(resolve => host.onBytes(resolve))
    await pair.unplug()
    expect(await reason).toMatch(/gone|bad file descriptor|i\/o error/)
    await flooded
  })

  it('refuses a port that is already open', async () => {
    await open(pair.hostPath)
    await expect(open(pair.hostPath)).rejects.toThrow(/lock/)
  })

  it('is what a configuration with a path gives', async () => {
    const config = readerTransportSchema.parse({ kind: 'serial', path: pair.hostPath, baudRate: 9_600 })
    const host = await openReaderTransport(config)()
    opened.push(host)
    const device = await open(pair.devicePath)
    const heard = new Promise<Uint8Array>(resolve => device.onBytes(resolve))
    await host.write(Uint8Array.of(9))
    expect([...(await heard)]).toEqual([9])
  })
})

/** Writes until the line is gone. */
async function flood(transport: Transport): Promise<void> {
  for (let isThere = true; isThere; ) {
    isThere = await transport.write(new Uint8Array(512)).then(
      () => true,
      () => false,
    )
  }
}

describe('a reader in the configuration', () => {
  it.each([
    { kind: 'serial', path: '', baudRate: 9_600 },
    { kind: 'serial', path: 'COM3' },
    { kind: 'tcp', host: 'reader.example', port: 0 },
    { kind: 'tcp', host: 'reader.example', port: 4_001, baudRate: 9_600 },
    { kind: 'usb', path: 'COM3' },
  ])('is refused when it is %j', config => {
    expect(readerTransportSchema.safeParse(config).success).toBe(false)
  })
})
