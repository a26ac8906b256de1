import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import { connect as dialTcp } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Port } from '../../src/port.ts'
import { memoryPorts } from '../../src/transport/memory-pair.ts'
import { portOverWebSocket } from '../../src/transport/web-socket-port.ts'
import { type KioskServer, startKioskServer } from './kiosk-server.ts'
import { listenOnLoopback } from './listen.ts'

let site: string
let server: KioskServer
let stationIsUp: boolean
let stations: Port[]
beforeEach(async () => {
  site = mkdtempSync(join(tmpdir(), 'kiosk-server-'))
  writeFileSync(join(site, 'index.html'), '<!doctype html>')
  stationIsUp = true
  stations = []
  server = await startKioskServer({
    site,
    port: 0,
    attach: () => {
      if (!stationIsUp) return null
      const [near, far] = memoryPorts()
      stations.push(far)
      return near
    },
  })
})
afterEach(async () => {
  await server.close()
  rmSync(site, { recursive: true })
})

const origin = () => new URL(server.address).origin
const token = () => new URL(server.address).hash.slice('#token='.length)

async function ask(path: string, options: { method?: string; host?: string } = {}) {
  const { hostname, port, host } = new URL(server.address)
  const headers = { host: options.host ?? host }
  const asked = request({ hostname, port, path, method: options.method ?? 'GET', headers }).end()
  const [answer] = (await once(asked, 'response')) as [
    AsyncIterable<Buffer> & { statusCode: number; headers: IncomingHttpHeaders },
  ]
  const body: Buffer[] = []
  for await (const piece of answer) body.push(piece)
  return { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(body).toString() }
}

describe('the page', () => {
  it('is served with its policy', async () => {
    const answer = await ask('/?x#y')
    expect(answer.status).toBe(200)
    expect(answer.body).toBe('<!doctype html>')
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(answer.headers['content-security-policy']).toContain(`connect-src 'self' ${origin().replace('http', 'ws')};`)
  })

  it('comes without a body for HEAD', async () => {
    const answer = await ask('/', { method: 'HEAD' })
    expect([answer.status, answer.body, answer.headers['content-length']]).toEqual([200, '', '15'])
  })

  it.each([
    ['GET', '/nothing.js', undefined, 404],
    ['GET', '/%2e%2e/etc/passwd', undefined, 404],
    ['GET', '/../../../etc/passwd', undefined, 404],
    ['GET', 'http://127.0.0.1/index.html', undefined, 404],
    ['POST', '/', undefined, 405],
    ['PUT', '/index.html', undefined, 405],
    ['OPTIONS', '/', undefined, 405],
    ['GET', '/', 'kiosk.example', 421],
    ['GET', '/', 'localhost', 421],
    ['GET', '/', '127.0.0.1', 421],
  ])('%s %s for host %s is refused with %i', async (method, path, host, status) => {
    const answer = await ask(path, { method, ...(host ? { host } : {}) })
    expect(answer.status).toBe(status)
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
  })

  it('that has vanished from the disk is not found', async () => {
    rmSync(join(site, 'index.html'))
    expect((await ask('/')).status).toBe(404)
  })
})

describe('the way to the station', () => {
  const dial = (options: { protocols?: string[]; origin?: string; path?: string; host?: string } = {}) =>
    new WebSocket(
      `${origin().replace('http', 'ws')}${options.path ?? '/kiosk-port'}`,
      options.protocols ?? [`yinzheng.${token()}`],
      {
        origin: options.origin ?? origin(),
        ...(options.host ? { headers: { host: options.host } } : {}),
      },
    )
  const outcome = (socket: WebSocket) =>
    new Promise(resolve => {
      socket.on('open', () => resolve('open'))
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode))
      socket.on('error', error => resolve(error.message))
    })

  it('is open to the page that knows the token', async () => {
    const socket = dial()
    const page = portOverWebSocket(socket)
    expect(await outcome(socket)).toBe('open')
    const heard = new Promise(resolve => page.onMessage(resolve))
    stations[0]!.post({ view: Uint8Array.of(1, 2) })
    expect(await heard).toEqual({ view: Uint8Array.of(1, 2) })
    const touched = new Promise(resolve => stations[0]!.onMessage(resolve))
    page.post('touch')
    expect(await touched).toBe('touch')
  })

  it.each([
    ['a wrong token', { protocols: [`yinzheng.${'A'.repeat(43)}`] }, 403],
    ['half a token', { protocols: ['yinzheng.'] }, 403],
    ['no token', { protocols: [] }, 403],
    ['a choice of tokens', { protocols: ['yinzheng.a', 'yinzheng.b'] }, 403],
    ['another origin', { origin: 'http://kiosk.example' }, 403],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }, 403],
    ['a file', { origin: 'null' }, 403],
    ['a rebound host name', { host: 'kiosk.example' }, 421],
    ['another path', { path: '/' }, 404],
    ['a token in the address', { path: '/kiosk-port?token=x' }, 404],
  ])('is closed to %s', async (_, options, status) => {
    expect(await outcome(dial(options))).toBe(status)
    expect(stations).toEqual([])
  })

  it('is closed to a client that sends no origin', async () => {
    const { port, host } = new URL(server.address)
    const socket = dialTcp(Number(port), '127.0.0.1')
    socket.write(
      `GET /kiosk-port HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\n` +
        `Sec-WebSocket-Protocol: yinzheng.${token()}\r\n\r\n`,
    )
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 403 /)
  })

  it('asks the page to come back while the station is away', async () => {
    stationIsUp = false
    const [code] = await once(dial(), 'close')
    expect(code).toBe(1013)
  })

  it('closes when the station goes, and tells the station when the page goes', async () => {
    const first = dial()
    await once(first, 'open')
    stations[0]!.close()
    await once(first, 'close')
    const second = dial()
    await once(second, 'open')
    const gone = new Promise<void>(resolve => stations[1]!.onClose(resolve))
    second.terminate()
    await gone
  })

  it('closes on a message that is too long for a touch', async () => {
    const socket = dial()
    await once(socket, 'open')
    socket.send('x'.repeat(64 * 1024 + 1))
    const [code] = await once(socket, 'close')
    expect(code).toBe(1009)
  })

  it('has room for sixteen pages', async () => {
    const sockets = Array.from({ length: 16 }, () => dial())
    expect(await Promise.all(sockets.map(outcome))).toEqual(Array(16).fill('open'))
    expect(await outcome(dial())).toBe(503)
  })
})

describe('the port', () => {
  it('is the next free one when the wanted one is taken', async () => {
    const taken = createServer()
    const port = await listenOnLoopback(taken, 0)
    const other = await startKioskServer({ site, port, attach: () => null })
    expect(Number(new URL(other.address).port)).toBeGreaterThan(port)
    await other.close()
    await new Promise(resolve => taken.close(resolve))
  })

  it('is refused for another reason than being taken', async () => {
    await expect(listenOnLoopback(createServer(), -1)).rejects.toThrow()
  })
})
