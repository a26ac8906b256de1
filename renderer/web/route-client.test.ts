import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { route } from '../../src/contract/routes.ts'
import { createRouteClient } from './route-client.ts'

const ROUTES = {
  room: route({
    ...{ method: 'GET', path: '/v1/rooms/:name', caller: 'anyone', summary: 'A room' },
    input: z.object({ name: z.string(), floor: z.number() }),
    output: z.object({ seats: z.int() }),
  }),
  book: route({
    ...{ method: 'POST', path: '/v1/bookings', caller: 'anyone', summary: 'Books a room' },
    input: z.object({ name: z.string(), ticket: z.string() }),
    bearer: 'ticket',
    output: z.object({ outcome: z.enum(['booked', 'slow-down']) }),
    statusOf: ({ outcome }) => (outcome === 'slow-down' ? 429 : 200),
  }),
  plan: route({
    ...{ method: 'GET', path: '/v1/plan', caller: 'anyone', summary: 'The plan, a PDF' },
    input: z.object({}),
    output: { mediaType: 'application/pdf', maxBytes: 8 },
  }),
} as const

describe('a client made from a table of routes', () => {
  const closers: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0)) await close()
  })

  async function clientOf(answer: (request: IncomingMessage, body: string, response: ServerResponse) => void) {
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', part => {
        body += part
      })
      request.on('end', () => answer(request, body, response))
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const close = async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    }
    closers.push(close)
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/house/`
    const options = { baseUrl: () => base, credentials: 'omit', timeoutMs: 500, maxJsonBytes: 100 } as const
    return { client: createRouteClient(ROUTES, options), base, close }
  }
  const says = (status: number, body: unknown) => (_: IncomingMessage, __: string, response: ServerResponse) =>
    void response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body))

  it('puts everything where the table says, below the address of the server', async () => {
    const asked: string[] = []
    const { client, base } = await clientOf(({ method, url, headers }, body, response) => {
      asked.push(`${method} ${url} ${body} ${headers.authorization ?? '-'} ${headers.cookie ?? '-'}`)
      response.end(JSON.stringify(method === 'GET' ? { seats: 4, more: true } : { outcome: 'booked' }))
    })
    expect(await client.room({ name: 'a/b', floor: 2 })).toEqual({ ok: true, value: { seats: 4 } })
    expect(await client.book({ name: 'a', ticket: 'T-1' })).toEqual({ ok: true, value: { outcome: 'booked' } })
    expect(asked).toEqual([
      'GET /house/v1/rooms/a%2Fb?floor=2  - -',
      'POST /house/v1/bookings {"name":"a"} Bearer T-1 -',
    ])
    expect(client.addressOf('room', { name: 'é', floor: 1 })).toBe(`${base}v1/rooms/%C3%A9?floor=1`)
  })

  it('takes an answer under another status where the table says so, and nowhere else', async () => {
    const { client } = await clientOf(says(429, { outcome: 'slow-down' }))
    expect(await client.book({ name: 'a', ticket: 't' })).toEqual({ ok: true, value: { outcome: 'slow-down' } })
    expect(await client.room({ name: 'a', floor: 1 })).toMatchObject({
      error: { fault: { code: 'server-busy' }, status: 429 },
    })
  })

  it.each([
    ['an answer that breaks the contract', says(200, { seats: 'many' }), 'server-nonsense', 200],
    ['an answer that is no JSON', says(200, '<html>'), 'server-nonsense', 200],
    ['an answer without end', says(200, { seats: 4, pad: 'x'.repeat(200) }), 'server-nonsense', 200],
    ["the server's own fault", says(409, { fault: { code: 'visit-expired' } }), 'visit-expired', 409],
    ['a reason of the server', says(404, { reason: 'unknown' }), 'server-nonsense', 404],
    ['a server in trouble', says(503, 'upstream is gone'), 'server-unreachable', 503],
  ] as const)('makes a fault of %s', async (_, answer, code, status) => {
    const { client } = await clientOf(answer)
    expect(await client.room({ name: 'a', floor: 1 })).toMatchObject({ ok: false, error: { fault: { code }, status } })
  })

  it('gives up on a server that does not answer in time, and on one that is not there', async () => {
    const { client, close } = await clientOf(() => undefined)
    expect(await client.plan({})).toMatchObject({ error: { fault: { code: 'server-slow' }, status: null } })
    await close()
    closers.length = 0
    expect(await client.plan({})).toMatchObject({ error: { fault: { code: 'server-unreachable' }, status: null } })
  })

  it('hands over a file as it is, up to what the table allows', async () => {
    const file = await clientOf(says(200, '%PDF-1.7'))
    const answer = await file.client.plan({})
    expect(answer.ok && new TextDecoder().decode(answer.value)).toBe('%PDF-1.7')
    const large = await clientOf(says(200, '%PDF-1.7 and more'))
    expect(await large.client.plan({})).toMatchObject({ error: { fault: { code: 'server-nonsense' } } })
  })
})
