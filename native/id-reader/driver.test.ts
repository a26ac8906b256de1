import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import type { SimIdCard } from '../sim/id-card.ts'
import { type IdReaderSimOptions, startIdReaderSim } from '../sim/id-reader.ts'
import { createInbox } from '../sim/inbox.ts'
import { createMemoryCable } from '../sim/memory-cable.ts'
import { createIdCardReader } from './driver.ts'

const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

const ZHANG: SimIdCard = { type: 'resident', name: '张三', idNumber: '34052419800101001X', validUntil: null }
const LI: SimIdCard = { type: 'resident', name: '李四', idNumber: '11010519491231002X', validUntil: '20350101' }

const setUp = async (options: IdReaderSimOptions = {}) => {
  const clock = fakeClock()
  const sim = await startIdReaderSim(options)
  const cable = createMemoryCable(sim.attach)
  const reader = createIdCardReader({ open: cable.open, clock, pollMs: 400 })
  cleanUps.push(() => sim.close(), reader.close)
  const { all } = createInbox(reader.onEvent)
  const faults = createInbox(reader.onFault)
  reader.open()
  /** Lets the whole talk between driver and module take place in steps of 100 ms. */
  const pass = async (ms: number) => {
    await turn()
    for (let passedMs = 0; passedMs < ms; passedMs += 100) {
      await clock.advance(100)
      await turn()
    }
  }
  /** What was told so far: the name on a card, or the kind of event. */
  const told = () => all().map(event => (event.kind === 'id-card-read' ? event.card.name : event.kind))
  await pass(100)
  return { clock, sim, cable, reader, all, told, faults, pass }
}

