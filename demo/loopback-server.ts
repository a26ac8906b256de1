import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'

const BODY_MAX_BYTES = 256 * 1024
const REQUEST_LIMIT_MS = 30_000

/** A request as it came: nothing decoded, nothing re-written. */
export interface RawRequest {
  readonly method: string
  /** Path and query, still percent-encoded. */
  readonly target: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Answers one request that has been read. */
export type Answering = (request: RawRequest, response: ServerResponse) => void | Promise<void>

/** The HTTP server of a double: it reads every request whole, and answers those that come from this machine. */
export function createLoopbackServer(answer: Answering): Server {
  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(incoming)
    if (body === null) return void response.writeHead(413, { Connection: 'close', 'Content-Length': '0' }).end()
    const { method = '', url: target = '', headers } = incoming
    return answer({ method, target, headers, body }, response)
  }
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((bug: unknown) => {
      if (incoming.destroyed && !incoming.complete) return
      console.error(bug)
      response.destroy()
    })
  })
  server.requestTimeout = REQUEST_LIMIT_MS
  return server
}

/** Listens on `port` of the loopback address; any free one for 0. Rejects when the port is taken. */
export async function listenOn(server: Server, port: number): Promise<void> {
  const listening = once(server, 'listening')
  server.listen(port, '127.0.0.1')
  await listening
}

/** Whether `hostname` (as URL gives it) is this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}

/** A foreign web page must not pay, log in or reset: neither by its own origin nor by a name that points here. */
export function isFromHere({ headers }: RawRequest): boolean {
  const local = (url: string) => URL.canParse(url) && isLoopback(new URL(url).hostname)
  return local(`http://${headers.host}`) && (headers.origin === undefined || local(headers.origin))
}

async function readBody(incoming: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of incoming as AsyncIterable<Buffer>) {
    length += part.length
    if (length > BODY_MAX_BYTES) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}
