import { describe, expect, it } from 'vitest'
import { describeOverRealLines } from '../../tests/peers/real-lines.ts'
import { startCardReaderSim } from '../sim/card-reader.ts'
import { faultIs } from '../sim/inbox.ts'
import { systemClock } from '../system-clock.ts'
import type { OpenTransport } from '../transport/transport.ts'
import { createCardReader } from './driver.ts'
import { CARD_READER_PROFILES } from './profiles/profiles.ts'

const profile = CARD_READER_PROFILES['8h10d']
const ends = {
  startSim: () => startCardReaderSim({ profile }),
  createDriver: (open: OpenTransport) => createCardReader({ open, profile, clock: systemClock }),
}

describeOverRealLines('card reader', ends, setting => {
  it('tells a card, also in pieces and at rest', async () => {
    const { sim, events } = setting()
    await sim.tap('026F6C3A')
    expect(await events.next()).toEqual({ kind: 'card-tapped', uid: '026F6C3A' })
    sim.chunk(3)
    await sim.rest('026F6C3A', 10)
    await sim.tap('04A1B2C3')
    expect(await events.next()).toEqual({ kind: 'card-tapped', uid: '04A1B2C3' })
  })

  it('says that half a number could not be read', async () => {
    const { sim, events } = setting()
    await sim.torn('026F6C3A')
    expect(await events.next()).toEqual({ kind: 'card-unreadable', detail: '5 digits instead of 10 digits' })
  })

  it('is lost when it is unplugged, and reads again when it is back', async () => {
    const { sim, cable, driver, events } = setting()
    await cable.unplug()
    await faultIs(driver, 'reader-lost')
    await cable.plug()
    await faultIs(driver, null)
    await sim.tap('04A1B2C3')
    expect(await events.next()).toEqual({ kind: 'card-tapped', uid: '04A1B2C3' })
  })
})

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
