import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CardReader, CardReaderEvent } from '../../src/contract/devices.ts'
import { type CardReaderSim, startCardReaderSim } from '../sim/card-reader.ts'
import { createInbox, faultIs, type Inbox } from '../sim/inbox.ts'
import { attachToSerial, hasSocat, startPtyPair } from '../sim/pty-pair.ts'
import { systemClock } from '../system-clock.ts'
import { openReaderTransport } from '../transport/open.ts'
import type { OpenTransport } from '../transport/transport.ts'
import { createCardReader } from './driver.ts'
import { CARD_READER_PROFILES } from './profiles/profiles.ts'

interface Cable {
  readonly open: OpenTransport
  unplug(): Promise<void>
  plug(): Promise<void>
  close(): Promise<void>
}

const overTcp = async (sim: CardReaderSim): Promise<Cable> => ({
  open: openReaderTransport({ kind: 'tcp', host: '127.0.0.1', port: sim.port }),
  unplug: sim.unplug,
  plug: sim.plug,
  close: async () => {},
})

const overPty = async (sim: CardReaderSim): Promise<Cable> => {
  const pair = await startPtyPair()
  let device = await attachToSerial(sim, pair.devicePath)
  return {
    open: openReaderTransport({ kind: 'serial', path: pair.hostPath, baudRate: 9_600 }),
    unplug: pair.unplug,
    plug: async () => {
      await pair.plug()
      device = await attachToSerial(sim, pair.devicePath)
    },
    close: async () => {
      await device.close()
      await pair.close()
    },
  }
}

const lines = [
  { name: 'TCP', hasPeer: true, join: overTcp },
  { name: 'a pseudo-terminal (socat)', hasPeer: hasSocat(), join: overPty },
]

for (const { name, hasPeer, join } of lines) {
  describe.skipIf(!hasPeer)(`card reader over ${name}`, () => {
    let sim: CardReaderSim
    let cable: Cable
    let reader: CardReader
    let events: Inbox<CardReaderEvent>

    beforeEach(async () => {
      const profile = CARD_READER_PROFILES['8h10d']
      sim = await startCardReaderSim({ profile })
      cable = await join(sim)
      reader = createCardReader({ open: cable.open, profile, clock: systemClock })
      events = createInbox(reader.onEvent)
      reader.open()
      await faultIs(reader, null)
    })
    afterEach(async () => {
      await reader.close()
      await cable.close()
      await sim.close()
    })

    it('tells a card, also in pieces and at rest', async () => {
      await sim.tap('026F6C3A')
      expect(await events.next()).toEqual({ kind: 'card-tapped', uid: '026F6C3A' })
      sim.chunk(3)
      await sim.rest('026F6C3A', 10)
      await sim.tap('04A1B2C3')
      expect(await events.next()).toEqual({ kind: 'card-tapped', uid: '04A1B2C3' })
    })

    it('says that half a number could not be read', async () => {
      await sim.torn('026F6C3A')
      expect(await events.next()).toEqual({ kind: 'card-unreadable', detail: '5 digits instead of 10 digits' })
    })

    it('is lost when it is unplugged, and reads again when it is back', async () => {
      await cable.unplug()
      await faultIs(reader, 'reader-lost')
      await cable.plug()
      await faultIs(reader, null)
      await sim.tap('04A1B2C3')
      expect(await events.next()).toEqual({ kind: 'card-tapped', uid: '04A1B2C3' })
    })
  })
}

describe('simulated card reader', () => {
  it('says when nobody hears it', async () => {
    const sim = await startCardReaderSim({ profile: CARD_READER_PROFILES['hex-uid'] })
    await sim.unplug()
    expect(await sim.tap('04A1B2C3')).toBe(false)
    await sim.plug()
    expect(await sim.tap('04A1B2C3')).toBe(false)
    await sim.close()
  })

  it('has no card that its profile can not say', async () => {
    const sim = await startCardReaderSim({ profile: CARD_READER_PROFILES['hex-uid'] })
    expect(() => sim.tap('04A1B2')).toThrow('4 bytes')
    await sim.close()
  })
})
