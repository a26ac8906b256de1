import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { fakeClock } from './fake-clock.ts'
import { type Contract, connect, type Handlers, RpcError, serve } from './rpc.ts'
import { memoryPorts } from './transport/memory-pair.ts'

const CONTRACT = {
  methods: {
    double: { input: z.int().max(1000), output: z.int() },
    trim: { input: z.string().transform(text => text.trim()), output: z.string() },
  },
  events: { tick: z.object({ count: z.int() }) },
} as const satisfies Contract

function pair(handlers: Partial<Handlers<typeof CONTRACT>> = {}) {
  const clock = fakeClock()
  const [near, far] = memoryPorts()
  const onBug = vi.fn()
  const server = serve(CONTRACT, { double: n => n * 2, trim: text => text, ...handlers }, far, onBug)
  const client = connect(CONTRACT, near, { timeoutMs: 1000, schedule: (run, delayMs) => clock.after(delayMs, run) })
  const settle = () => clock.advance(0)
  return { clock, near, far, onBug, server, client, settle }
}

const kindOf = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    error => (error instanceof RpcError ? error.kind : error),
  )

describe('a call', () => {
  it('is answered, and its timer is called off', async () => {
    const { client, clock } = pair()
    expect(await client.call('double', 21)).toBe(42)
    expect(clock.pending()).toBe(0)
  })

  it('reaches the handler parsed', async () => {
    const trim = vi.fn((text: string) => text)
    await pair({ trim }).client.call('trim', '  a ')
    expect(trim).toHaveBeenCalledWith('a')
  })

  it('gets its own answer when answers come out of order', async () => {
    const release: (() => void)[] = []
    const { client, settle } = pair({ double: n => new Promise(resolve => release.push(() => resolve(n * 2))) })
    const calls = [client.call('double', 1), client.call('double', 2)]
    await settle()
    for (const go of release.reverse()) go()
    expect(await Promise.all(calls)).toEqual([2, 4])
  })

  it('is refused with the place of the mistake when its input breaks the contract', async () => {
    const double = vi.fn()
    const { client } = pair({ double })
    await expect(client.call('double', 5000)).rejects.toThrow(/1000/)
    expect(await kindOf(client.call('double', 'x' as never))).toBe('refused')
    expect(double).not.toHaveBeenCalled()
  })

  it.each(['nothing', 'toString', '__proto__', 'constructor'])(
    'of the method %s, which is not there, is refused',
    async name => {
      const { client } = pair()
      expect(await kindOf(client.call(name as 'double', 1))).toBe('refused')
    },
  )

  it('is refused without a reason when the handler throws, and the bug is told', async () => {
    const bug = new Error('the secret of the bug')
    const { client, onBug } = pair({
      double: () => {
        throw bug
      },
    })
    await expect(client.call('double', 1)).rejects.toThrow('internal error')
    expect(onBug).toHaveBeenCalledWith(bug)
  })

  it('ends as nonsense when the answer breaks the contract', async () => {
    const { client } = pair({ double: () => 'many' as never })
    expect(await kindOf(client.call('double', 1))).toBe('nonsense')
  })

  it('is given up when its time is over; the late answer is ignored', async () => {
    let release = (_: number) => {}
    const { client, clock } = pair({ double: () => new Promise(resolve => (release = resolve)) })
    const outcome = kindOf(client.call('double', 1))
    await clock.advance(1000)
    expect(await outcome).toBe('timeout')
    release(2)
    await clock.advance(0)
    expect(await client.call('trim', 'works on')).toBe('works on')
  })

  it.each(['near', 'far'] as const)(
    'fails at once when the %s side closes, and so does every later one',
    async side => {
      const ports = pair({ double: () => new Promise(() => {}) })
      const outcome = kindOf(ports.client.call('double', 1))
      await ports.settle()
      ports[side].close()
      expect(await outcome).toBe('closed')
      expect(await kindOf(ports.client.call('double', 1))).toBe('closed')
      expect(ports.clock.pending()).toBe(0)
    },
  )
})

describe('an event', () => {
  it('reaches each listener, parsed, until it unsubscribes', async () => {
    const { client, server, settle } = pair()
    const heard: string[] = []
    const end = client.on('tick', ({ count }) => heard.push(`a${count}`))
    client.on('tick', ({ count }) => heard.push(`b${count}`))
    server.emit('tick', { count: 1 })
    await settle()
    end()
    server.emit('tick', { count: 2 })
    await settle()
    expect(heard).toEqual(['a1', 'b1', 'b2'])
  })

  it('that bears the name of something every object has is no event', async () => {
    const { far, client, settle } = pair()
    for (const name of ['constructor', '__proto__', 'toString']) far.post({ type: 'event', name, payload: {} })
    await settle()
    expect(await client.call('double', 2)).toBe(4)
  })

  it('that breaks the contract reaches nobody', async () => {
    const { client, far, settle } = pair()
    const listener = vi.fn()
    client.on('tick', listener)
    far.post({ type: 'event', name: 'tick', payload: { count: 'x' } })
    far.post({ type: 'event', name: 'tock', payload: { count: 1 } })
    await settle()
    expect(listener).not.toHaveBeenCalled()
  })
})

describe('nonsense on the port', () => {
  const nonsense = [
    null,
    'text',
    42,
    [],
    {},
    { type: 'call' },
    { type: 'call', id: -1, method: 'double', input: 1 },
    { type: 'call', id: 1.5, method: 'double', input: 1 },
    { type: 'call', id: 1, method: 'x'.repeat(1000), input: 1 },
    { type: 'reply', id: 77, output: 1 },
    { type: 'refusal', id: 77 },
  ]
  it.each(nonsense.map(message => [message]))('is ignored by both sides: %j', async message => {
    const { client, near, far, onBug, settle } = pair()
    near.post(message)
    far.post(message)
    await settle()
    expect(await client.call('double', 1)).toBe(2)
    expect(onBug).not.toHaveBeenCalled()
  })
})
