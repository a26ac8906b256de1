import { afterEach, beforeEach, describe } from 'vitest'
import { createInbox, faultIs, type Inbox } from '../../native/sim/inbox.ts'
import { attachToSerial, hasSocat, startPtyPair } from '../../native/sim/pty-pair.ts'
import type { SimCable } from '../../native/sim/sim-line.ts'
import { openReaderTransport } from '../../native/transport/open.ts'
import type { OpenTransport } from '../../native/transport/transport.ts'
import type { Device } from '../../src/contract/devices.ts'

/** What hangs between a simulated device and its driver. */
interface Cable {
  readonly open: OpenTransport
  unplug(): Promise<void>
  plug(): Promise<void>
  close(): Promise<void>
}

/** The two ends of a line. */
export interface LineEnds<Sim extends SimCable, Event> {
  /** 9600 when left out. */
  readonly baudRate?: number
  startSim(): Promise<Sim>
  createDriver(open: OpenTransport): Device & { onEvent(listener: (event: Event) => void): unknown }
}

/** A line that stands: the driver is open and has no fault. */
export interface LineSetting<Sim extends SimCable, Event> {
  readonly sim: Sim
  readonly cable: Pick<Cable, 'unplug' | 'plug'>
  readonly driver: Device
  readonly events: Inbox<Event>
}

const LINES = [
  { name: 'TCP', hasPeer: true, join: joinOverTcp },
  { name: 'a pseudo-terminal (socat)', hasPeer: hasSocat(), join: joinOverPty },
]

/** Runs a suite over TCP and, where socat is found, over a pseudo-terminal. One fresh line a test. */
export function describeOverRealLines<Sim extends SimCable, Event>(
  title: string,
  { baudRate = 9_600, startSim, createDriver }: LineEnds<Sim, Event>,
  suite: (setting: () => LineSetting<Sim, Event>) => void,
): void {
  for (const { name, hasPeer, join } of LINES) {
    describe.skipIf(!hasPeer)(`${title} over ${name}`, () => {
      const cleanUps: (() => Promise<void>)[] = []
      let setting: LineSetting<Sim, Event> | undefined
      beforeEach(async () => {
        const sim = await startSim()
        cleanUps.push(sim.close)
        const cable = await join(sim, baudRate)
        cleanUps.push(cable.close)
        const driver = createDriver(cable.open)
        cleanUps.push(driver.close)
        const events = createInbox(driver.onEvent)
        driver.open()
        await faultIs(driver, null)
        setting = { sim, cable, driver, events }
      })
      afterEach(async () => {
        for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
      })
      suite(() => {
        if (!setting) throw new Error('the line is joined before each test')
        return setting
      })
    })
  }
}

async function joinOverTcp({ port, unplug, plug }: SimCable): Promise<Cable> {
  return { open: openReaderTransport({ kind: 'tcp', host: '127.0.0.1', port }), unplug, plug, close: async () => {} }
}

async function joinOverPty(sim: SimCable, baudRate: number): Promise<Cable> {
  const pair = await startPtyPair()
  let device = await attachToSerial(sim, pair.devicePath, baudRate)
  return {
    open: openReaderTransport({ kind: 'serial', path: pair.hostPath, baudRate }),
    unplug: pair.unplug,
    plug: async () => {
      await pair.plug()
      device = await attachToSerial(sim, pair.devicePath, baudRate)
    },
    close: async () => {
      await device.close()
      await pair.close()
    },
  }
}
