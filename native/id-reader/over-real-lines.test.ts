import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { IdCardReader, IdCardReaderEvent } from '../../src/contract/devices.ts'
import type { SimIdCard } from '../sim/id-card.ts'
import { type IdReaderSim, startIdReaderSim } from '../sim/id-reader.ts'
import { createInbox, faultIs, type Inbox } from '../sim/inbox.ts'
import { attachToSerial, hasSocat, startPtyPair } from '../sim/pty-pair.ts'
import { systemClock } from '../system-clock.ts'
import { openReaderTransport } from '../transport/open.ts'
import type { OpenTransport } from '../transport/transport.ts'
import { createIdCardReader } from './driver.ts'

interface Cable {
  readonly open: OpenTransport
  unplug(): Promise<void>
  plug(): Promise<void>
  close(): Promise<void>
}

const overTcp = async (sim: IdReaderSim): Promise<Cable> => ({
  open: openReaderTransport({ kind: 'tcp', host: '127.0.0.1', port: sim.port }),
  unplug: sim.unplug,
  plug: sim.plug,
  close: async () => {},
})

const overPty = async (sim: IdReaderSim): Promise<Cable> => {
  const pair = await startPtyPair()
  let device = await attachToSerial(sim, pair.devicePath, 115_200)
  return {
    open: openReaderTransport({ kind: 'serial', path: pair.hostPath, baudRate: 115_200 }),
    unplug: pair.unplug,
    plug: async () => {
      await pair.plug()
      device = await attachToSerial(sim, pair.devicePath, 115_200)
    },
    close: async () => {
      await device.close()
      await pair.close()
    },
  }
}

const CARD: SimIdCard = { type: 'resident', name: '张三', idNumber: '34052419800101001X', validUntil: null }
const READ = { kind: 'id-card-read', card: CARD }

const lines = [
  { name: 'TCP', hasPeer: true, join: overTcp },
  { name: 'a pseudo-terminal (socat)', hasPeer: hasSocat(), join: overPty },
]

for (const { name, hasPeer, join } of lines) {
  describe.skipIf(!hasPeer)(`ID-card reader over ${name}`, () => {
    let sim: IdReaderSim
    let cable: Cable
    let reader: IdCardReader
    let events: Inbox<IdCardReaderEvent>

    beforeEach(async () => {
      sim = await startIdReaderSim()
      cable = await join(sim)
      reader = createIdCardReader({ open: cable.open, clock: systemClock, pollMs: 20 })
      events = createInbox(reader.onEvent)
      reader.open()
      await faultIs(reader, null)
    })
    afterEach(async () => {
      await reader.close()
      await cable.close()
      await sim.close()
    })

    it('reads a card whose answer comes in pieces', async () => {
      sim.chunk(97)
      sim.lay(CARD)
      expect(await events.next()).toEqual({ kind: 'reading' })
      expect(await events.next()).toEqual(READ)
    })

    it('reads a card after a bad start', async () => {
      sim.failNext(0x41)
      sim.lay(CARD)
      expect(await events.next()).toEqual({ kind: 'reading' })
      expect(await events.next()).toEqual(READ)
    })

    it('is lost when it is unplugged, and reads again when it is back', async () => {
      await cable.unplug()
      await faultIs(reader, 'reader-lost')
      sim.lay(CARD)
      await cable.plug()
      await faultIs(reader, null)
      expect(await events.next()).toEqual({ kind: 'reading' })
      expect(await events.next()).toEqual(READ)
    })

    it('ends a presentation when it is unplugged in the middle of an answer', async () => {
      sim.tearNext(500)
      sim.lay(CARD)
      expect(await events.next()).toEqual({ kind: 'reading' })
      await cable.unplug()
      expect((await events.next()).kind).toBe('id-card-unreadable')
      expect(reader.fault()?.code).toBe('reader-lost')
    })
  })
}
