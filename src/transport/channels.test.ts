import { describe, expect, it, vi } from 'vitest'
import type { Port } from '../port.ts'
import { acceptChannels, dialChannels } from './channels.ts'
import { joinPorts } from './join-ports.ts'
import { memoryPorts } from './memory-pair.ts'

const settled = () => new Promise(resolve => setImmediate(resolve))

function channels() {
  const [near, far] = memoryPorts()
  const accepted: Port[] = []
  acceptChannels(far, port => accepted.push(port))
  return { near, far, accepted, dial: dialChannels(near) }
}

function ear(port: Port) {
  const heard: unknown[] = []
  port.onMessage(message => heard.push(message))
  return heard
}

describe('channels', () => {
  it('keeps the messages of each channel apart', async () => {
    const { accepted, dial } = channels()
    const [a, b] = [dial.open(), dial.open()]
    a.post('to a')
    b.post('to b')
    await settled()
    const [farA, farB] = accepted
    expect([ear(farA!), ear(farB!)]).toEqual([['to a'], ['to b']])
    const [heardA, heardB] = [ear(a), ear(b)]
    farB!.post('from b')
    await settled()
    expect([heardA, heardB]).toEqual([[], ['from b']])
  })

  it.each(['near', 'far'] as const)('ends one channel from the %s side and leaves the others', async side => {
    const { accepted, dial } = channels()
    const [a, b] = [dial.open(), dial.open()]
    await settled()
    const closed = [vi.fn(), vi.fn(), vi.fn()]
    a.onClose(closed[0]!)
    accepted[0]!.onClose(closed[1]!)
    b.onClose(closed[2]!)
    if (side === 'near') a.close()
    else accepted[0]!.close()
    await settled()
    expect(closed.map(listener => listener.mock.calls.length)).toEqual([1, 1, 0])
  })

  it('ends every channel when the port below ends', async () => {
    const { near, accepted, dial } = channels()
    const a = dial.open()
    await settled()
    const closed = [vi.fn(), vi.fn()]
    a.onClose(closed[0]!)
    accepted[0]!.onClose(closed[1]!)
    near.close()
    await settled()
    expect(closed.map(listener => listener.mock.calls.length)).toEqual([1, 1])
  })

  it('leaves other messages on the port alone, and ignores parcels that make no sense', async () => {
    const { near, far, accepted, dial } = channels()
    const heard = ear(far)
    near.post({ kind: 'alive' })
    near.post({ kind: 'channel-message', channel: 99, message: 'nobody' })
    near.post({ kind: 'channel-open', channel: 'x' })
    near.post({ kind: 'channel-close', channel: 98 })
    await settled()
    expect(heard[0]).toEqual({ kind: 'alive' })
    expect(accepted).toEqual([])
    dial.open().post('still works')
    await settled()
    expect(ear(accepted[0]!)).toEqual(['still works'])
  })

  it('does not open the same channel twice', async () => {
    const { near, accepted } = channels()
    near.post({ kind: 'channel-open', channel: 5 })
    near.post({ kind: 'channel-open', channel: 5 })
    await settled()
    expect(accepted).toHaveLength(1)
  })

  it('turns the sixty-fifth channel away until one is free', async () => {
    const { accepted, dial } = channels()
    const ports = Array.from({ length: 64 }, () => dial.open())
    const turnedAway = vi.fn()
    dial.open().onClose(turnedAway)
    await settled()
    expect(turnedAway).toHaveBeenCalledTimes(1)
    expect(accepted).toHaveLength(64)
    ports[0]!.close()
    dial.open()
    await settled()
    expect(accepted).toHaveLength(65)
  })
})

describe('joined ports', () => {
  it('pass messages both ways and end together', async () => {
    const [a, innerA] = memoryPorts()
    const [innerB, b] = memoryPorts()
    joinPorts(innerA, innerB)
    const [heardA, heardB] = [ear(a), ear(b)]
    const closed = vi.fn()
    b.onClose(closed)
    a.post(1)
    b.post(2)
    await settled()
    expect([heardA, heardB]).toEqual([[2], [1]])
    a.close()
    await settled()
    expect(closed).toHaveBeenCalledTimes(1)
  })
})
