import { EventEmitter } from 'node:events'
import { MessageChannel } from 'node:worker_threads'
import { describe, expect, it, vi } from 'vitest'
import { HEARTBEAT_MS } from '../../src/contract/station-process.ts'
import { fakeClock } from '../../src/fake-clock.ts'
import type { Port } from '../../src/port.ts'
import { portOverMessagePort } from '../../src/transport/message-port.ts'
import { attachRenderers, type StationProcess } from './renderer-ports.ts'

/** `process` as a child with an IPC channel sees it. */
class IpcProcess extends EventEmitter implements StationProcess {
  connected = true
  readonly sent: unknown[] = []
  send(message: unknown) {
    this.sent.push((message as { message: unknown }).message)
    return true
  }
  arrive(message: unknown) {
    this.emit('message', { message })
  }
}

/** `process` as an Electron utility process sees it. */
class UtilityProcess extends EventEmitter implements StationProcess {
  connected = false
  readonly sent: unknown[] = []
  readonly parentPort = Object.assign(new EventEmitter(), {
    postMessage: (message: unknown) => void this.sent.push(message),
  })
  arrive(data: unknown, ports: unknown[] = []) {
    this.parentPort.emit('message', { data, ports })
  }
}

function attached(self: IpcProcess | UtilityProcess) {
  const clock = fakeClock()
  const ports: Port[] = []
  const onStop = vi.fn()
  const link = attachRenderers(port => ports.push(port), { clock, onStop, process: self })
  return { clock, ports, onStop, link }
}

describe.each([
  ['a child with an IPC channel', () => new IpcProcess()],
  ['a utility process', () => new UtilityProcess()],
])('in %s, the station', (_, make) => {
  it('shows signs of life from the first moment', async () => {
    const self = make()
    const { clock } = attached(self)
    await clock.advance(2 * HEARTBEAT_MS)
    expect(self.sent).toEqual([{ kind: 'alive' }, { kind: 'alive' }, { kind: 'alive' }])
  })

  it('tells that it is ready, or why it can not be', () => {
    const self = make()
    const { link } = attached(self)
    link.ready()
    link.fatal('x'.repeat(5000))
    expect(self.sent.slice(1)).toEqual([{ kind: 'ready' }, { kind: 'fatal', detail: 'x'.repeat(2000) }])
  })

  it('hears an order to stop once, from the shell or by a signal', () => {
    const self = make()
    const { onStop } = attached(self)
    self.arrive({ kind: 'stop' })
    self.emit('SIGTERM')
    self.emit('SIGINT')
    self.arrive({ kind: 'stop' })
    expect(onStop).toHaveBeenCalledTimes(1)
  })

  it('ignores orders that make no sense', () => {
    const self = make()
    const { onStop, ports } = attached(self)
    for (const order of [null, 'stop', { kind: 'explode' }, { kind: 7 }, []]) self.arrive(order)
    expect(onStop).not.toHaveBeenCalled()
    expect(ports).toEqual([])
  })
})

describe('a screen attaches', () => {
  it('over a channel of the IPC', () => {
    const self = new IpcProcess()
    const { ports } = attached(self)
    self.arrive({ kind: 'channel-open', channel: 1 })
    self.arrive({ kind: 'channel-message', channel: 1, message: 'touch' })
    const heard: unknown[] = []
    ports[0]!.onMessage(message => heard.push(message))
    ports[0]!.post('view')
    expect(heard).toEqual(['touch'])
    expect(self.sent.at(-1)).toEqual({ kind: 'channel-message', channel: 1, message: 'view' })
  })

  it('over a MessagePort that comes with the order', async () => {
    const self = new UtilityProcess()
    const { ports } = attached(self)
    const { port1, port2 } = new MessageChannel()
    self.arrive({ kind: 'attach-renderer' }, [port2])
    const screen = portOverMessagePort(port1)
    const heard = new Promise(resolve => screen.onMessage(resolve))
    ports[0]!.post('view')
    expect(await heard).toBe('view')
    const closed = new Promise<void>(resolve => ports[0]!.onClose(resolve))
    screen.close()
    await closed
  })
})

it('the station ends when its shell is gone', () => {
  const self = new IpcProcess()
  const { onStop } = attached(self)
  self.emit('disconnect')
  expect(onStop).toHaveBeenCalledTimes(1)
})

it('without a shell nothing is said and nothing is waited for', () => {
  const clock = fakeClock()
  const self = Object.assign(new EventEmitter(), { connected: false }) satisfies StationProcess
  const link = attachRenderers(() => {}, { clock, onStop: () => {}, process: self })
  link.ready()
  expect(clock.pending()).toBe(0)
})
