import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { unwrap } from '../../src/result.ts'
import { systemClock } from '../system-clock.ts'
import { httpUrlOf, type IppRequestOptions, ippRequest } from './client.ts'
import { decodeMessage } from './decode.ts'
import { encodeMessage } from './encode.ts'
import { attribute, type IppMessage } from './message.ts'

const servers: (Server | TcpServer)[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    if ('closeAllConnections' in server) server.closeAllConnections()
    if (server.listening) await new Promise(resolve => server.close(resolve))
  }
})

async function listen(server: Server | TcpServer): Promise<string> {
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `ipp://127.0.0.1:${(server.address() as AddressInfo).port}/ipp/print`
}

/** A server that shows each request to `see` and answers with what `reply` makes of it. */
function printer(
  reply: (request: IppMessage) => Uint8Array,
  see: (headers: unknown, path?: string) => void = () => {},
) {
  const listener: RequestListener = async (request, response) => {
    see(request.headers, request.url)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    response.end(reply(unwrap(decodeMessage(new Uint8Array(Buffer.concat(chunks))))))
  }
  return listen(createServer(listener))
}

const options: IppRequestOptions = { clock: systemClock, timeoutMs: 5_000 }
const answerTo = (request: IppMessage, code = 0, groups: IppMessage['groups'] = []) =>
  encodeMessage({ version: [1, 1], code, requestId: request.requestId, groups, data: new Uint8Array() })

describe('a request over HTTP', () => {
  it('carries the opening attributes, ours and the document, and gives the decoded answer', async () => {
    let seen: IppMessage | undefined
    let headers: Record<string, unknown> = {}
    let path: string | undefined
    const job = [attribute.integer('job-id', 12)]
    const uri = await printer(
      request => {
        seen = request
        return answerTo(request, 0, [{ group: 'job', attributes: job }])
      },
      (theirs, url) => {
        headers = theirs as Record<string, unknown>
        path = url
      },
    )
    const data = new Uint8Array(300_000).fill(0x25)
    const attributes = { operation: [attribute.name('job-name', 'J-1')], job: [attribute.integer('copies', 1)] }
    const answer = unwrap(await ippRequest(uri, 'Print-Job', attributes, { ...options, data }))
    expect(answer.groups).toEqual([{ group: 'job', attributes: job }])
    expect(headers).toMatchObject({ 'content-type': 'application/ipp' })
    expect(path).toBe('/ipp/print')
    expect(seen?.code).toBe(0x0002)
    expect(seen?.groups[0]?.attributes.map(({ name }) => name)).toEqual([
      ...['attributes-charset', 'attributes-natural-language', 'printer-uri', 'job-name'],
    ])
    expect(seen?.groups[0]?.attributes[2]).toEqual(attribute.uri('printer-uri', uri))
    expect(seen?.data).toEqual(data)
  })

  it('gives a refusal with its name and the answer that explains it', async () => {
    const groups: IppMessage['groups'] = [{ group: 'unsupported', attributes: [attribute.keyword('sides', 'x')] }]
    const uri = await printer(request => answerTo(request, 0x040b, groups))
    const answer = await ippRequest(uri, 'Validate-Job', {}, options)
    expect(answer).toMatchObject({
      error: {
        kind: 'refused',
        status: 0x040b,
        detail: 'client-error-attributes-or-values-not-supported',
        answer: { groups },
      },
    })
  })

  it('says unreachable when nobody listens', async () => {
    const uri = await listen(createTcpServer())
    await new Promise(resolve => servers.pop()?.close(resolve))
    expect(await ippRequest(uri, 'Get-Jobs', {}, options)).toEqual({
      ok: false,
      error: { kind: 'unreachable', detail: 'ECONNREFUSED' },
    })
  })

  it('says lost when the connection ends before the answer, or within it', async () => {
    const hangUp = await listen(createTcpServer(socket => socket.once('data', () => socket.destroy())))
    expect(await ippRequest(hangUp, 'Get-Jobs', {}, options)).toMatchObject({ error: { kind: 'lost' } })
    const half = 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf'
    const cut = await listen(createTcpServer(socket => socket.once('data', () => socket.end(half))))
    expect(await ippRequest(cut, 'Get-Jobs', {}, options)).toMatchObject({ error: { kind: 'lost' } })
  })

  it('gives up after its time, by the injected clock', async () => {
    const clock = fakeClock()
    const server = createTcpServer()
    const uri = await listen(server)
    const connected = once(server, 'connection')
    const answer = ippRequest(uri, 'Get-Jobs', {}, { clock, timeoutMs: 3_000 })
    const [socket] = await connected
    await once(socket, 'data')
    await clock.advance(3_000)
    expect(await answer).toEqual({ ok: false, error: { kind: 'timeout', detail: 'no answer in 3000 ms' } })
    expect(clock.pending()).toBe(0)
  })

  it.each<[string, (request: IppMessage) => Uint8Array]>([
    ['bytes that are not IPP', () => new TextEncoder().encode('<html>')],
    ['an answer to another request', request => answerTo({ ...request, requestId: request.requestId + 1 })],
    ['an answer of no bytes', () => new Uint8Array()],
  ])('says nonsense of %s', async (_, reply) => {
    const uri = await printer(reply)
    expect(await ippRequest(uri, 'Get-Jobs', {}, options)).toMatchObject({ error: { kind: 'nonsense' } })
  })

  it('reads no more of an answer than allowed', async () => {
    const uri = await printer(request => Buffer.concat([answerTo(request), Buffer.alloc(2_000)]))
    expect(await ippRequest(uri, 'Get-Jobs', {}, { ...options, maxAnswerBytes: 1_000 })).toEqual({
      ok: false,
      error: { kind: 'nonsense', detail: 'an answer of more than 1000 bytes' },
    })
  })

  it('says nonsense of an HTTP error and of something that is no HTTP at all', async () => {
    const notFound = await listen(createServer((_, response) => response.writeHead(404).end()))
    expect(await ippRequest(notFound, 'Get-Jobs', {}, options)).toMatchObject({
      error: { kind: 'nonsense', detail: 'HTTP status 404' },
    })
    const noHttp = await listen(createTcpServer(socket => socket.resume().end('@PJL INFO STATUS\r\n')))
    expect(await ippRequest(noHttp, 'Get-Jobs', {}, options)).toMatchObject({
      error: { detail: 'HPE_INVALID_CONSTANT' },
    })
  })
})

describe('addresses', () => {
  it.each([
    ['ipp://printer.example/ipp/print', 'http://printer.example:631/ipp/print'],
    ['ipp://printer.example:8631/ipp/print', 'http://printer.example:8631/ipp/print'],
    ['ipp://printer.example:80/ipp', 'http://printer.example/ipp'],
    ['ipp://[::1]/ipp/print', 'http://[::1]:631/ipp/print'],
    ['http://printer.example/ipp/print', 'http://printer.example/ipp/print'],
    ['IPP://printer.example', 'http://printer.example:631/'],
  ])('%s stands for %s', (uri, url) => expect(httpUrlOf(uri).href).toBe(url))

  it('refuses what is no printer address', () =>
    expect(() => httpUrlOf('usb://x')).toThrow('not an ipp or http address'))
})
