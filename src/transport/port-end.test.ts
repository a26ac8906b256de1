import { describe, expect, it, vi } from 'vitest'
import { portEnd } from './port-end.ts'

function wired() {
  const wire = { send: vi.fn(), end: vi.fn() }
  return { wire, ...portEnd(wire) }
}

describe('a port end', () => {
  it('keeps early messages for the first listener, in order', () => {
    const { port, receive } = wired()
    receive('a')
    receive('b')
    const heard: unknown[] = []
    port.onMessage(message => heard.push(message))
    receive('c')
    expect(heard).toEqual(['a', 'b', 'c'])
  })

  it('stops calling a listener that has unsubscribed', () => {
    const { port, receive } = wired()
    const listener = vi.fn()
    port.onMessage(listener)()
    receive('a')
    expect(listener).not.toHaveBeenCalled()
  })

  it('ends once, from this side', () => {
    const { port, wire } = wired()
    const onClose = vi.fn()
    port.onClose(onClose)
    port.close()
    port.close()
    port.post('late')
    expect(wire.end).toHaveBeenCalledTimes(1)
    expect(wire.send).not.toHaveBeenCalled()
    expect(onClose).toHaveBeenCalledTimes(1)
  })

  it('ends once, from the other side, and then does not end the transport again', () => {
    const { port, wire, lost, receive } = wired()
    const onClose = vi.fn()
    const onMessage = vi.fn()
    port.onClose(onClose)
    port.onMessage(onMessage)
    lost()
    lost()
    port.close()
    receive('late')
    expect(onClose).toHaveBeenCalledTimes(1)
    expect(wire.end).not.toHaveBeenCalled()
    expect(onMessage).not.toHaveBeenCalled()
  })

  it('tells a listener that comes after the end', async () => {
    const { port, lost } = wired()
    lost()
    await new Promise<void>(resolve => port.onClose(resolve))
  })
})