describe('ID-card reader', () => {
  it('works as soon as the module has answered', async () => {
    const { reader, faults } = await setUp()
    expect(reader.fault()).toBeNull()
    expect(faults.all()).toEqual([null])
  })

  it('reads a card and tells it once, however long it lies there', async () => {
    const { sim, all, pass } = await setUp()
    sim.lay(ZHANG)
    await pass(30_000)
    expect(all()).toEqual([{ kind: 'reading' }, { kind: 'id-card-read', card: ZHANG }])
    expect(sim.heard().read).toBe(1)
  })

  it('tells it once where the module goes on finding the card', async () => {
    const { sim, told, pass } = await setUp({ afterRead: 'card-found' })
    sim.lay(ZHANG)
    await pass(30_000)
    expect(told()).toEqual(['reading', '张三'])
    sim.lift()
    await pass(1_200)
    sim.lay(ZHANG)
    await pass(800)
    expect(told()).toEqual(['reading', '张三', 'reading', '张三'])
  })

  it('tells the same card again when it is laid down again, and another one too', async () => {
    const { sim, told, pass } = await setUp()
    for (const card of [ZHANG, ZHANG, LI]) {
      sim.lay(card)
      await pass(1_000)
      sim.lift()
      await pass(1_000)
    }
    expect(told()).toEqual(['reading', '张三', 'reading', '张三', 'reading', '李四'])
  })

  it('reads in pieces of seven bytes', async () => {
    const { sim, told, pass } = await setUp()
    sim.chunk(7)
    sim.lay(ZHANG)
    await pass(1_000)
    expect(told()).toEqual(['reading', '张三'])
  })

  it.each([0x41, 0x47, 0x81, 0x21, 0x24, 0x10, 0x11, 0xa7])('gets over one answer of status %i', async sw3 => {
    const { sim, told, pass } = await setUp()
    sim.failNext(sw3, sw3 === 0x81 ? 'select' : 'read')
    sim.lay(ZHANG)
    await pass(2_000)
    expect(told()).toEqual(['reading', '张三'])
  })

  it('sends a request again that the module heard damaged, without a new start', async () => {
    const { sim, told, pass } = await setUp()
    sim.failNext(0x10, 'read')
    sim.lay(ZHANG)
    await pass(1_000)
    expect(told()).toEqual(['reading', '张三'])
    expect(sim.heard()).toMatchObject({ select: 1, read: 2 })
  })

  it.each([
    [0x31, 'the card does not accept the module'],
    [0x32, 'the module does not accept the card'],
    [0x33, 'the data of the card failed their check'],
    [0x40, 'another kind of card'],
  ])('refuses a card at status %i, once, without another try', async (sw3, detail) => {
    const { sim, all, pass } = await setUp({ afterRead: 'card-found' })
    sim.failNext(sw3)
    sim.lay(ZHANG)
    await pass(10_000)
    expect(all()).toEqual([{ kind: 'reading' }, { kind: 'id-card-unreadable', detail }])
    expect(sim.heard().select).toBe(1)
  })

  it('gives up a card after three tries, once, and reads the next one', async () => {
    const { sim, all, told, pass } = await setUp()
    sim.lay(ZHANG)
    for (let tries = 0; tries < 3; tries++) {
      sim.failNext(0x41)
      await pass(400)
    }
    await pass(10_000)
    expect(all()).toEqual([{ kind: 'reading' }, { kind: 'id-card-unreadable', detail: 'the card could not be read' }])
    sim.lift()
    await pass(1_200)
    sim.lay(LI)
    await pass(1_000)
    expect(told().slice(2)).toEqual(['reading', '李四'])
  })

  it('refuses a card whose text makes no sense, without another try', async () => {
    const { sim, all, pass } = await setUp()
    sim.lay({ ...ZHANG, idNumber: '123' })
    await pass(10_000)
    expect(all()).toEqual([
      { kind: 'reading' },
      { kind: 'id-card-unreadable', detail: 'an identity number of the wrong shape' },
    ])
    expect(sim.heard().read).toBe(1)
  })

  it('goes on with a card that the module missed for a moment', async () => {
    const { sim, told, pass } = await setUp()
    sim.failNext(0x41)
    sim.lay(ZHANG)
    await pass(400)
    sim.failNext(0x80, 'find')
    await pass(2_000)
    expect(told()).toEqual(['reading', '张三'])
  })

  it('says that a card could not be read when it is taken away before the end', async () => {
    const { sim, all, pass } = await setUp()
    sim.failNext(0x41)
    sim.lay(ZHANG)
    await pass(300)
    expect(all()).toEqual([{ kind: 'reading' }])
    sim.lift()
    await pass(1_200)
    expect(all().slice(1)).toEqual([{ kind: 'id-card-unreadable', detail: 'the card was taken away' }])
    await pass(10_000)
    expect(all()).toHaveLength(2)
  })

  it('reads on after half an answer and silence, and resets the module so that the rest can not come later', async () => {
    const { sim, told, pass } = await setUp()
    sim.tearNext(640)
    sim.lay(ZHANG)
    await pass(2_500)
    expect(told()).toEqual(['reading'])
    await pass(2_000)
    expect(told()).toEqual(['reading', '张三'])
    expect(sim.heard().reset).toBe(1)
  })

  it('is not led astray by bytes that nobody asked for', async () => {
    const { sim, reader, told, pass } = await setUp()
    for (let times = 0; times < 20; times++) {
      await sim.garbage()
      await pass(300)
    }
    sim.lay(ZHANG)
    await sim.garbage()
    await pass(4_000)
    expect(reader.fault()).toBeNull()
    expect(told()).toEqual(['reading', '张三'])
  })

  it('does not take a card from an answer that nobody is waiting for', async () => {
    const { sim, told, pass } = await setUp()
    // The whole answer of a good read, as it would come too late from a reader that had hung.
    const late = Buffer.alloc(1_295, ' ')
    Buffer.from('AAAAAA9669050800009001000400', 'hex').copy(late)
    late[1_294] = late.subarray(5, 1_294).reduce((xor, byte) => xor ^ byte, 0)
    await sim.garbage(late)
    await pass(2_000)
    expect(told()).toEqual([])
  })

  it('is lost after three silences, resets the hung module and works again', async () => {
    const { sim, reader, told, faults, pass } = await setUp()
    sim.silence({ untilReset: true })
    await pass(2_500)
    expect(reader.fault()).toBeNull()
    await pass(3_000)
    expect(faults.all().slice(1)).toEqual([{ code: 'reader-lost', detail: 'the reader does not answer' }, null])
    expect(sim.heard().reset).toBe(1)
    sim.lay(ZHANG)
    await pass(1_000)
    expect(told()).toEqual(['reading', '张三'])
  })

  it('makes a new connection when resets do not help', async () => {
    const { sim, cable, reader, pass } = await setUp()
    sim.silence()
    await pass(25_000)
    expect(cable.opens()).toBe(2)
    expect(reader.fault()?.code).toBe('reader-lost')
    sim.speak()
    await pass(4_000)
    expect(reader.fault()).toBeNull()
  })

  it('ends what it began when the module falls silent under a card', async () => {
    const { sim, told, pass } = await setUp()
    sim.failNext(0x41)
    sim.lay(ZHANG)
    await pass(300)
    sim.silence()
    await pass(20_000)
    expect(told()).toEqual(['reading', 'id-card-unreadable'])
  })

  it.each([
    [0x60, 'the module failed its self-test'],
    [0x66, 'the module is not authorised'],
  ])('has a fault while the module says %i of itself', async (sw3, detail) => {
    const { sim, reader, pass } = await setUp()
    sim.failNext(sw3)
    await pass(400)
    expect(reader.fault()).toEqual({ code: 'reader-lost', detail })
    await pass(400)
    expect(reader.fault()).toBeNull()
  })

  it('is lost with its link and ends what it began', async () => {
    const { sim, cable, reader, told, pass } = await setUp()
    sim.failNext(0x41)
    sim.lay(ZHANG)
    await pass(300)
    cable.cut('bad file descriptor')
    await pass(100)
    expect(reader.fault()).toEqual({ code: 'reader-lost', detail: 'bad file descriptor' })
    expect(told()).toEqual(['reading', 'id-card-unreadable'])
    await pass(1_000)
    expect(reader.fault()).toBeNull()
    expect(told()).toEqual(['reading', 'id-card-unreadable', 'reading', '张三'])
  })

  it('asks no oftener than told', async () => {
    const { sim, pass } = await setUp()
    const before = sim.heard().find
    await pass(8_000)
    expect(sim.heard().find - before).toBeLessThanOrEqual(20)
  })

  it('leaves nothing behind when it is closed, even in the middle of a question', async () => {
    const { sim, clock, reader, told, pass } = await setUp()
    sim.silence()
    await pass(600)
    await reader.close()
    await turn()
    expect(clock.pending()).toBe(0)
    sim.speak()
    sim.lay(ZHANG)
    await pass(10_000)
    expect(told()).toEqual([])
  })
})
