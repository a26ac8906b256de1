import { afterEach, describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { startCardReaderSim } from '../sim/card-reader.ts'
import { createInbox } from '../sim/inbox.ts'
import { createMemoryCable } from '../sim/memory-cable.ts'
import { createCardReader } from './driver.ts'
import type { CardReaderProfile } from './profile.ts'
import { CARD_READER_PROFILES } from './profiles/profiles.ts'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

const setUp = async (profile: CardReaderProfile = CARD_READER_PROFILES['hex-uid']) => {
  const clock = fakeClock()
  const sim = await startCardReaderSim({ profile, clock })
  const cable = createMemoryCable(sim.attach)
  const reader = createCardReader({ open: cable.open, profile, clock, restMs: 1_500 })
  cleanUps.push(() => sim.close(), reader.close)
  const { all } = createInbox(reader.onEvent)
  reader.open()
  await clock.advance(0)
  /** What was told so far: the numbers, and `?` for a card that could not be read. */
  const told = () => all().map(event => (event.kind === 'card-tapped' ? event.uid : '?'))
  return { clock, sim, cable, reader, told, all }
}
type Setting = Awaited<ReturnType<typeof setUp>>
const settled = ({ clock }: Setting, ms = 0) => clock.advance(ms)

describe('card reader', () => {
  it('tells each card once', async () => {
    const setting = await setUp()
    await setting.sim.tap('04A1B2C3')
    await setting.sim.tap('D4E5F607')
    await settled(setting)
    expect(setting.told()).toEqual(['04A1B2C3', 'D4E5F607'])
  })

  it('tells a card once while it rests, however long, and again after it was gone', async () => {
    const setting = await setUp()
    const resting = setting.sim.rest('04A1B2C3', 40, 1_000)
    for (let second = 0; second < 40; second++) await settled(setting, 1_000)
    await resting
    expect(setting.told()).toEqual(['04A1B2C3'])
    await settled(setting, 1_500)
    await setting.sim.tap('04A1B2C3')
    await settled(setting)
    expect(setting.told()).toEqual(['04A1B2C3', '04A1B2C3'])
  })

  it('tells another card at once, and the first one again after it', async () => {
    const setting = await setUp()
    for (const uid of ['04A1B2C3', 'D4E5F607', '04A1B2C3']) await setting.sim.tap(uid)
    await settled(setting)
    expect(setting.told()).toEqual(['04A1B2C3', 'D4E5F607', '04A1B2C3'])
  })

  it('says that a torn line could not be read, once silence has shown that no more comes', async () => {
    const setting = await setUp()
    await setting.sim.torn('04A1B2C3')
    await settled(setting, 299)
    expect(setting.told()).toEqual([])
    await settled(setting, 1)
    expect(setting.all()).toEqual([{ kind: 'card-unreadable', detail: '4 digits instead of 8 digits' }])
    await setting.sim.tap('04A1B2C3')
    await settled(setting)
    expect(setting.told()).toEqual(['?', '04A1B2C3'])
  })

  it('does not take seven torn bytes for a card of four', async () => {
    const setting = await setUp()
    await setting.sim.noise(Buffer.from('04A1B2C3'))
    await settled(setting, 300)
    expect(setting.all()).toEqual([{ kind: 'card-unreadable', detail: 'a number without a line end' }])
  })

  it('takes the silence for the end where the reader sends none', async () => {
    const setting = await setUp({ ...CARD_READER_PROFILES['8h10d'], end: 'silence' })
    await setting.sim.tap('026F6C3A')
    await settled(setting, 60)
    await setting.sim.torn('026F6C3A')
    await settled(setting, 60)
    expect(setting.told()).toEqual(['026F6C3A', '?'])
  })

  it('passes over sparks, and reads the card behind them', async () => {
    const setting = await setUp()
    for (let times = 0; times < 20; times++) {
      await setting.sim.noise(Uint8Array.of(0xff, 0x00))
      await settled(setting, 400)
    }
    await setting.sim.noise(Uint8Array.of(0x00))
    await setting.sim.tap('04A1B2C3')
    await settled(setting)
    expect(setting.told()).toEqual(['04A1B2C3'])
  })

  it('says so no oftener than every two seconds while damage goes on', async () => {
    const setting = await setUp()
    for (let times = 0; times < 50; times++) {
      await setting.sim.noise(Buffer.from('#!x?\r\n'))
      await settled(setting, 100)
    }
    expect(setting.told()).toEqual(['?', '?', '?'])
  })

  it('reads on behind a line without end', async () => {
    const setting = await setUp()
    await setting.sim.noise(new Uint8Array(5_000).fill(0x30))
    await settled(setting)
    expect(setting.all()).toEqual([{ kind: 'card-unreadable', detail: 'a line of more than 64 bytes' }])
    await settled(setting, 300)
    await setting.sim.tap('04A1B2C3')
    await settled(setting)
    expect(setting.told()).toEqual(['?', '04A1B2C3'])
  })

  it('is lost with its link, comes back by itself, and forgets half a line', async () => {
    const setting = await setUp()
    const faults = createInbox(setting.reader.onFault)
    expect(setting.reader.fault()).toBeNull()
    await setting.sim.torn('04A1B2C3')
    await settled(setting)
    setting.cable.cut('bad file descriptor')
    expect(setting.reader.fault()).toEqual({ code: 'reader-lost', detail: 'bad file descriptor' })
    await settled(setting, 300)
    expect(setting.reader.fault()).toBeNull()
    await setting.sim.tap('04A1B2C3')
    await settled(setting, 1_000)
    expect(setting.told()).toEqual(['04A1B2C3'])
    expect(faults.all().map(fault => fault?.code ?? null)).toEqual(['reader-lost', null])
  })

  it.each(Object.entries(CARD_READER_PROFILES))(
    'works with the profile %s',
    async (_name, profile: CardReaderProfile) => {
      const setting = await setUp(profile)
      const uid = '04A1B2C3D4E5F6A7B8C9'.slice(0, (profile.takeLast ?? profile.bytes) * 2)
      setting.sim.chunk(1)
      await setting.sim.tap(uid)
      await settled(setting, profile.end === 'silence' ? 60 : 0)
      expect(setting.told()).toEqual([uid])
    },
  )

  it('is silent after it was closed', async () => {
    const setting = await setUp()
    await setting.sim.torn('04A1B2C3')
    await settled(setting)
    await setting.reader.close()
    await settled(setting, 60_000)
    expect(setting.told()).toEqual([])
    expect(setting.clock.pending()).toBe(0)
    expect(setting.reader.fault()).toEqual({ code: 'reader-lost', detail: 'closed' })
  })
})
