import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Client, connect, RpcError } from '../../src/rpc.ts'
import { PORT_MAKERS, type PortUnderTest } from './port-makers.ts'
import { BABBLE, PORTS_CONTRACT } from './ports-contract.ts'

const kindOf = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    error => (error instanceof RpcError ? error.kind : error),
  )

describe.each(Object.entries(PORT_MAKERS))('a port over %s', (_, open) => {
  let made: PortUnderTest
  let client: Client<typeof PORTS_CONTRACT>
  /** Set by a test: runs out all time limits at once. */
  let runOut: (() => void)[]
  beforeEach(async () => {
    made = await open()
    runOut = []
    const schedule = (run: () => void) => {
      runOut.push(run)
      return () => {}
    }
    client = connect(PORTS_CONTRACT, made.port, { timeoutMs: 1000, schedule })
  })
  afterEach(() => made.dispose())

  it('carries calls and answers', async () => {
    expect(await Promise.all([1, 2, 3].map(n => client.call('double', n)))).toEqual([2, 4, 6])
  })

  it('carries plain data as it is', async () => {
    const value = {
      text: '姓名 𠮷 \u0000 "\\',
      list: [1, -2.5, null, true, []],
      $bytes: 'AQID',
      nested: { __proto__x: {} },
    }
    expect(await client.call('echo', value)).toEqual(value)
  })

  it('keeps bytes intact, also deep inside and from the middle of a buffer', async () => {
    const all = Uint8Array.from({ length: 256 }, (_, i) => i)
    const echoed = await client.call('echoBytes', all.subarray(100, 200))
    expect(echoed).toBeInstanceOf(Uint8Array)
    expect([...echoed]).toEqual([...all.subarray(100, 200)])
    const deep = (await client.call('echo', { pages: [{ png: all }] })) as { pages: [{ png: Uint8Array }] }
    expect([...deep.pages[0].png]).toEqual([...all])
  })

  it('carries a document of 8 MB', async () => {
    const file = new Uint8Array(8_000_000).fill(0xa5)
    file[7_999_999] = 1
    const echoed = await client.call('echoBytes', file)
    expect(Buffer.compare(echoed, file)).toBe(0)
  })

  it('carries events in order, and before the answer that follows them', async () => {
    const ticks: number[] = []
    client.on('tick', tick => ticks.push(tick))
    await client.call('count', 500)
    expect(ticks).toEqual(Array.from({ length: 500 }, (_, tick) => tick))
  })

  it('keeps the order of calls', async () => {
    const numbers = Array.from({ length: 200 }, (_, n) => n)
    for (const n of numbers) void client.call('note', n)
    expect(await client.call('noted', null)).toEqual(numbers)
  })

  it('refuses bad input and goes on', async () => {
    expect(await kindOf(client.call('double', 'x' as never))).toBe('refused')
    expect(await kindOf(client.call('unheard-of' as 'double', 1))).toBe('refused')
    expect(await client.call('double', 4)).toBe(8)
  })

  it('gives a call up when its time is over, and goes on', async () => {
    const outcome = kindOf(client.call('hang', null))
    for (const run of runOut) run()
    expect(await outcome).toBe('timeout')
    expect(await client.call('double', 4)).toBe(8)
  })

  it('fails the calls that wait when this side closes', async () => {
    await client.call('double', 1)
    const outcomes = [kindOf(client.call('hang', null)), kindOf(client.call('double', 1))]
    made.port.close()
    expect(await Promise.all(outcomes)).toEqual(['closed', 'closed'])
    expect(await kindOf(client.call('double', 1))).toBe('closed')
  })

  it('fails the calls that wait when the other side closes', async () => {
    const outcomes = [kindOf(client.call('hang', null)), kindOf(client.call('hangUp', null))]
    expect(await Promise.all(outcomes)).toEqual(['closed', 'closed'])
    expect(await kindOf(client.call('double', 1))).toBe('closed')
  })

  it('lives through hostile messages from either side', async () => {
    await client.call('double', 1)
    made.attack()
    for (const message of BABBLE) made.port.post(message)
    await client.call('babble', null)
    expect(await client.call('double', 4)).toBe(8)
  })
})
