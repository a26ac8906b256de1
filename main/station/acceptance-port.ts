import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { WebSocketServer } from 'ws'
import type { Port } from '../../src/port.ts'
import { PORT_PATH, TOKEN_PROTOCOL } from '../../src/transport/page-link.ts'
import { portOverWebSocket } from '../../src/transport/web-socket-port.ts'

/** What the file beside the ledger says of the port; readable by the station's user alone. */
export interface AcceptanceAddress {
  readonly port: number
  readonly token: string
}

export const ACCEPTANCE_FILE = 'acceptance-port.json'

/** A touch is some hundred bytes. */
const MAX_INCOMING_BYTES = 64 * 1024
const MAX_CALLERS = 4

/**
 * A way to touch the screen from a program, for acceptance checks: the kiosk's own contract on loopback, under whatever shell the
 * screen runs. It is there only where the configuration asks for it, and only for who may read the token; web pages are turned
 * away, for every browser says where a page comes from.
 */
export async function openAcceptancePort(
  dataDir: string,
  wantedPort: number,
  attach: (port: Port) => void,
): Promise<{ close(): void }> {
  const token = randomBytes(32).toString('base64url')
  const server = createServer((_request, response) => response.writeHead(404).end())
  const callers = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_INCOMING_BYTES,
    perMessageDeflate: false,
    handleProtocols: offered => [...offered].find(name => name.startsWith(TOKEN_PROTOCOL)) ?? false,
  })
  server.on('upgrade', (request, socket, head) => {
    if (!mayEnter(request, token) || callers.clients.size >= MAX_CALLERS) socket.destroy()
    else callers.handleUpgrade(request, socket, head, caller => attach(portOverWebSocket(caller)))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(wantedPort, '127.0.0.1', resolve)
  })
  const address: AcceptanceAddress = { port: (server.address() as AddressInfo).port, token }
  writeFileSync(join(dataDir, ACCEPTANCE_FILE), `${JSON.stringify(address)}\n`, { mode: 0o600 })
  return {
    close: () => {
      for (const caller of callers.clients) caller.terminate()
      server.close()
    },
  }
}

function mayEnter(request: IncomingMessage, token: string): boolean {
  if (request.url !== PORT_PATH || request.headers.origin !== undefined) return false
  const offered = request.headers['sec-websocket-protocol'] ?? ''
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(offered), digest(TOKEN_PROTOCOL + token))
}
