import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Port } from '../../src/port.ts'
import { joinPorts } from '../../src/transport/join-ports.ts'
import { PORT_PATH, TOKEN_PARAMETER, TOKEN_PROTOCOL } from '../../src/transport/page-link.ts'
import { portOverWebSocket } from '../../src/transport/web-socket-port.ts'
import { pageHeaders } from '../shell/page-headers.ts'
import { type PublicFiles, publicFiles } from '../shell/public-files.ts'
import { listenOnLoopback } from './listen.ts'
import { newToken, sameToken } from './token.ts'

export interface KioskServerOptions {
  /** The folder of the built page. */
  readonly site: string
  /** The first port to try; 0 for any. */
  readonly port: number
  /** A new port to the station for one page; null while the station is away. */
  readonly attach: () => Port | null
}

export interface KioskServer {
  /** The page's address with the token in its fragment. Whoever has it can touch the screen. */
  readonly address: string
  close(): Promise<void>
}

/** A touch is some hundred bytes. What the station sends may be a whole document. */
const MAX_INCOMING_BYTES = 64 * 1024
/** RFC 6455's registry of close codes: the station is away for the moment. */
const TRY_AGAIN_LATER = 1013
/** One screen, and a few for whoever drives the kiosk from outside. */
const MAX_PAGES = 16

/**
 * Serves the built page and the way to the station on 127.0.0.1. Only GET and HEAD, only the host name that was printed (no
 * rebinding by DNS), and a WebSocket only for a page of this origin that knows the token.
 */
export async function startKioskServer(options: KioskServerOptions): Promise<KioskServer> {
  const files = publicFiles(options.site)
  const token = newToken()
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000, maxHeaderSize: 8 * 1024 })
  const pages = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_INCOMING_BYTES,
    perMessageDeflate: false,
    handleProtocols: offered => [...offered].find(name => name.startsWith(TOKEN_PROTOCOL)) ?? false,
  })
  const port = await listenOnLoopback(server, options.port)
  const host = `127.0.0.1:${port}`

  server.on('request', (request, response) => {
    void answer(request, response, host, files)
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = refusalOf(request, host, token) ?? (pages.clients.size >= MAX_PAGES ? 503 : null)
    if (refusal) return refuseUpgrade(socket, refusal)
    pages.handleUpgrade(request, socket, head, page => {
      const station = options.attach()
      if (station) joinPorts(portOverWebSocket(page), station)
      else page.close(TRY_AGAIN_LATER)
    })
  })
  return {
    address: `http://${host}/#${TOKEN_PARAMETER}=${token}`,
    close: async () => {
      for (const page of pages.clients) page.terminate()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  host: string,
  files: PublicFiles,
): Promise<void> {
  const headers = { ...pageHeaders(`ws://${host}`), 'Content-Type': 'text/plain; charset=utf-8' }
  const refuse = (status: number): void => {
    response.writeHead(status, headers).end(`${status}\n`)
  }
  // RFC 9110 section 15.5.20: this server does not answer for that name.
  if (request.headers.host !== host) return refuse(421)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD')
    return refuse(405)
  }
  const file = files.find((request.url ?? '').split(/[?#]/)[0]!)
  if (!file) return refuse(404)
  const body = await file.read().catch(() => null)
  if (!body) return refuse(404)
  response.writeHead(200, { ...headers, 'Content-Type': file.contentType, 'Content-Length': body.byteLength })
  response.end(request.method === 'GET' ? body : undefined)
}

function refusalOf(request: IncomingMessage, host: string, token: string): number | null {
  if (request.headers.host !== host) return 421
  if (request.url !== PORT_PATH) return 404
  if (request.headers.origin !== `http://${host}`) return 403
  const offered = request.headers['sec-websocket-protocol']?.split(',').map(name => name.trim()) ?? []
  return offered.length === 1 && sameToken(offered[0]!, TOKEN_PROTOCOL + token) ? null : 403
}

function refuseUpgrade(socket: Duplex, status: number) {
  socket.on('error', () => {})
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
