import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FakeClock, fakeClock } from '../../../src/fake-clock.ts'
import { askProvider, type ProviderRequest, readProvider } from './provider-http.ts'

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void

/** A provider that behaves as a test says. */
let behave: Behaviour
let came: { request: IncomingMessage; body: string; isGone: Promise<void> }[]
const server = createServer(async (request, response) => {
  const isGone = new Promise<void>(resolve => response.once('close', resolve))
  let body = ''
  for await (const part of request) body += part
  came.push({ request, body, isGone })
  server.emit('came')
  behave(request, response)
})
let clock: FakeClock
let baseUrl: string
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  clock = fakeClock()
  came = []
  behave = (_, response) => response.end('{}')
})

const ask = (more: Partial<ProviderRequest> = {}) =>
  askProvider(clock, {
    ...{ method: 'GET', url: `${baseUrl}/trades/1`, headers: { Accept: 'application/json' } },
    ...{ withinMs: 5_000, bytesMax: 1_000, ...more },
  })

describe('a call to a provider', () => {
  it('is sent as it stands, and its reply handed out as it came, whatever its status', async () => {
    behave = (_, response) => response.writeHead(409, { 'X-Signature': 'abc' }).end('{ "金额" :1}')
    const headers = { 'Content-Type': 'application/json', Signed: 'yes' }
    const reply = await ask({ method: 'POST', headers, body: '{"a": 1}' })
    expect(reply).toMatchObject({ ok: true, value: { status: 409, headers: { 'x-signature': 'abc' } } })
    expect(reply.ok && reply.value.body.toString()).toBe('{ "金额" :1}')
    expect(came).toMatchObject([{ body: '{"a": 1}', request: { method: 'POST', url: '/trades/1' } }])
    expect(came[0]?.request.headers).toMatchObject({ signed: 'yes', 'content-type': 'application/json' })
  })

  it('has an empty body where there is none', async () => {
    behave = (_, response) => response.writeHead(204).end()
    expect(await ask()).toMatchObject({ ok: true, value: { status: 204, body: Buffer.alloc(0) } })
  })

  it('follows no redirect: it was signed for another address', async () => {
    behave = (_, response) => response.writeHead(302, { Location: `${baseUrl}/elsewhere` }).end()
    expect(await ask()).toMatchObject({ ok: true, value: { status: 302 } })
    expect(came).toHaveLength(1)
  })

  it('that is not answered in time is given up, and the line with it', async () => {
    behave = () => undefined
    const answer = ask()
    await once(server, 'came')
    await clock.advance(5_000)
    expect(await answer).toEqual({ ok: false, error: 'TIMEOUT' })
    await came[0]?.isGone
  })

  it('whose reply begins and then takes too long is given up as well', async () => {
    behave = (_, response) => void response.writeHead(200).write('{')
    const reading = readProvider(clock, { method: 'GET', url: baseUrl, headers: {}, withinMs: 5_000 }, async reply => {
      const chunks = reply.body![Symbol.asyncIterator]()
      await chunks.next()
      await clock.advance(5_000)
      return chunks.next()
    })
    expect(await reading).toEqual({ ok: false, error: 'TIMEOUT' })
  })

  it('leaves no limit running behind it', async () => {
    await ask()
    expect(clock.pending()).toBe(0)
  })

  it('that nobody wants any more is given up, before it began or after', async () => {
    expect(await ask({ signal: AbortSignal.abort() })).toEqual({ ok: false, error: 'CANCELLED' })
    expect(came).toEqual([])
    behave = () => undefined
    const leave = new AbortController()
    const answer = ask({ signal: leave.signal })
    await once(server, 'came')
    leave.abort()
    expect(await answer).toEqual({ ok: false, error: 'CANCELLED' })
  })

  it('is read to its last byte that may be, and no further', async () => {
    behave = (_, response) => response.end('x'.repeat(1_000))
    expect(await ask()).toMatchObject({ ok: true })
    behave = (_, response) => response.end('x'.repeat(1_001))
    expect(await ask()).toEqual({ ok: false, error: 'REPLY_TOO_LONG' })
    behave = (_, response) => void response.write('x'.repeat(2_000))
    expect(await ask()).toEqual({ ok: false, error: 'REPLY_TOO_LONG' })
    await came[2]?.isGone
  })

  it.each<[string, Behaviour]>([
    ['before an answer', (_, response) => response.socket?.resetAndDestroy()],
    [
      'in the midst of one',
      (_, response) => {
        response.writeHead(200, { 'Content-Length': '100' }).write('{')
        setImmediate(() => response.socket?.destroy())
      },
    ],
    ['by what is no HTTP', (_, response) => void response.socket?.end('nonsense\r\n\r\n')],
  ])('that breaks off %s says so', async (_, how) => {
    behave = how
    expect(await ask()).toEqual({ ok: false, error: 'BROKE_OFF' })
  })

  it('is made once, and never again by itself', async () => {
    behave = (_, response) => response.socket?.resetAndDestroy()
    await ask({ method: 'POST', body: '{}' })
    expect(came).toHaveLength(1)
  })

  it('says in the system’s word that nobody is there', async () => {
    expect(await ask({ url: 'http://127.0.0.1:2/' })).toEqual({ ok: false, error: 'ECONNREFUSED' })
  })

  it('passes on what goes wrong in the reading: that is a bug, or the reader’s own word', async () => {
    const reading = readProvider(clock, { method: 'GET', url: baseUrl, headers: {}, withinMs: 5_000 }, async () => {
      throw new Error('of the reader')
    })
    await expect(reading).rejects.toThrow('of the reader')
    expect(clock.pending()).toBe(0)
  })
})
