import { describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { createMemoryCable } from '../sim/memory-cable.ts'
import { keepOpen, type LinkState } from './link.ts'
import type { OpenTransport, Transport } from './transport.ts'

const setUp = () => {
  const clock = fakeClock()
  const heard: string[] = []
  let far: Transport | null = null
  const cable = createMemoryCable(end => {
    far = end
    end.onBytes(bytes => heard.push(Buffer.from(bytes).toString()))
  })
  return { clock, cable, heard, far: () => far as unknown as Transport }
}
const start = (setting: ReturnType<typeof setUp>, open: OpenTransport = setting.cable.open) => {
  const link = keepOpen(open, setting.clock)
  const states: LinkState[] = []
  link.onState(state => states.push(state))
  return { link, states }
}
const bytes = (text: string) => Buffer.from(text)

describe('link', () => {
  it('opens at once and carries bytes both ways', async () => {
    const setting = setUp()
    const { link, states } = start(setting)
    expect(link.state()).toEqual({ up: false, reason: 'not opened yet' })
    const got: string[] = []
    link.onBytes(received => got.push(Buffer.from(received).toString()))
    await setting.clock.advance(0)
    expect(states).toEqual([{ up: true }])
    expect(await link.send(bytes('question'))).toBe(true)
    await setting.far().write(bytes('answer'))
    await setting.clock.advance(0)
    expect(setting.heard).toEqual(['question'])
    expect(got).toEqual(['answer'])
  })

  it('tries again after 0.3 s, doubles the wait and stays at 5 s', async () => {
    const setting = setUp()
    setting.cable.refuse('no such port')
    const { states } = start(setting)
    const triesAfter: number[] = []
    let tries = 0
    for (let elapsedMs = 0; elapsedMs <= 25_000; elapsedMs += 100) {
      await setting.clock.advance(elapsedMs === 0 ? 0 : 100)
      if (setting.cable.opens() > tries) triesAfter.push(elapsedMs)
      tries = setting.cable.opens()
    }
    expect(triesAfter).toEqual([0, 300, 900, 2_100, 4_500, 9_300, 14_300, 19_300, 24_300])
    expect(states).toEqual([{ up: false, reason: 'no such port' }])
  })

  it('comes back by itself and begins again at 0.3 s once bytes have come', async () => {
    const setting = setUp()
    const { states } = start(setting)
    for (const round of [1, 2]) {
      await setting.clock.advance(300)
      expect(states.at(-1)).toEqual({ up: true })
      await setting.far().write(bytes('alive'))
      await setting.clock.advance(0)
      setting.cable.cut(`cut ${round}`)
      expect(states.at(-1)).toEqual({ up: false, reason: `cut ${round}` })
    }
    await setting.clock.advance(299)
    expect(setting.cable.opens()).toBe(2)
    await setting.clock.advance(1)
    expect(setting.cable.opens()).toBe(3)
  })

  it('does not ask a peer at full speed that accepts and drops', async () => {
    const setting = setUp()
    start(setting)
    for (let elapsedMs = 0; elapsedMs < 20_000; elapsedMs += 100) {
      await setting.clock.advance(100)
      setting.cable.cut('dropped')
    }
    expect(setting.cable.opens()).toBeLessThan(10)
  })

  it('drops what is sent while it is down', async () => {
    const setting = setUp()
    const { link } = start(setting)
    await setting.clock.advance(0)
    setting.cable.cut('pulled')
    expect(await link.send(bytes('an order from before'))).toBe(false)
    await setting.clock.advance(300)
    expect(link.state()).toEqual({ up: true })
    expect(await link.send(bytes('now'))).toBe(true)
    await setting.clock.advance(0)
    expect(setting.heard).toEqual(['now'])
  })

  it('gives up an open that takes too long, and closes what comes of it later', async () => {
    const setting = setUp()
    let finish = (_: Transport) => {}
    const slow: OpenTransport = () => new Promise(resolve => (finish = resolve))
    const { link, states } = start(setting, slow)
    await setting.clock.advance(10_000)
    expect(states).toEqual([{ up: false, reason: 'no answer within 10000 ms' }])
    finish(await setting.cable.open())
    await setting.clock.advance(0)
    expect(setting.cable.standing()).toBe(0)
    expect(link.state().up).toBe(false)
  })

  it('gives up a connection that takes no bytes', async () => {
    const setting = setUp()
    const stuck: OpenTransport = async () => ({
      ...(await setting.cable.open()),
      write: () => new Promise<void>(() => {}),
    })
    const { link, states } = start(setting, stuck)
    await setting.clock.advance(0)
    const sent = link.send(bytes('question'))
    await setting.clock.advance(5_000)
    expect(await sent).toBe(false)
    expect(states.at(-1)).toEqual({ up: false, reason: 'no answer within 5000 ms' })
    await setting.clock.advance(300)
    expect(states.at(-1)).toEqual({ up: true })
  })

  it('closes the old connection before it makes a new one on demand', async () => {
    const setting = setUp()
    const { link, states } = start(setting)
    await setting.clock.advance(0)
    link.reopen('the device is dead')
    expect(states.at(-1)).toEqual({ up: false, reason: 'the device is dead' })
    await setting.clock.advance(300)
    expect(setting.cable.opens()).toBe(2)
    expect(setting.cable.standing()).toBe(1)
    expect(states.at(-1)).toEqual({ up: true })
  })

  it.each(['up', 'waiting', 'opening'])('leaves nothing behind when it is closed while %s', async when => {
    const setting = setUp()
    if (when === 'waiting') setting.cable.refuse('gone')
    const { link } = start(setting)
    if (when !== 'opening') await setting.clock.advance(0)
    await link.close()
    await setting.clock.advance(60_000)
    expect(setting.cable.opens()).toBe(1)
    expect(setting.cable.standing()).toBe(0)
    expect(setting.clock.pending()).toBe(0)
    expect(link.state()).toEqual({ up: false, reason: 'closed' })
    expect(await link.send(bytes('late'))).toBe(false)
  })
})
