import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHouseStore } from '../peers/house-store.ts'
import { startVerificationWorld, type VerificationWorld } from '../peers/verification-world.ts'
import { rawConnections, statusOf } from './raw-http.ts'

const { say, closeAll } = rawConnections()

describe('a server with small limits', () => {
  let world: VerificationWorld
  let closeStore: () => Promise<void>
  beforeAll(async () => {
    const store = await openHouseStore({ kind: 'memory' })
    closeStore = store.close
    const limits = { headMs: 300, requestMs: 600, lookMs: 50, atOnce: 12, atOnceOfGroup: 6 }
    world = await startVerificationWorld(store, { limits, trustedProxies: ['10.0.0.1'] })
  })
  afterAll(async () => {
    await closeAll()
    await world?.close()
    await closeStore?.()
  })

  it('closes what says its head or its body too slowly, with an answer', async () => {
    const slowHead = await say(world.base, 'GET /v/ HTTP/1.1\r\nhost: x\r\nx-a: b')
    const slowBody = await say(
      world.base,
      'POST /v1/verification/files HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{',
    )
    expect(await Promise.all([slowHead.closed(), slowBody.closed()])).toEqual(
      Array(2).fill(expect.stringMatching(/^HTTP\/1\.1 408 [\s\S]*"server-slow"/)),
    )
  })

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['TLS to a plain port', Buffer.from('16030100a5010000a10303', 'hex'), 400],
    ['a space in a header name', 'GET / HTTP/1.1\r\nhost : x\r\n\r\n', 400],
    ['two lengths', 'POST /v/plain/code HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx', 400],
    ['length and chunks', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n', 400],
    ['a method that is none', 'BREW / HTTP/1.1\r\nhost: x\r\n\r\n', 400],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['an address that is none', 'GET /v/%zz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n', 400],
    ['a head that is too large', `GET / HTTP/1.1\r\nhost: x\r\na: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['many headers', `GET / HTTP/1.1\r\nhost: x\r\n${'a: b\r\n'.repeat(4_000)}\r\n`, 431],
    [
      'a chunk that is none',
      'POST /v1/verification/files HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
      400,
    ],
  ])('answers %s, and goes on', async (_, text, status) => {
    const broken = await say(world.base, text)
    const said = await broken.closed()
    expect(statusOf(said)).toBe(status)
    expect((await fetch(`${world.base}/healthz`)).status).toBe(200)
  })

  it('holds so many connections of one address and no more: the one that asks nothing gives way', async () => {
    const idle = []
    for (let at = 0; at < 6; at++) idle.push(await say(world.base, ''))
    const asking = await say(world.base, 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n')
    await idle[0]!.closed()
    expect(statusOf(await asking.head())).toBe(200)
    await closeAll()
  })
})
