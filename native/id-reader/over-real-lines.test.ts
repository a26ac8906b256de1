import { expect, it } from 'vitest'
import { describeOverRealLines } from '../../tests/peers/real-lines.ts'
import type { SimIdCard } from '../sim/id-card.ts'
import { startIdReaderSim } from '../sim/id-reader.ts'
import { faultIs } from '../sim/inbox.ts'
import { systemClock } from '../system-clock.ts'
import type { OpenTransport } from '../transport/transport.ts'
import { createIdCardReader } from './driver.ts'

const CARD: SimIdCard = { type: 'resident', name: '张三', idNumber: '34052419800101001X', validUntil: null }
const READ = { kind: 'id-card-read', card: CARD }

const ends = {
  baudRate: 115_200,
  startSim: startIdReaderSim,
  createDriver: (open: OpenTransport) => createIdCardReader({ open, clock: systemClock, pollMs: 20 }),
}

describeOverRealLines('ID-card reader', ends, setting => {
  it('reads a card whose answer comes in pieces', async () => {
    const { sim, events } = setting()
    sim.chunk(97)
    sim.lay(CARD)
    expect(await events.next()).toEqual({ kind: 'reading' })
    expect(await events.next()).toEqual(READ)
  })

  it('reads a card after a bad start', async () => {
    const { sim, events } = setting()
    sim.failNext(0x41)
    sim.lay(CARD)
    expect(await events.next()).toEqual({ kind: 'reading' })
    expect(await events.next()).toEqual(READ)
  })

  it('is lost when it is unplugged, and reads again when it is back', async () => {
    const { sim, cable, driver, events } = setting()
    await cable.unplug()
    await faultIs(driver, 'reader-lost')
    sim.lay(CARD)
    await cable.plug()
    await faultIs(driver, null)
    expect(await events.next()).toEqual({ kind: 'reading' })
    expect(await events.next()).toEqual(READ)
  })

  it('ends a presentation when it is unplugged in the middle of an answer', async () => {
    const { sim, cable, driver, events } = setting()
    sim.tearNext(500)
    sim.lay(CARD)
    expect(await events.next()).toEqual({ kind: 'reading' })
    await cable.unplug()
    expect((await events.next()).kind).toBe('id-card-unreadable')
    expect(driver.fault()?.code).toBe('reader-lost')
  })
})
